{{%AUTOESCAPE context="HTML"}}
{{!The dashboard: each box is there for those whom it concerns.}}
<h1>[[工作台]]</h1>
{{#nothing}}
<div class="card"><p>[[你的账号还没有加入主体，也没有审核权限；请联系主体的主账号或平台运营]]</p></div>
{{/nothing}}
{{#reviewer_box}}
<section class="card stack">
<div class="card-head"><h2>[[审核]]</h2><a class="btn btn-primary" href="{{queue_url}}">[[去审核台]]</a></div>
{{>part_stats}}
</section>
{{/reviewer_box}}
{{#platform_box}}
<section class="card stack">
<h2>[[平台概况]]</h2>
{{>part_stats}}
</section>
{{/platform_box}}
{{#steps_box}}
<section class="card stack">
<h2>[[下一步]]</h2>
{{>part_tasks}}
</section>
{{/steps_box}}
{{#notices_box}}
<section class="card stack" id="notices">
<h2>[[待确认的公告]]</h2>
<ul class="tasks">
{{#open_notices}}<li><a href="{{url}}">{{title}}</a> <span class="muted">{{what}}</span> <span class="muted tasks-at">{{at}}</span> {{>part_tag}}</li>
{{/open_notices}}</ul>
{{#notices_more}}<p class="muted">{{notices_more}}</p>{{/notices_more}}
</section>
{{/notices_box}}
{{#work_box}}
<section class="card stack">
<h2>[[待办]]</h2>
{{>part_note}}
{{#has_todos}}<ul class="tasks">
{{#todos}}<li><a href="{{url}}">{{name}} {{what}}</a> <span class="muted tasks-at">{{#due}}{{>part_tag}} {{/due}}<span class="nowrap">{{at}}</span></span> {{>part_tag}}</li>
{{/todos}}</ul>{{/has_todos}}
{{#no_has_todos}}<p class="muted">[[没有等你处理的事项]]</p>{{/no_has_todos}}
</section>
{{#has_waiting}}<section class="card stack">
<h2>[[等待平台审核]]</h2>
<ul class="tasks">
{{#waiting}}<li><a href="{{url}}">{{name}} {{what}}</a> <span class="muted tasks-at">{{at}}</span> {{>part_tag}}</li>
{{/waiting}}</ul>
</section>
{{/has_waiting}}{{/work_box}}
{{#boxes}}
<section class="card stack">
<div class="card-head"><h2>{{box_title}}</h2><a href="{{box_url}}">{{box_label}}</a></div>
{{>part_stats}}
{{>part_charts}}
{{#chart_note}}<p class="muted">{{chart_note}}</p>{{/chart_note}}
</section>
{{/boxes}}
