{{%AUTOESCAPE context="HTML"}}
{{!A task list: what is to do, and how far each part is.}}
<ul class="tasks">
{{#tasks}}<li>{{#url}}<a href="{{url}}">{{label}}</a>{{/url}}{{#no_url}}<span>{{label}}</span>{{/no_url}}{{#task_hint}} <span class="muted">{{task_hint}}</span>{{/task_hint}} <span class="tag tag-{{tone}}">{{state_label}}</span></li>
{{/tasks}}</ul>
