{{%AUTOESCAPE context="HTML"}}
{{!Plugins that others offer to the subject.}}
<h1>[[转让给我的插件]]</h1>
<div class="card">
{{#no_has_transfers}}{{>part_empty}}{{/no_has_transfers}}
{{#has_transfers}}<table class="table">
<thead><tr><th scope="col">[[插件]]</th><th scope="col">[[转出的主体]]</th><th scope="col">[[状态]]</th><th scope="col">[[发起时间]]</th><th scope="col">[[最晚接收时间]]</th></tr></thead>
<tbody>
{{#transfers}}<tr>
<th scope="row"><img class="icon icon-small" src="{{icon}}" alt="" width="24" height="24"> <a href="{{url}}">{{name}}</a></th>
<td data-label="[[转出的主体]]">{{from_name}}</td>
<td data-label="[[状态]]"><span class="tag tag-{{state_tone}}">{{state_label}}</span></td>
<td class="nowrap" data-label="[[发起时间]]">{{offered_at}}</td>
<td class="nowrap" data-label="[[最晚接收时间]]">{{due_at}}</td>
</tr>
{{/transfers}}</tbody>
</table>
{{>part_pager}}{{/has_transfers}}
</div>
