{{%AUTOESCAPE context="HTML"}}
{{!Below a list: how many, and the neighbouring pages (numbers only where the list has page=).}}
<nav class="pager" aria-label="[[翻页]]">
<span class="muted">{{count_text}}</span>
{{#prev}}<a class="btn" href="{{url}}" rel="prev">[[上一页]]</a>
{{/prev}}{{#page_numbers}}{{#url}}<a class="btn" href="{{url}}"{{#current}} aria-current="page"{{/current}}>{{label}}</a>
{{/url}}{{#no_url}}<span>…</span>
{{/no_url}}{{/page_numbers}}{{#next}}<a class="btn" href="{{url}}" rel="next">[[下一页]]</a>
{{/next}}</nav>
