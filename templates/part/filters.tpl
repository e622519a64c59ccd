{{%AUTOESCAPE context="HTML"}}
{{!Above a list: what narrows it and its order. A plain GET form, so that everything is in the address.}}
{{#has_filters}}<form class="filters" method="get" action="{{filter_url}}" role="search" aria-label="[[筛选]]">
{{#filters}}{{#is_text}}<div>
<label for="{{id}}">{{label}}</label>
<input class="input" id="{{id}}" name="{{name}}" type="search" value="{{value}}" autocomplete="off">
</div>
{{/is_text}}{{#is_select}}<div>
<label for="{{id}}">{{label}}</label>
<select class="input" id="{{id}}" name="{{name}}">
{{#options}}<option value="{{value}}"{{#selected}} selected{{/selected}}>{{label}}</option>
{{/options}}</select>
</div>
{{/is_select}}{{#is_kept}}<input type="hidden" name="{{name}}" value="{{value}}">
{{/is_kept}}{{/filters}}<button class="btn">[[筛选]]</button>
{{#filter_clear_url}}<a href="{{filter_clear_url}}">[[清除筛选]]</a>
{{/filter_clear_url}}</form>{{/has_filters}}
