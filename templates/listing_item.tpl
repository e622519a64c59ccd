{{%AUTOESCAPE context="HTML"}}
{{!One component, page, interface or config entry of the access guide, with its rows.}}
<h1>{{page_title}}</h1>
{{>part_tabs}}
{{>part_steps}}
{{>part_note}}
{{>part_open_findings}}
{{#readonly}}<section class="card stack">
<h2>[[接入指引]]</h2>
{{>part_guide}}
</section>{{/readonly}}
{{#no_readonly}}<section class="card">
<form class="form" method="post" novalidate>
{{>part_hidden}}
{{>part_safe}}
{{>part_sample}}
{{#fields}}{{>part_field}}{{/fields}}
{{#groups}}{{>part_rows}}{{/groups}}
{{>part_submits}}
</form>
</section>{{/no_readonly}}
