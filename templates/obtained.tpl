{{%AUTOESCAPE context="HTML"}}
{{!The plugins that the subject holds.}}
<div class="head">
<h1>[[已获取的插件]]</h1>
<div class="head-side"><a class="btn" href="{{market_url}}">[[插件市场]]</a></div>
</div>
<div class="card">
{{>part_filters}}
{{#has_plugins}}<table class="table">
<thead><tr><th scope="col">[[插件]]</th><th scope="col">[[服务商]]</th><th scope="col">[[状态]]</th><th scope="col">[[获取时间]]</th><th scope="col" class="num">[[已绑定的小程序（个）]]</th><th scope="col">[[操作]]</th></tr></thead>
<tbody>
{{#plugins}}<tr>
<th scope="row"><img class="icon icon-small" src="{{icon}}" alt="" width="24" height="24"> <a href="{{url}}">{{name}}</a><br><span class="muted">{{summary}}</span></th>
<td data-label="[[服务商]]">{{by}}</td>
<td data-label="[[状态]]">{{>part_tag}}</td>
<td class="nowrap" data-label="[[获取时间]]">{{since}}</td>
<td class="num" data-label="[[已绑定的小程序（个）]]">{{bound}}</td>
<td class="nowrap" data-label="[[操作]]"><a href="{{bind_url}}">[[绑定小程序]]</a></td>
</tr>
{{/plugins}}</tbody>
</table>
{{>part_pager}}{{/has_plugins}}
{{#no_has_plugins}}{{>part_empty}}{{/no_has_plugins}}
</div>
