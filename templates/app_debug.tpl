{{%AUTOESCAPE context="HTML"}}
{{!Joint debugging of a mini-program: whose plugins it may run while they are developed.}}
<div class="head">
<img class="icon" src="{{app_icon}}" alt="" width="48" height="48">
<h1>[[插件联调]]</h1>
</div>
{{>part_tabs}}
<p class="muted">[[授权以后，小程序在开发和预览时会拉取插件的体验版，它还没有经过审核；正式场景不受影响。建议联调结束后就进行解绑。]]</p>
{{>part_note}}
<nav class="actions" aria-label="[[状态]]">
{{>part_views}}
</nav>
<section class="card stack">
{{#has_links}}<table class="table">
<thead><tr><th scope="col">[[插件]]</th><th scope="col">[[状态]]</th>{{#open}}<th scope="col">[[现在拉取的版本]]</th><th scope="col">[[操作]]</th>{{/open}}{{#no_open}}<th scope="col">[[结束时间]]</th>{{/no_open}}</tr></thead>
<tbody>
{{#links}}<tr>
<th scope="row"><img class="icon icon-small" src="{{icon}}" alt="" width="24" height="24"> {{name}}<br><span class="muted mono nowrap">{{id}}</span><br><span class="muted">{{by}}</span></th>
<td data-label="[[状态]]">{{>part_tag}}<br><span class="muted nowrap">{{added_at}}</span></td>
{{#open}}<td class="long" data-label="[[现在拉取的版本]]">{{#pending}}<p class="muted">[[授权以后：]]</p>
{{/pending}}{{>part_gets}}</td>
<td data-label="[[操作]]">{{>part_moves}}</td>
{{/open}}{{#no_open}}<td class="nowrap" data-label="[[结束时间]]">{{ended_at}}</td>
{{/no_open}}</tr>
{{/links}}</tbody>
</table>
{{>part_pager}}
{{/has_links}}{{#no_has_links}}{{>part_empty}}{{/no_has_links}}
</section>
