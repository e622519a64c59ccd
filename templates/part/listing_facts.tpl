{{%AUTOESCAPE context="HTML"}}
{{!The information of a listing revision, to be read.}}
<dl class="facts">
{{#blocks}}<dt>{{label}}</dt><dd class="text">{{value:p}}</dd>
{{/blocks}}</dl>
{{#has_pictures}}<ul class="shots">
{{#pictures}}<li><img src="{{picture_url}}" alt="[[第 {{picture_no}} 张图片]]" loading="lazy"></li>
{{/pictures}}</ul>{{/has_pictures}}
