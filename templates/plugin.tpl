{{%AUTOESCAPE context="HTML"}}
{{!A plugin: what is next on its way to the shelf, figures, facts.}}
<div class="head">
<img class="icon" src="{{plugin_icon}}" alt="" width="48" height="48">
<h1>{{plugin_name}}</h1>
<span class="tag tag-{{shelf_tone}}">{{shelf_label}}</span>{{#disabled}} <span class="tag tag-red">[[已被平台停用]]</span>{{/disabled}}
</div>
{{>part_tabs}}
{{>part_note}}
{{>part_deprecated}}
{{>part_stats}}
<section class="card stack">
<h2>[[上架进度]]</h2>
{{#next_label}}<p>[[下一步：]]{{#next_url}}<a href="{{next_url}}">{{next_label}}</a>{{/next_url}}{{#no_next_url}}{{next_label}}{{/no_next_url}}</p>{{/next_label}}
{{>part_tasks}}
</section>
<section class="card stack">
<div class="card-head"><h2>[[插件文档]]</h2><a href="{{doc_url}}">[[管理文档]]</a></div>
{{>part_doc_state}}
</section>
<section class="card stack">
<h2>[[基本信息]]</h2>
{{>part_facts}}
</section>
