{{%AUTOESCAPE context="HTML"}}
{{!An application for payment, for its reviewer.}}
<section class="card stack">
<h2>[[支付能力的申请]]</h2>
{{>part_facts}}
{{#has_papers}}<h3>[[证明材料]]</h3>
{{>part_papers}}
{{/has_papers}}</section>
