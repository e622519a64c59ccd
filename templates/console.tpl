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
{{#subject_box}}
{{>part_stats}}
<section class="card stack">
<h2>[[待办]]</h2>
{{#todos}}<p><a href="{{url}}">{{name}}</a> {{what}} {{>part_tag}} <span class="muted">{{at}}</span></p>
{{/todos}}{{#no_todos}}<p class="muted">[[没有在审核或等你处理的版本和发布申请]]</p>{{/no_todos}}
</section>
{{/subject_box}}
