{{%AUTOESCAPE context="HTML"}}
{{!What the reviewer of a rejection found, as a table.}}
{{#has_review_findings}}<section class="card stack">
<h2>[[审核发现的问题]]</h2>
<table class="table">
<thead><tr><th scope="col">[[文件或位置]]</th><th scope="col" class="num">[[行]]</th><th scope="col">[[级别]]</th><th scope="col">[[问题]]</th><th scope="col">[[修改建议]]</th></tr></thead>
<tbody>
{{#review_findings}}<tr><th scope="row">{{target}}</th><td class="num" data-label="[[行]]">{{line}}</td><td data-label="[[级别]]">{{>part_tag}}</td><td data-label="[[问题]]"><strong>{{rule_label}}</strong> <span class="text">{{text:p}}</span></td><td data-label="[[修改建议]]">{{hint}}</td></tr>
{{/review_findings}}</tbody>
</table>
</section>
{{/has_review_findings}}
