{{%AUTOESCAPE context="HTML"}}
{{!The groups of the left menu; the same list stands in the menu of small screens.}}
{{#menu}}
{{#group_label}}<p>{{group_label}}</p>{{/group_label}}
<ul>
{{#items}}
<li><a href="{{url}}"{{#current}} aria-current="page"{{/current}}>{{label}}{{#count}} <span class="tag tag-amber">{{count}}</span>{{/count}}</a></li>
{{/items}}
</ul>
{{/menu}}
