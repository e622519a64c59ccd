{{%AUTOESCAPE context="HTML"}}
{{!Verification of the subject: state, what was handed in, the form.}}
<div class="head"><h1>{{page_title}}</h1><span class="tag tag-{{state_tone}}">{{state_label}}</span><div class="head-side">{{>part_moves}}</div></div>
{{>part_note}}
<section class="card stack">
<h2>[[认证信息]]</h2>
{{>part_facts}}
{{#has_papers}}<h3>[[证明文件]]</h3>
{{>part_papers}}
{{/has_papers}}</section>
{{#can_submit}}<section class="card stack">
<h2>[[填写认证材料]]</h2>
{{>part_form}}
</section>{{/can_submit}}
{{>part_receipt}}
{{#has_history}}<section class="card stack">
<h2>[[历史记录]]</h2>
{{>part_timeline}}
</section>{{/has_history}}
