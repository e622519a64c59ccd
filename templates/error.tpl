{{%AUTOESCAPE context="HTML"}}
{{!Every refusal and failure: what happened, what to do, and the number to name when asking.}}
<div class="card stack">
<p class="muted">{{status}}</p>
<h1>{{heading}}</h1>
<p>{{text}}</p>
{{#has_kept}}
<div>
<h2>[[你填写的内容]]</h2>
<dl class="facts">
{{#kept}}<dt>{{label}}</dt><dd><pre>
{{value:p}}</pre></dd>
{{/kept}}</dl>
</div>
{{/has_kept}}
<div class="actions">
{{#back_links}}<a href="{{url}}">{{label}}</a>
{{/back_links}}</div>
<p class="muted">[[请求编号：]]<span class="mono">{{request_id}}</span></p>
</div>
