{{%AUTOESCAPE context="HTML"}}
{{!Nothing here yet: why, and the next step.}}
<div class="empty">
<h2>{{empty_title}}</h2>
<p>{{empty_text}}</p>
{{#empty_url}}<a class="btn btn-primary" href="{{empty_url}}">{{empty_label}}</a>
{{/empty_url}}</div>
