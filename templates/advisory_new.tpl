{{%AUTOESCAPE context="HTML"}}
{{!A new advisory, as a draft.}}
<h1>{{page_title}}</h1>
{{>part_tabs}}
<div class="card">
{{#ready}}{{>part_form}}{{/ready}}
{{#no_ready}}{{>part_empty}}{{/no_ready}}
</div>
