{{%AUTOESCAPE context="HTML"}}
{{!A mini-program: facts, categories, the plugins it runs, its own plugins.}}
<div class="head">
<img class="icon" src="{{app_icon}}" alt="" width="48" height="48">
<h1>{{app_name}}</h1>
{{#settings_url}}<div class="head-side"><a class="btn" href="{{settings_url}}">[[修改设置]]</a></div>{{/settings_url}}
</div>
{{>part_tabs}}
<section class="card stack">
<h2>[[基本信息]]</h2>
{{>part_facts}}
</section>
<section class="card stack">
<h2>[[服务类目]]</h2>
{{>part_note}}
<table class="table">
<thead><tr><th scope="col">[[类目]]</th><th scope="col">[[状态]]</th></tr></thead>
<tbody>
{{#categories}}<tr><th scope="row">{{name}}</th><td data-label="[[状态]]">{{>part_tag}}</td></tr>
{{/categories}}</tbody>
</table>
</section>
<section class="card stack">
<div class="card-head"><h2>[[使用中的插件]]</h2><a href="{{services_url}}">[[插件服务]]</a></div>
{{#no_has_running}}<p class="muted">[[还没有绑定插件，可以在插件服务里添加]]</p>{{/no_has_running}}
{{#has_running}}<table class="table">
<thead><tr><th scope="col">[[插件]]</th><th scope="col">[[状态]]</th><th scope="col">[[简介]]</th><th scope="col">[[客服联系方式]]</th></tr></thead>
<tbody>
{{#running}}<tr>
<th scope="row"><img class="icon icon-small" src="{{icon}}" alt="" width="24" height="24"> <a href="{{url}}">{{name}}</a></th>
<td data-label="[[状态]]"><span class="tag tag-{{binding_tone}}">{{binding_label}}</span></td>
<td data-label="[[简介]]">{{intro}}</td>
<td data-label="[[客服联系方式]]">{{contact}}</td>
</tr>
{{/running}}</tbody>
</table>{{/has_running}}
</section>
<section class="card stack">
<div class="card-head"><h2>[[小程序插件]]</h2>{{#open_url}}<a href="{{open_url}}">[[开通插件]]</a>{{/open_url}}</div>
{{#no_has_own}}<p class="muted">[[这个小程序还没有开通插件功能]]</p>{{/no_has_own}}
{{#has_own}}<table class="table">
<thead><tr><th scope="col">[[插件]]</th><th scope="col">[[简介]]</th><th scope="col">[[上架状态]]</th></tr></thead>
<tbody>
{{#own}}<tr>
<th scope="row"><img class="icon icon-small" src="{{icon}}" alt="" width="24" height="24"> <a href="{{url}}">{{name}}</a></th>
<td data-label="[[简介]]">{{intro}}</td>
<td data-label="[[上架状态]]"><span class="tag tag-{{shelf_tone}}">{{shelf_label}}</span></td>
</tr>
{{/own}}</tbody>
</table>{{/has_own}}
</section>
