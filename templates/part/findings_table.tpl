{{%AUTOESCAPE context="HTML"}}
{{!What a check found, without a box of its own: where, what, and what to do about it.}}
<table class="table">
<thead><tr><th scope="col">[[文件或位置]]</th><th scope="col" class="num">[[行]]</th><th scope="col">[[级别]]</th><th scope="col">[[问题]]</th><th scope="col">[[怎么处理]]</th></tr></thead>
<tbody>
{{#findings}}<tr><th scope="row">{{target}}</th><td class="num" data-label="[[行]]">{{line}}</td><td data-label="[[级别]]">{{>part_tag}}</td><td data-label="[[问题]]">{{text}} <span class="muted mono">{{rule}}</span></td><td data-label="[[怎么处理]]">{{hint}}</td></tr>
{{/findings}}</tbody>
</table>
{{#findings_note}}<p class="muted">{{findings_note}}</p>
{{/findings_note}}{{#findings_more}}<p class="muted">{{findings_more}}</p>
{{/findings_more}}
