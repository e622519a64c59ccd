{{%AUTOESCAPE context="HTML"}}
{{!A new mini-program.}}
<h1>[[创建小程序]]</h1>
{{>part_note}}
{{#has_form}}<div class="card">{{>part_form}}</div>{{/has_form}}
