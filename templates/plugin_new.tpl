{{%AUTOESCAPE context="HTML"}}
{{!Opening the plugin function for a mini-program.}}
<h1>[[开通插件]]</h1>
{{>part_note}}
{{#has_empty}}<div class="card">{{>part_empty}}</div>{{/has_empty}}
{{#has_form}}<div class="card">{{>part_form}}</div>{{/has_form}}
