{{%AUTOESCAPE context="HTML"}}
{{!Evidence files, to be saved and looked at.}}
<ul class="plain-list">
{{#papers}}<li><a href="{{url}}">{{name}}</a> <span class="muted">{{size_kb}} KB</span></li>
{{/papers}}</ul>
