{{%AUTOESCAPE context="HTML"}}
{{!A version as its reviewer reads it.}}
<section class="card stack">
<h2>[[版本信息]]</h2>
{{>part_facts}}
</section>
{{>part_contract}}
<section class="card stack">
<h2>[[提交说明]]</h2>
{{>part_review_texts}}
</section>
<section class="card stack">
<h2>[[测试账号]]</h2>
{{#login_words}}<p class="muted">{{login_words}}</p>
{{/login_words}}{{#test_account}}<dl class="facts"><dt>[[账号]]</dt><dd class="mono">{{test_account}}</dd><dt>[[密码]]</dt><dd><details class="reveal"><summary>[[显示密码]]</summary><p class="mono">{{test_password}}</p></details></dd></dl>
<p class="muted">[[只用于这次审核，请不要转给别人；处理完或退回以后就看不到了]]</p>
{{/test_account}}</section>
<section class="card stack">
<h2>[[自查]]</h2>
{{>part_points}}
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
