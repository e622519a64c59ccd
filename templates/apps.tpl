{{%AUTOESCAPE context="HTML"}}
{{!The mini-programs of the subject.}}
<div class="head">
<h1>[[我的小程序]]</h1>
{{#new_url}}<div class="head-side"><a class="btn btn-primary" href="{{new_url}}">[[创建小程序]]</a></div>{{/new_url}}
</div>
<div class="card">
{{>part_filters}}
{{#no_has_apps}}{{>part_empty}}{{/no_has_apps}}
{{#has_apps}}<table class="table">
<thead><tr><th scope="col">[[小程序]]</th><th scope="col">[[AppID]]</th><th scope="col" class="num">[[使用的插件]]</th><th scope="col" class="num">[[自己的插件]]</th><th scope="col">[[创建时间]]</th></tr></thead>
<tbody>
{{#apps}}<tr>
<th scope="row"><img class="icon icon-small" src="{{icon}}" alt="" width="24" height="24"> <a href="{{url}}">{{name}}</a>{{#asked_url}}<br><a class="muted" href="{{asked_url}}">[[有插件等待联调授权]]</a>{{/asked_url}}</th>
<td class="mono" data-label="[[AppID]]">{{appid}}</td>
<td class="num" data-label="[[使用的插件]]">{{running}}</td>
<td class="num" data-label="[[自己的插件]]">{{plugins}}</td>
<td class="nowrap" data-label="[[创建时间]]">{{created}}</td>
</tr>
{{/apps}}</tbody>
</table>
{{>part_pager}}{{/has_apps}}
</div>
