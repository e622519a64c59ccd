{{%AUTOESCAPE context="HTML"}}
{{!Plugins as cards. What a search has found in a name or a summary is marked in their parts; without parts they stand as they are.}}
<ul class="grid">
{{#cards}}<li class="card pick">
<div class="media">
<img class="icon" src="{{icon}}" alt="" width="48" height="48">
<div>
<h2><a href="{{url}}">{{#name_parts}}{{#marked}}<mark>{{part_text}}</mark>{{/marked}}{{#no_marked}}{{part_text}}{{/no_marked}}{{/name_parts}}{{#no_name_parts}}{{name}}{{/no_name_parts}}</a></h2>
{{#former}}<p class="muted">[[曾用名：{{former}}]]</p>
{{/former}}<p class="muted">{{by}}</p>
</div>
</div>
<p>{{#summary_parts}}{{#marked}}<mark>{{part_text}}</mark>{{/marked}}{{#no_marked}}{{part_text}}{{/no_marked}}{{/summary_parts}}{{#no_summary_parts}}{{summary}}{{/no_summary_parts}}</p>
{{>part_tags}}
{{#misfit}}<p class="muted"><span class="tag tag-amber">[[不能选择]]</span> {{misfit}}</p>
{{/misfit}}</li>
{{/cards}}</ul>
