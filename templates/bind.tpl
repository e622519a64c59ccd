{{%AUTOESCAPE context="HTML"}}
{{!Authorise and bind: the result of the last time, then the choice.}}
<div class="head">
<img class="icon" src="{{icon}}" alt="" width="48" height="48">
<h1>[[绑定小程序]]</h1>
</div>
{{#is_done}}<section class="card stack" aria-labelledby="done-title">
<h2 id="done-title">[[绑定成功]]</h2>
<p>[[{{plugin_name}} 已经可以在这些小程序里使用]]</p>
<table class="table">
<thead><tr><th scope="col">[[小程序]]</th><th scope="col">[[下一步]]</th></tr></thead>
<tbody>
{{#done}}<tr>
<th scope="row"><img class="icon icon-small" src="{{icon}}" alt="" width="24" height="24"> {{name}}</th>
<td data-label="[[下一步]]"><a href="{{url}}">[[前往配置]]</a></td>
</tr>
{{/done}}</tbody>
</table>
<div class="actions"><a class="btn btn-primary" href="{{manage_url}}">[[前往插件管理页]]</a> <a class="btn" href="{{bind_url}}">[[继续绑定]]</a></div>
</section>{{/is_done}}
{{#no_is_done}}{{#narrow}}<form class="filters" method="get" action="{{bind_url}}" role="search" aria-label="[[查找小程序]]">
<div>
<label for="f-q">[[小程序名称或 AppID]]</label>
<input class="input" id="f-q" name="q" type="search" value="{{q}}" autocomplete="off">
</div>
<button class="btn">[[查找]]</button>
</form>{{/narrow}}
<section class="card stack">
<h2>{{plugin_name}}</h2>
{{>part_note}}
{{#open}}<div>
<h3>[[授权说明]]</h3>
<ul>
<li>[[插件的代码会在所选小程序里运行，可以使用绑定后填写的配置]]</li>
<li>[[插件由服务商 {{by}} 提供和维护，使用中的问题请先联系服务商]]</li>
<li>[[服务商上线同一大版本的新版本后，小程序会自动使用新版本]]</li>
<li>[[可以随时停用或解绑；解绑后授权令牌立即作废]]</li>
</ul>
</div>
{{>part_form}}
{{/open}}{{#new_url}}<p><a href="{{new_url}}">[[创建小程序]]</a></p>
{{/new_url}}</section>
{{#has_unfit}}<section class="card stack">
<h2>[[不能绑定的小程序]]</h2>
<table class="table">
<thead><tr><th scope="col">[[小程序]]</th><th scope="col">[[原因]]</th></tr></thead>
<tbody>
{{#unfit}}<tr><th scope="row"><a href="{{url}}">{{name}}</a></th><td data-label="[[原因]]">{{reason}}</td></tr>
{{/unfit}}</tbody>
</table>
</section>{{/has_unfit}}{{/no_is_done}}
