{{%AUTOESCAPE context="HTML"}}
{{!A version as its reviewer reads it.}}
<section class="card stack">
<h2>[[版本信息]]</h2>
{{>part_facts}}
</section>
<section class="card stack">
<h2>[[提交说明]]</h2>
{{>part_review_texts}}
</section>
<section class="card stack">
<h2>[[组件和页面]]</h2>
{{#no_has_entries}}<p class="muted">[[没有公开的组件和页面]]</p>
{{/no_has_entries}}{{#has_entries}}<table class="table">
<thead><tr><th scope="col">[[名称]]</th><th scope="col">[[类型]]</th><th scope="col">[[路径]]</th></tr></thead>
<tbody>
{{#entries}}<tr><th scope="row">{{name}}</th><td data-label="[[类型]]">{{kind}}</td><td class="mono" data-label="[[路径]]">{{path}}</td></tr>
{{/entries}}</tbody>
</table>
{{/has_entries}}</section>
{{>part_findings}}
<section class="card stack">
<h2>[[文件列表]]</h2>
{{>part_files}}
</section>
{{#has_doc}}<section class="card stack">
<h2>[[插件文档]]</h2>
{{>part_doc}}
</section>
{{/has_doc}}
