{{%AUTOESCAPE context="HTML"}}
{{!The submitter's texts and pictures.}}
{{#texts}}<h3>{{label}}</h3>
<p class="text">{{text:p}}</p>
{{/texts}}{{#has_shots}}<ul class="shots">
{{#shots}}<li><a href="{{url}}"><img src="{{url}}" alt="{{label}}" loading="lazy"></a></li>
{{/shots}}</ul>
{{/has_shots}}
