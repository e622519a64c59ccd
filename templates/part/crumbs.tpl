{{%AUTOESCAPE context="HTML"}}
{{!The way here; the last step is this page and no link.}}
{{#crumb_here}}
<nav class="crumbs" aria-label="[[当前位置]]">
<ol>
{{#crumbs}}<li><a href="{{url}}">{{label}}</a></li>
{{/crumbs}}<li aria-current="page">{{crumb_here}}</li>
</ol>
</nav>
{{/crumb_here}}
