{{%AUTOESCAPE context="HTML"}}
{{!One review: the object, beside it the claim and the decision, below it the rounds before.}}
<div class="head"><h1>{{page_title}}</h1><div class="tags"><span class="tag tag-grey">{{kind_label}}</span> <span class="tag tag-{{state_tone}}">{{state_label}}</span> {{#due}}{{>part_tag}}{{/due}}</div></div>
<div class="with-side">
<div class="stack">
{{>part_review_findings}}
{{#is_version}}{{>part_review_version}}{{/is_version}}
{{#is_listing}}{{>part_review_listing}}{{/is_listing}}
{{#is_real_name}}{{>part_review_real_name}}{{/is_real_name}}
{{#is_payment}}{{>part_review_payment}}{{/is_payment}}
{{#has_history}}<section class="card stack">
<h2>[[审核记录]]</h2>
{{>part_timeline}}
</section>
{{/has_history}}</div>
<aside class="card stack" aria-label="[[审核决定]]">
<h2>[[审核决定]]</h2>
<dl class="facts"><dt>[[提交次数]]</dt><dd>{{round_text}}</dd><dt>[[提交时间]]</dt><dd>{{submitted}}</dd><dt>[[截止时间]]</dt><dd>{{due_text}}</dd></dl>
{{>part_note}}
{{#may_decide}}{{>part_form}}{{/may_decide}}
{{>part_moves}}
</aside>
</div>
