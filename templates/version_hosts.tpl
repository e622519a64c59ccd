{{%AUTOESCAPE context="HTML"}}
{{!Which mini-programs run a version, and what they get once it is offline.}}
<div class="head"><h1>[[使用版本 {{number}} 的小程序]]</h1></div>
{{>part_tabs}}
<div class="card stack">
{{>part_facts}}
{{#no_has_hosts}}{{>part_empty}}{{/no_has_hosts}}
{{#has_hosts}}{{>part_filters}}
<table class="table">
<thead><tr><th scope="col">[[小程序]]</th><th scope="col">[[所属主体]]</th><th scope="col">[[状态]]</th><th scope="col">[[绑定时间]]</th><th scope="col">[[下线以后]]</th></tr></thead>
<tbody>
{{#hosts}}<tr>
<th scope="row"><img class="icon icon-small" src="{{icon}}" alt="" width="24" height="24"> {{name}}<br><span class="muted mono nowrap">{{appid}}</span></th>
<td data-label="[[所属主体]]">{{subject}}</td>
<td data-label="[[状态]]">{{>part_tag}}</td>
<td class="nowrap" data-label="[[绑定时间]]">{{since}}</td>
<td data-label="[[下线以后]]">{{#pinned}}[[固定，继续使用]]{{/pinned}}{{#no_pinned}}{{#next_version}}[[改用 {{next_version}}]]{{/next_version}}{{#no_next_version}}[[没有可用的版本]]{{/no_next_version}}{{/no_pinned}}</td>
</tr>
{{/hosts}}</tbody>
</table>
{{>part_pager}}{{/has_hosts}}
</div>
