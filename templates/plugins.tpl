{{%AUTOESCAPE context="HTML"}}
{{!The plugins of the subject.}}
<div class="head">
<h1>[[我的插件]]</h1>
<div class="head-side"><a class="btn" href="{{transfers_url}}">[[转让给我的插件]]</a>{{#new_url}} <a class="btn btn-primary" href="{{new_url}}">[[开通插件]]</a>{{/new_url}}</div>
</div>
<div class="card">
{{>part_filters}}
{{#no_has_plugins}}{{>part_empty}}{{/no_has_plugins}}
{{#has_plugins}}<table class="table">
<thead><tr><th scope="col">[[插件]]</th><th scope="col">[[上架状态]]</th><th scope="col">[[最近上线]]</th><th scope="col">[[进行中的版本]]</th><th scope="col" class="num">[[获取的主体]]</th><th scope="col">[[所属小程序]]</th><th scope="col">[[创建时间]]</th></tr></thead>
<tbody>
{{#plugins}}<tr>
<th scope="row"><img class="icon icon-small" src="{{icon}}" alt="" width="24" height="24"> <a href="{{url}}">{{name}}</a></th>
<td data-label="[[上架状态]]">{{>part_tag}}</td>
<td data-label="[[最近上线]]">{{latest}}</td>
<td data-label="[[进行中的版本]]">{{#versions}}{{>part_tag}}{{/versions}}{{#no_versions}}--{{/no_versions}}</td>
<td class="num" data-label="[[获取的主体]]">{{holders}}</td>
<td data-label="[[所属小程序]]">{{app_name}}</td>
<td class="nowrap" data-label="[[创建时间]]">{{created}}</td>
</tr>
{{/plugins}}</tbody>
</table>
{{>part_pager}}{{/has_plugins}}
</div>
