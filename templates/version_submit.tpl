{{%AUTOESCAPE context="HTML"}}
{{!What a version is submitted with.}}
<div class="head"><h1>{{page_title}}</h1>{{>part_tag}}</div>
{{>part_tabs}}
{{#open}}{{#blocks}}{{>part_note}}{{/blocks}}
{{>part_contract}}
<div class="card stack">
{{>part_form}}
</div>
{{>part_findings}}{{/open}}
{{#no_open}}<div class="card stack">
<p>[[只有开发中的版本可以填写提审信息；其他版本请先撤回审核或退回开发]]</p>
<div class="actions"><a class="btn" href="{{cancel_url}}">[[返回版本]]</a></div>
</div>{{/no_open}}
