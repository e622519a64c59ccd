{{%AUTOESCAPE context="HTML"}}
{{!Who uses a plugin.}}
<div class="head">
<h1>[[获取与授权]]</h1>
<div class="head-side"><a class="btn" href="{{stats_url}}">[[数据统计]]</a>{{#has_hosts}} <a class="btn" href="{{export_url}}">[[导出 CSV]]</a>{{/has_hosts}}</div>
</div>
{{>part_tabs}}
<div class="card">
{{>part_filters}}
{{#has_hosts}}<table class="table">
<thead><tr><th scope="col">[[小程序]]</th><th scope="col">[[所属主体]]</th><th scope="col">[[状态]]</th><th scope="col">[[生效版本]]</th><th scope="col">[[绑定时间]]</th><th scope="col">[[授权令牌]]</th></tr></thead>
<tbody>
{{#hosts}}<tr>
<th scope="row"><img class="icon icon-small" src="{{icon}}" alt="" width="24" height="24"> {{name}}<br><span class="muted mono nowrap">{{appid}}</span></th>
<td data-label="[[所属主体]]">{{subject}}<br><span class="muted">{{subject_kind}}</span></td>
<td data-label="[[状态]]">{{>part_tag}}</td>
<td data-label="[[生效版本]]">{{#version_url}}<a href="{{version_url}}">{{version}}</a>{{/version_url}}{{#no_version_url}}{{version}}{{/no_version_url}}{{#known}}<br><span class="muted">{{follows}}</span>{{/known}}</td>
<td class="nowrap" data-label="[[绑定时间]]">{{since}}</td>
<td data-label="[[授权令牌]]"><span class="tag tag-{{token_tone}}">{{token}}</span></td>
</tr>
{{/hosts}}</tbody>
</table>
{{>part_pager}}{{/has_hosts}}
{{#no_has_hosts}}{{>part_empty}}{{/no_has_hosts}}
</div>
