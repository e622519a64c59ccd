{{%AUTOESCAPE context="HTML"}}
{{!How a form may be filled in, and a button that does it. Stands inside the form.}}
{{#sample_filled}}<div class="note note-blue" role="status"><p>[[已填入样例，还没有保存；请改成你自己的内容后再保存]]</p></div>
{{/sample_filled}}<details class="sample">
<summary>[[填写样例]]</summary>
<dl class="facts">
{{#samples}}<dt>{{label}}</dt><dd class="text">{{text}}</dd>
{{/samples}}</dl>
{{#sample_fill}}<div class="actions"><button class="btn btn-small" name="op" value="sample">[[用样例填写]]</button> <span class="muted">[[只填还空着的项，保存以后才生效]]</span></div>
{{/sample_fill}}</details>
