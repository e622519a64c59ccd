{{%AUTOESCAPE context="HTML"}}
{{!One version of a plugin.}}
<div class="head"><h1>[[版本]] {{number}}</h1>{{>part_tags}}<div class="head-side">
{{#submit_url}}<a class="btn btn-primary" href="{{submit_url}}">[[填写提审信息]]</a>
{{/submit_url}}{{#listing_url}}<a class="btn" href="{{listing_url}}">[[发布管理]]</a>
{{/listing_url}}{{#hosts_url}}<a class="btn" href="{{hosts_url}}">[[使用它的小程序]]</a>
{{/hosts_url}}{{>part_moves}}
</div></div>
{{>part_tabs}}
{{>part_note}}
{{>part_deprecated}}
{{#rejected_for}}<div class="note note-red">
<p>[[上次审核驳回的原因：]]{{rejected_for}}</p>
</div>
{{/rejected_for}}{{>part_receipt}}
{{>part_review_findings}}
<section class="card stack">
<h2>[[版本信息]]</h2>
{{>part_facts}}
</section>
{{#submission}}<section class="card stack">
<h2>[[提审信息]]</h2>
{{>part_facts}}
{{#has_shots}}<ul class="shots">
{{#shots}}<li><a href="{{shot_url}}"><img src="{{shot_url}}" alt="{{shot_alt}}" loading="lazy"></a></li>
{{/shots}}</ul>
{{/has_shots}}</section>
{{/submission}}<section class="card stack">
<h2>[[组件和页面]]</h2>
{{#main}}<p>[[入口文件]] <span class="mono">{{main}}</span></p>
{{/main}}{{#no_entries}}<p class="muted">[[没有公开的组件和页面]]</p>
{{/no_entries}}{{#has_entries}}<table class="table">
<thead><tr><th scope="col">[[名称]]</th><th scope="col">[[类型]]</th><th scope="col">[[路径]]</th></tr></thead>
<tbody>
{{#entries}}<tr><th scope="row">{{name}}</th><td data-label="[[类型]]">{{kind}}</td><td class="mono" data-label="[[路径]]">{{path}}</td></tr>
{{/entries}}</tbody>
</table>
{{/has_entries}}</section>
{{>part_contract}}
{{>part_findings}}
<section class="card stack">
<h2>[[文件列表]]</h2>
{{>part_files}}
{{>part_pager}}
</section>
<section class="card stack">
<h2>[[历史记录]]</h2>
{{>part_timeline}}
</section>
