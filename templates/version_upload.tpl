{{%AUTOESCAPE context="HTML"}}
{{!A new version: the zip, its number and its note; what the check found.}}
<h1>[[上传版本]]</h1>
{{>part_tabs}}
{{>part_findings}}
<div class="card stack">
<p class="muted">[[插件包里要有 plugin.json；doc/ 里的文档会另外保存为草稿，不占插件的大小]]</p>
{{>part_form}}
</div>
