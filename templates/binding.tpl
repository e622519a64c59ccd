{{%AUTOESCAPE context="HTML"}}
{{!One plugin of a mini-program: state, facts, configuration, history.}}
<div class="head">
<img class="icon" src="{{icon}}" alt="" width="48" height="48">
<h1>{{plugin_name}}</h1>
{{>part_tag}} {{#due}}{{>part_tag}}{{/due}}
{{#has_moves}}<div class="head-side">{{>part_moves}}</div>{{/has_moves}}
</div>
{{>part_note}}
{{>part_deprecated}}
{{>part_notices}}
<section class="card stack">
<h2>[[基本信息]]</h2>
{{>part_facts}}
</section>
{{#no_closed}}<section class="card stack">
<h2>[[配置]]</h2>
{{#no_has_config}}<p class="muted">[[这个插件没有需要填写的配置]]</p>{{/no_has_config}}
{{#has_config}}{{#may_config}}{{>part_form}}{{/may_config}}
{{#no_may_config}}<p class="muted">[[配置由主账号、管理员或运营填写]]</p>{{/no_may_config}}{{/has_config}}
</section>{{/no_closed}}
<section class="card stack">
<h2>[[历史记录]]</h2>
{{>part_timeline}}
</section>
