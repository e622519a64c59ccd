{{%AUTOESCAPE context="HTML"}}
{{!One component, page, interface or config entry of the access guide, with its rows.}}
<h1>{{page_title}}</h1>
{{>part_tabs}}
{{>part_steps}}
{{>part_note}}
{{#readonly}}<section class="card stack">
<h2>[[接入指引]]</h2>
{{>part_guide}}
</section>{{/readonly}}
{{#no_readonly}}<section class="card">
{{>part_form}}
</section>{{/no_readonly}}
