{{%AUTOESCAPE context="HTML"}}
{{!What happened to an object, newest first.}}
<ol class="timeline">
{{#history}}<li>
<p><strong>{{what}}</strong>{{#to_label}} · {{#from_label}}{{from_label}} → {{/from_label}}{{to_label}}{{/to_label}}</p>
<p class="muted">{{at}} · {{who}}</p>
{{#reason}}<p>{{reason}}</p>
{{/reason}}</li>
{{/history}}</ol>
