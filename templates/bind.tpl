{{%AUTOESCAPE context="HTML"}}
{{!Authorise and bind, or apply: the result of the last time, else the choice.}}
<div class="head">
<img class="icon" src="{{icon}}" alt="" width="48" height="48">
<h1>[[绑定小程序]]</h1>
</div>
{{#is_done}}<section class="card stack" aria-labelledby="done-title">
{{#all_wait}}<h2 id="done-title">[[申请已提交]]</h2>
<p>[[服务商会在 24 小时内答复；通过后，小程序就可以使用 {{plugin_name}}，没有答复的申请会自动关闭]]</p>
{{/all_wait}}{{#no_all_wait}}<h2 id="done-title">[[绑定成功]]</h2>
<p>[[{{plugin_name}} 已经可以在这些小程序里使用]]</p>
{{/no_all_wait}}<table class="table">
<thead><tr><th scope="col">[[小程序]]</th><th scope="col">[[状态]]</th><th scope="col">[[下一步]]</th></tr></thead>
<tbody>
{{#done}}<tr>
<th scope="row"><img class="icon icon-small" src="{{icon}}" alt="" width="24" height="24"> {{name}}</th>
<td data-label="[[状态]]">{{>part_tag}}</td>
<td data-label="[[下一步]]"><a href="{{url}}">{{next_label}}</a></td>
</tr>
{{/done}}</tbody>
</table>
<div class="actions"><a class="btn btn-primary" href="{{manage_url}}">[[前往插件管理页]]</a> <a class="btn" href="{{bind_url}}">[[继续绑定]]</a></div>
</section>{{/is_done}}
{{#no_is_done}}{{#remembered_text}}<div class="note note-amber"><p>{{remembered_text}}</p></div>
{{/remembered_text}}<section class="card stack">
<h2>{{plugin_name}}</h2>
{{>part_note}}
{{#open}}<div>
<h3>[[授权说明]]</h3>
<ul>
<li>[[插件的代码会在所选小程序里运行，可以使用绑定后填写的配置]]</li>
<li>[[插件由服务商 {{by}} 提供和维护，使用中的问题请先联系服务商]]</li>
<li>[[服务商上线同一大版本的新版本后，小程序会自动使用新版本]]</li>
<li>[[可以随时停用或解绑；解绑后授权令牌立即作废]]</li>
{{#waits}}<li>[[需要提供方审批：提供方会看到小程序、主体、类目和申请理由，并在 24 小时内答复]]</li>
{{/waits}}</ul>
</div>
<form class="form" method="post" novalidate action="{{bind_url}}">
{{>part_hidden}}
{{#narrow}}<div class="filters" role="search" aria-label="[[查找小程序]]">
<div>
<label for="f-q">[[小程序名称或 AppID]]</label>
<input class="input" id="f-q" name="q" type="search" value="{{q}}" autocomplete="off">
</div>
<button class="btn" name="op" value="find">[[查找]]</button>
</div>
{{#none_found}}<p class="muted" role="status">[[没有找到其他小程序，请检查 AppID 或名称]]</p>
{{/none_found}}{{#more}}<p class="muted">[[这里只有最近创建的小程序，其他的请用名称或 AppID 查找]]</p>
{{/more}}{{/narrow}}{{#fields}}{{>part_field}}{{/fields}}
{{>part_submits}}
{{#may_create}}<p><button class="btn" name="op" value="create">[[创建小程序]]</button></p>
{{/may_create}}</form>
{{/open}}</section>
{{#has_unfit}}<section class="card stack">
<h2>[[不能绑定的小程序]]</h2>
<table class="table">
<thead><tr><th scope="col">[[小程序]]</th><th scope="col">[[原因]]</th><th scope="col">[[怎么处理]]</th></tr></thead>
<tbody>
{{#unfit}}<tr>
<th scope="row"><a href="{{url}}">{{name}}</a></th>
<td data-label="[[原因]]">{{reason}}</td>
<td data-label="[[怎么处理]]">{{#help_url}}<a href="{{help_url}}">{{help}}</a>{{/help_url}}{{#no_help_url}}{{help}}{{/no_help_url}}</td>
</tr>
{{/unfit}}</tbody>
</table>
</section>{{/has_unfit}}{{/no_is_done}}
