{{%AUTOESCAPE context="HTML"}}
{{!What the subject does with a plugin that it holds.}}
<div class="head">
<img class="icon" src="{{icon}}" alt="" width="48" height="48">
<h1>{{plugin_name}}</h1>
<div class="head-side">{{#bind_url}}<a class="btn btn-primary" href="{{bind_url}}">[[绑定小程序]]</a> {{/bind_url}}<a class="btn" href="{{detail_url}}">[[插件详情]]</a></div>
</div>
{{>part_note}}
<section class="card stack">
<h2>[[基本信息]]</h2>
{{>part_facts}}
</section>
<section class="card stack">
<h2>[[绑定的小程序]]</h2>
{{>part_filters}}
{{#has_bindings}}<table class="table">
<thead><tr><th scope="col">[[小程序]]</th><th scope="col">AppID</th><th scope="col">[[状态]]</th><th scope="col">[[生效版本]]</th><th scope="col">[[绑定时间]]</th></tr></thead>
<tbody>
{{#bindings}}<tr>
<th scope="row"><img class="icon icon-small" src="{{icon}}" alt="" width="24" height="24"> <a href="{{url}}">{{name}}</a></th>
<td class="mono nowrap" data-label="AppID">{{app_id}}</td>
<td data-label="[[状态]]">{{>part_tag}} {{#due}}{{>part_tag}}{{/due}}{{#notices_words}} <a class="tag tag-amber" href="{{url}}#notices">{{notices_words}}</a>{{/notices_words}}{{#asked_reason}}<br><span class="muted">[[申请理由：]]{{asked_reason}}</span>{{/asked_reason}}</td>
<td data-label="[[生效版本]]">{{version}}</td>
<td class="nowrap" data-label="[[绑定时间]]">{{since}}</td>
</tr>
{{/bindings}}</tbody>
</table>
{{>part_pager}}{{/has_bindings}}
{{#no_has_bindings}}{{>part_empty}}{{/no_has_bindings}}
</section>
{{>part_ended}}
{{#may_release}}<section class="card stack">
<h2>[[释放插件]]</h2>
{{#any}}<p class="muted">[[解绑全部小程序后才能释放；在小程序的名称处进入，逐个解绑]]</p>{{/any}}
{{#no_any}}{{>part_moves}}{{/no_any}}
</section>{{/may_release}}
