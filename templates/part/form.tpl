{{%AUTOESCAPE context="HTML"}}
{{!A whole form: hidden values, the submit that Enter presses, fields, groups of rows, buttons.}}
{{#has_file}}<form class="form" method="post" enctype="multipart/form-data" novalidate{{#form_url}} action="{{form_url}}"{{/form_url}}>
{{/has_file}}{{#no_has_file}}<form class="form" method="post" novalidate{{#form_url}} action="{{form_url}}"{{/form_url}}>
{{/no_has_file}}
{{>part_hidden}}
{{>part_safe}}
{{#fields}}{{>part_field}}{{/fields}}
{{#groups}}{{>part_rows}}{{/groups}}
{{>part_submits}}
{{#has_file}}{{>part_sending}}{{/has_file}}
</form>
