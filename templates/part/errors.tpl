{{%AUTOESCAPE context="HTML"}}
{{!The error summary: every line leads to its field and says the same words.}}
{{#errors}}
<div class="errors" id="errors" tabindex="-1" role="alert">
<h2>[[有 {{error_count}} 处需要修改]]</h2>
<ul>
{{#error_items}}<li><a href="{{href}}">{{text}}</a></li>
{{/error_items}}</ul>
</div>
{{/errors}}
