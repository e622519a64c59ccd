{{%AUTOESCAPE context="HTML"}}
{{!The plugins that a mini-program uses.}}
<div class="head">
<img class="icon" src="{{app_icon}}" alt="" width="48" height="48">
<h1>[[插件服务]]</h1>
<div class="head-side"><a class="btn btn-primary" href="{{add_url}}">[[添加插件]]</a></div>
</div>
{{>part_tabs}}
<div class="card">
{{>part_filters}}
{{#has_plugins}}<table class="table">
<thead><tr><th scope="col">[[插件]]</th><th scope="col">[[状态]]</th><th scope="col">[[生效版本]]</th><th scope="col">[[客服联系方式]]</th><th scope="col">[[绑定时间]]</th><th scope="col">[[操作]]</th></tr></thead>
<tbody>
{{#plugins}}<tr>
<th scope="row"><img class="icon icon-small" src="{{icon}}" alt="" width="24" height="24"> <a href="{{url}}">{{name}}</a><br><span class="muted">{{intro}}</span></th>
<td data-label="[[状态]]">{{>part_tag}} {{#due}}{{>part_tag}}{{/due}}{{#notices_words}} <a class="tag tag-amber" href="{{url}}#notices">{{notices_words}}</a>{{/notices_words}}{{#asked_reason}}<br><span class="muted">[[申请理由：]]{{asked_reason}}</span>{{/asked_reason}}</td>
<td data-label="[[生效版本]]">{{version}}</td>
<td data-label="[[客服联系方式]]">{{contact}}</td>
<td class="nowrap" data-label="[[绑定时间]]">{{since}}</td>
<td data-label="[[操作]]">{{>part_moves}}</td>
</tr>
{{/plugins}}</tbody>
</table>
{{>part_pager}}{{/has_plugins}}
{{#no_has_plugins}}{{>part_empty}}{{/no_has_plugins}}
</div>
{{>part_ended}}
