{{%AUTOESCAPE context="HTML"}}
{{!What a far-reaching move will do, in numbers, and to whom.}}
<div>
<p><strong>{{consequence}}</strong></p>
{{#has_affected}}<ul>
{{#affected}}<li>{{text}}</li>
{{/affected}}</ul>{{/has_affected}}{{#affected_url}}
<p><a href="{{affected_url}}">[[查看全部受影响的小程序]]</a></p>{{/affected_url}}
</div>
