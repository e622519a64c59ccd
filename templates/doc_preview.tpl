{{%AUTOESCAPE context="HTML"}}
{{!A revision of the documentation as it will look.}}
<div class="head"><h1>[[预览文档]] · {{name}}</h1>{{>part_tag}}<div class="head-side"><a class="btn" href="{{doc_url}}">[[返回插件文档]]</a></div></div>
{{>part_tabs}}
<p class="muted">[[上传于]] {{created}}</p>
<section class="card">
{{>part_doc}}
</section>
