{{%AUTOESCAPE context="HTML"}}
{{!The market: filters, cards, page numbers.}}
<h1>[[插件市场]]</h1>
{{>part_choosing}}
<form class="filters" method="get" action="{{market_url}}" role="search" aria-label="[[查找插件]]">
<div>
<label for="f-q">[[名称、简介、标签或插件 ID]]</label>
<input class="input" id="f-q" name="q" type="search" value="{{q}}" autocomplete="off">
</div>
<div>
<label for="f-category">[[类目]]</label>
<select class="input" id="f-category" name="category">
{{#category_options}}<option value="{{value}}"{{#selected}} selected{{/selected}}>{{label}}</option>
{{/category_options}}</select>
</div>
<div>
<label for="f-sort">[[排序]]</label>
<select class="input" id="f-sort" name="sort">
{{#sort_options}}<option value="{{value}}"{{#selected}} selected{{/selected}}>{{label}}</option>
{{/sort_options}}</select>
</div>
{{#app}}<input type="hidden" name="app" value="{{app}}">
{{/app}}<button class="btn btn-primary">[[搜索]]</button>
</form>
{{#has_cards}}{{>part_cards}}
{{>part_pager}}{{/has_cards}}
{{#no_has_cards}}<div class="card">{{>part_empty}}
{{#has_ways}}<ul class="actions plain-list" aria-label="[[换个方式搜索]]">
{{#ways}}<li><a class="btn" href="{{url}}">{{label}}</a></li>
{{/ways}}</ul>
{{/has_ways}}</div>
{{#offers}}<section>
<h2>{{offer_title}}</h2>
{{>part_cards}}
</section>
{{/offers}}{{/no_has_cards}}
