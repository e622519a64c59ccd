{{%AUTOESCAPE context="HTML"}}
{{!A file of the package under review.}}
<div class="head"><h1 class="mono">{{page_title}}</h1><div class="head-side"><a class="btn" href="{{back_url}}">[[回到审核]]</a></div></div>
<section class="card">
{{#why_not}}<p class="muted">{{why_not}}</p>
{{/why_not}}{{#is_text}}<ol class="source">
{{#lines}}<li>{{code:p}}</li>
{{/lines}}</ol>{{/is_text}}
</section>
