{{%AUTOESCAPE context="HTML"}}
{{!A task list: what is to do, and how far each part is.}}
<ul class="tasks">
{{#tasks}}<li>{{#url}}<a href="{{url}}">{{label}}</a>{{/url}}{{#no_url}}<span>{{label}}</span>{{/no_url}} <span class="tag tag-{{tone}}">{{state_label}}</span></li>
{{/tasks}}</ul>
