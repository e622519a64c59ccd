{{%AUTOESCAPE context="HTML"}}
{{!The sub-pages or filters of one thing.}}
<nav class="tabs" aria-label="{{tabs_label}}">
<ul>
{{#tabs}}<li><a href="{{url}}"{{#current}} aria-current="page"{{/current}}>{{label}}{{#count}} {{count}}{{/count}}</a></li>
{{/tabs}}</ul>
</nav>
