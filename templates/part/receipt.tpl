{{%AUTOESCAPE context="HTML"}}
{{!The provider's receipt of a submission: place, usual time, due time, whose move it is.}}
{{#receipt}}<section class="card stack">
<div class="card-head"><h2>[[审核进度]]</h2>{{>part_tag}}</div>
{{>part_facts}}
{{>part_note}}
</section>{{/receipt}}
