{{%AUTOESCAPE context="HTML"}}
{{!What the reviewer found and is still as it was, with the way to each place.}}
{{#has_open_findings}}<section class="card stack">
<h2>[[待处理的审核意见]]</h2>
<ul class="tasks">
{{#open_findings}}<li><div>{{#place_url}}<a href="{{place_url}}">{{place}}</a>{{/place_url}}{{#no_place_url}}<strong>{{place}}</strong>{{/no_place_url}} {{>part_tag}}
<p class="text">{{finding_text:p}}</p>
{{#finding_hint}}<p class="muted">[[建议：{{finding_hint}}]]</p>
{{/finding_hint}}</div></li>
{{/open_findings}}</ul>
</section>
{{/has_open_findings}}
