{{%AUTOESCAPE context="HTML"}}
{{!Basic settings of a plugin.}}
<h1>[[基本设置]]</h1>
{{>part_tabs}}
{{>part_note}}
<div class="card">{{>part_form}}</div>
<section class="card stack">
<div class="card-head"><h2>[[插件文档]]</h2><a href="{{doc_url}}">[[管理文档]]</a></div>
{{>part_doc_state}}
</section>
