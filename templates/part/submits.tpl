{{%AUTOESCAPE context="HTML"}}
{{!The buttons at the foot of a form, and the way out of it.}}
<div class="actions">
{{#submits}}<button class="btn btn-{{tone}}" name="action" value="{{action}}">{{label}}</button>
{{/submits}}{{#cancel_url}}<a href="{{cancel_url}}">[[取消]]</a>
{{/cancel_url}}</div>
