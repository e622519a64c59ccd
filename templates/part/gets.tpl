{{%AUTOESCAPE context="HTML"}}
{{!What a mini-program gets of a plugin in each kind of scene, by which rule, and who can change it.}}
{{#gets}}<p>{{scene}} · {{#served}}<strong class="mono">{{served}}</strong>{{/served}}{{#no_served}}<strong>[[不提供]]</strong>{{/no_served}}<br>
<span class="muted">{{words}} <span class="mono">{{rule}}</span></span>{{#pays}}<br>
{{pays}}{{/pays}}{{#steps}}<br>
{{step_side}}{{#step_url}}<a href="{{step_url}}">{{step_text}}</a>{{/step_url}}{{#no_step_url}}{{step_text}}{{/no_step_url}}{{/steps}}</p>
{{/gets}}
