{{%AUTOESCAPE context="HTML"}}
{{!Names and values of one thing; the C side writes -- for nothing.}}
<dl class="facts">
{{#facts}}<dt>{{label}}</dt><dd>{{#url}}<a href="{{url}}">{{value}}</a>{{/url}}{{#no_url}}{{value}}{{/no_url}}</dd>
{{/facts}}</dl>
