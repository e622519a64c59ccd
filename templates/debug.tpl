{{%AUTOESCAPE context="HTML"}}
{{!Joint debugging of a plugin: the mini-programs that may run it while it is developed.}}
<div class="head">
<h1>[[联调管理]]</h1>
{{#adding}}<div class="head-side">{{>part_moves}}</div>{{/adding}}
</div>
{{>part_tabs}}
<p class="muted">[[联调关系只用于开发和预览：小程序会拉取插件的体验版，不用等审核和上架。小程序要在正式场景使用插件，还需要获取并绑定。]]</p>
{{>part_note}}
{{#info}}<section class="card stack" id="info">
<div class="card-head"><h2>[[授权信息]]</h2></div>
{{>part_facts}}
<div class="field">
<span class="muted">[[授权 Token]]</span>
<p>{{#copy_value}}{{>part_copy}}{{/copy_value}}{{#no_copy_value}}--{{/no_copy_value}}</p>
<p class="hint">[[工具用它查询和拉取这个小程序能用的插件版本，只对这一对插件和小程序有效；请不要写进代码或公开的文件]]</p>
</div>
{{>part_moves}}
</section>
{{/info}}<nav class="actions" aria-label="[[状态]]">
{{>part_views}}
</nav>
<section class="card stack">
{{#has_links}}<table class="table">
<thead><tr><th scope="col">[[主体小程序]]</th><th scope="col">[[状态]]</th>{{#open}}<th scope="col">[[现在拉取的版本]]</th><th scope="col">[[操作]]</th>{{/open}}{{#no_open}}<th scope="col">[[结束时间]]</th>{{/no_open}}</tr></thead>
<tbody>
{{#links}}<tr>
<th scope="row"><img class="icon icon-small" src="{{icon}}" alt="" width="24" height="24"> {{name}}<br><span class="muted mono nowrap">{{id}}</span><br><span class="muted">{{by}}</span></th>
<td data-label="[[状态]]">{{>part_tag}}<br><span class="muted nowrap">{{added_at}}</span> <span class="muted nowrap">{{added_by}}</span></td>
{{#open}}<td class="long" data-label="[[现在拉取的版本]]">{{#pending}}<p class="muted">[[小程序的主体授权以后：]]</p>
{{/pending}}{{>part_gets}}</td>
<td class="nowrap" data-label="[[操作]]">{{#info_url}}<p><a href="{{info_url}}">[[查看授权信息]]<span class="sr"> {{name}}</span></a></p>
{{/info_url}}{{>part_moves}}</td>
{{/open}}{{#no_open}}<td class="nowrap" data-label="[[结束时间]]">{{ended_at}}</td>
{{/no_open}}</tr>
{{/links}}</tbody>
</table>
{{>part_pager}}
{{/has_links}}{{#no_has_links}}{{>part_empty}}{{/no_has_links}}
</section>
