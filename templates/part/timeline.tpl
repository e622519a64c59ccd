{{%AUTOESCAPE context="HTML"}}
{{!What happened to an object, newest first, with the ways to newer and older rows where there are more.}}
{{#history_box}}<ol class="timeline" id="history">
{{#history}}<li>
<p><strong>{{what}}</strong>{{#to_label}} · {{#from_label}}{{from_label}} → {{/from_label}}{{to_label}}{{/to_label}}</p>
<p class="muted">{{at}} · {{who}}</p>
{{#reason}}<p>{{reason}}</p>
{{/reason}}</li>
{{/history}}</ol>
{{#paged}}<nav class="pager" aria-label="[[历史记录翻页]]">
{{#prev}}<a class="btn" href="{{url}}" rel="prev">[[较新的记录]]</a>
{{/prev}}{{#next}}<a class="btn" href="{{url}}" rel="next">[[更早的记录]]</a>
{{/next}}</nav>
{{/paged}}{{/history_box}}
