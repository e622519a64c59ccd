{{%AUTOESCAPE context="HTML"}}
{{!A revision of the documentation as it will look, what is new in it, and the button that publishes it.}}
<div class="head"><h1>[[预览文档]] · {{name}}</h1>{{>part_tag}}<div class="head-side">{{#may_publish}}<form method="post" action="{{doc_url}}">
<input type="hidden" name="csrf" value="{{csrf}}">
<input type="hidden" name="rev" value="{{rev}}">
<input type="hidden" name="key" value="{{key}}">
<input type="hidden" name="n" value="{{n}}">
<button class="btn btn-primary" name="action" value="publish">{{publish_label}}</button>
</form> {{/may_publish}}<a class="btn" href="{{doc_url}}">[[返回插件文档]]</a></div></div>
{{>part_tabs}}
<section class="card stack">
<h2>[[修订信息]]</h2>
{{>part_facts}}
</section>
{{#compared}}<section class="card stack">
<h2>{{compared}}</h2>
{{#same}}<p class="muted">[[文件和标题都没有变化]]</p>
{{/same}}{{#has_files}}<table class="table">
<thead><tr><th scope="col">[[文件]]</th><th scope="col">[[变化]]</th><th scope="col" class="num">[[原来（KB）]]</th><th scope="col" class="num">[[现在（KB）]]</th></tr></thead>
<tbody>
{{#files}}<tr><th scope="row">{{path}}</th><td data-label="[[变化]]">{{>part_tag}}</td><td class="num" data-label="[[原来（KB）]]">{{was_kb}}</td><td class="num" data-label="[[现在（KB）]]">{{is_kb}}</td></tr>
{{/files}}</tbody>
</table>
{{/has_files}}{{#has_headings}}<h3>[[标题]]</h3>
<ul class="plain-list">
{{#headings}}<li>{{>part_tag}} {{#url}}<a href="{{url}}">{{title}}</a>{{/url}}{{#no_url}}{{title}}{{/no_url}}</li>
{{/headings}}</ul>
{{/has_headings}}</section>
{{/compared}}{{>part_findings}}
<section class="card stack">
<h2>[[插件文档]]</h2>
{{>part_doc}}
</section>
