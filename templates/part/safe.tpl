{{%AUTOESCAPE context="HTML"}}
{{!The first submit of a form is what Enter presses: without this one Enter would delete the first row.}}
{{#safe_name}}<button class="safe" name="{{safe_name}}" value="{{safe_value}}" tabindex="-1" aria-hidden="true">[[提交]]</button>
{{/safe_name}}
