{{%AUTOESCAPE context="HTML"}}
{{!What is not maintained much longer, and what to use instead.}}
{{#deprecated}}<div class="note note-amber">
<p><strong>{{dep_words}}</strong>{{#dep_successor}} [[替代：]]{{#dep_url}}<a href="{{dep_url}}">{{dep_successor}}</a>{{/dep_url}}{{#no_dep_url}}{{dep_successor}}{{/no_dep_url}}{{/dep_successor}}</p>
{{#dep_reason}}<p>{{dep_reason}}</p>{{/dep_reason}}
</div>
{{/deprecated}}
