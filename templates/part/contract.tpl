{{%AUTOESCAPE context="HTML"}}
{{!What a version changes of the one before it, and why it may break within its major.}}
{{#has_contract}}<section class="card stack" id="contract">
<div class="card-head"><h2>{{contract_title}}</h2><div class="tags">{{#counts}}{{>part_tag}} {{/counts}}</div></div>
{{#contract_sum}}<p class="muted">{{contract_sum}}</p>
{{/contract_sum}}{{#contract_reason}}<div class="note note-amber">
<p><strong>[[不兼容的原因]]</strong></p>
<p class="text">{{contract_reason:p}}</p>
</div>
{{/contract_reason}}{{#has_changes}}<table class="table">
<thead><tr><th scope="col">[[位置]]</th><th scope="col">[[影响]]</th><th scope="col">[[变化]]</th></tr></thead>
<tbody>
{{#changes}}<tr><th scope="row">{{place}}</th><td data-label="[[影响]]">{{>part_tag}}</td><td data-label="[[变化]]">{{text}} <span class="muted mono">{{rule}}</span></td></tr>
{{/changes}}</tbody>
</table>
{{/has_changes}}{{#contract_more}}<p class="muted">{{contract_more}}</p>
{{/contract_more}}</section>
{{/has_contract}}
