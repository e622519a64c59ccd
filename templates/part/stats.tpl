{{%AUTOESCAPE context="HTML"}}
{{!Figures of a dashboard.}}
<div class="stats">
{{#stats}}<dl class="card stat"><dt>{{#url}}<a href="{{url}}">{{label}}</a>{{/url}}{{#no_url}}{{label}}{{/no_url}}</dt><dd>{{value}}</dd></dl>
{{/stats}}</div>
