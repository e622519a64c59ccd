{{%AUTOESCAPE context="HTML"}}
{{!Plugins as cards: the market, and what one has.}}
<ul class="grid">
{{#cards}}<li class="card pick">
<div class="media">
<img class="icon" src="{{icon}}" alt="" width="48" height="48">
<div>
<h2><a href="{{url}}">{{name}}</a></h2>
<p class="muted">{{by}}</p>
</div>
</div>
<p>{{summary}}</p>
{{>part_tags}}
{{#misfit}}<p class="muted"><span class="tag tag-amber">[[不能选择]]</span> {{misfit}}</p>
{{/misfit}}</li>
{{/cards}}</ul>
