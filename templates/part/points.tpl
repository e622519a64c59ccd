{{%AUTOESCAPE context="HTML"}}
{{!A list of points, each with how it stands: what a self-check confirms.}}
<ul class="points">
{{#points}}<li><span class="tag tag-{{tone}}">{{label}}</span> <div>{{point}}{{#detail}}<p class="hint">{{detail}}{{#point_url}} <a href="{{point_url}}">{{point_link}}</a>{{/point_url}}</p>{{/detail}}</div></li>
{{/points}}</ul>
