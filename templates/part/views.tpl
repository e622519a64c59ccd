{{%AUTOESCAPE context="HTML"}}
{{!The views of one page as buttons; stands inside the nav that names them.}}
{{#views}}<a class="btn btn-small btn-{{tone}}" href="{{url}}"{{#current}} aria-current="page"{{/current}}>{{label}}</a>
{{/views}}
