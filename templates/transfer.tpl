{{%AUTOESCAPE context="HTML"}}
{{!Giving a plugin to another subject: what goes along, the form, and former offers.}}
<h1>[[插件转让]]</h1>
{{>part_tabs}}
{{>part_note}}
{{#can_offer}}<section class="card stack">
<h2>[[转让给其他主体]]</h2>
<p>[[对方接收后，插件的版本、文档、上架信息、待答复的申请、自动通过规则和联调关系都由对方管理；已经获取和绑定的商家不受影响。支付能力不随插件转让，对方需要重新申请；服务器 Token 和提审用的测试账号请提醒对方更换。]]</p>
{{>part_form}}
</section>
{{/can_offer}}<section class="card stack">
<h2>[[转让记录]]</h2>
{{#has_transfers}}<table class="table">
<thead><tr><th scope="col">[[接收的主体]]</th><th scope="col">[[转出的主体]]</th><th scope="col">[[状态]]</th><th scope="col">[[发起]]</th><th scope="col">[[最晚接收时间]]</th><th scope="col">[[结束时间]]</th><th scope="col">[[操作]]</th></tr></thead>
<tbody>
{{#transfers}}<tr>
<th scope="row">{{to_name}}</th>
<td data-label="[[转出的主体]]">{{from_name}}</td>
<td data-label="[[状态]]"><span class="tag tag-{{state_tone}}">{{state_label}}</span></td>
<td data-label="[[发起]]">{{offered_name}} <span class="nowrap">{{offered_at}}</span></td>
<td class="nowrap" data-label="[[最晚接收时间]]">{{due_at}}</td>
<td class="nowrap" data-label="[[结束时间]]">{{#ended_at}}{{ended_at}}{{/ended_at}}{{#no_ended_at}}--{{/no_ended_at}}</td>
<td class="nowrap" data-label="[[操作]]">{{>part_moves}}{{#ended_at}}--{{/ended_at}}</td>
</tr>
{{/transfers}}</tbody>
</table>
{{/has_transfers}}{{#no_has_transfers}}<p class="muted">[[还没有发起过转让]]</p>
{{/no_has_transfers}}</section>
