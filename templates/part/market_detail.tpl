{{%AUTOESCAPE context="HTML"}}
{{!A plugin as the market shows it: head, the way to obtain it beside, then information, guide, doc and versions.}}
<div class="head media">
<img class="icon icon-big" src="{{icon}}" alt="" width="72" height="72">
<div>
{{#preview}}<h2>{{plugin_name}}</h2>{{/preview}}{{#no_preview}}<h1>{{plugin_name}}</h1>{{/no_preview}}
<p class="muted">{{by}}</p>
</div>
</div>
{{>part_deprecated}}
<div class="with-side">
<aside class="card stack" aria-label="[[获取插件]]">
{{>part_note}}
{{#held}}<p><span class="tag tag-green">[[已获取]]</span></p>
<div class="actions"><a class="btn btn-primary" href="{{bind_url}}">[[绑定小程序]]</a> <a class="btn" href="{{manage_url}}">[[前往插件管理页]]</a></div>
{{/held}}{{#obtain_url}}<div class="actions"><a class="btn btn-primary" href="{{obtain_url}}">[[立即获取]]</a></div>
{{/obtain_url}}{{#preview}}<div class="actions"><button class="btn btn-primary" type="button" disabled>[[立即获取]]</button></div>
<p class="muted">[[预览里不能获取]]</p>
{{/preview}}{{>part_facts}}
</aside>
<div class="stack" id="detail">
<section class="card stack">
<h2>[[插件信息]]</h2>
<p>{{summary}}</p>
{{>part_tags}}
{{#sections}}<h3>{{section_label}}</h3>
<p class="text">{{section_text:p}}</p>
{{/sections}}{{#has_shots}}<ul class="shots">
{{#shots}}<li><a href="{{shot_url}}"><img src="{{shot_url}}" alt="{{shot_label}}" loading="lazy"></a></li>
{{/shots}}</ul>
{{/has_shots}}</section>
{{#has_previews}}<section class="card stack">
<h2>[[预览图]]</h2>
<ul class="shots">
{{#previews}}<li><a href="{{shot_url}}"><img src="{{shot_url}}" alt="{{shot_label}}" loading="lazy"></a></li>
{{/previews}}</ul>
</section>
{{/has_previews}}{{#has_guide}}<section class="card stack">
<h2>[[接入指引]]</h2>
{{>part_guide}}
</section>
{{/has_guide}}{{#has_doc}}<section class="card stack">
<div class="card-head"><h2>[[插件文档]]</h2><span class="muted">[[发布于 {{doc_at}}]]</span></div>
{{>part_doc}}
</section>
{{/has_doc}}<section class="card stack">
<h2>[[已上线的版本]]</h2>
{{#has_versions}}<table class="table">
<thead><tr><th scope="col">[[版本号]]</th><th scope="col">[[最低基础库]]</th><th scope="col" class="num">[[大小（KB）]]</th><th scope="col">[[上线时间]]</th><th scope="col">[[更新说明]]</th></tr></thead>
<tbody>
{{#versions}}<tr>
<th scope="row">{{number}}</th>
<td data-label="[[最低基础库]]">{{base_library}}</td>
<td class="num" data-label="[[大小（KB）]]">{{size_kb}}</td>
<td class="nowrap" data-label="[[上线时间]]">{{online_at}}</td>
<td class="long" data-label="[[更新说明]]"><span class="text">{{note:p}}</span>{{#breaks}}
<details><summary><span class="tag tag-red">[[不兼容]]</span> {{breaks}}</summary>
<ul>
{{#break_items}}<li>{{break_text}}</li>
{{/break_items}}</ul>
</details>{{/breaks}}{{#break_reason}}
<p><strong>[[不兼容的原因]]</strong> <span class="text">{{break_reason:p}}</span></p>{{/break_reason}}</td>
</tr>
{{/versions}}</tbody>
</table>
{{/has_versions}}{{#no_has_versions}}<p class="muted">[[还没有已上线的版本]]</p>
{{/no_has_versions}}</section>
</div>
</div>
