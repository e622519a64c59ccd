{{%AUTOESCAPE context="HTML"}}
{{!Publishing: the open and the live revision with their moves, what is to do next, what happened.}}
<h1>[[发布管理]]</h1>
{{>part_tabs}}
{{>part_note}}
{{#has_tasks}}<section class="card stack">
<h2>[[发布步骤]]</h2>
{{>part_tasks}}
</section>{{/has_tasks}}
<section class="card stack">
<h2>[[发布信息]]</h2>
{{#no_has_revisions}}<div class="empty">
<p><strong>[[还没有发布到插件市场]]</strong></p>
<p class="muted">[[发布后插件在市场展示，供其他主体获取]]</p>
{{#may_publish}}{{>part_moves}}{{/may_publish}}
</div>{{/no_has_revisions}}
{{#has_revisions}}<table class="table">
<thead><tr><th scope="col">[[名称]]</th><th scope="col">[[状态]]</th><th scope="col">[[时间]]</th><th scope="col">[[操作]]</th></tr></thead>
<tbody>
{{#revisions}}<tr>
<th scope="row"><a href="{{revision_url}}">{{revision_name}}</a></th>
<td data-label="[[状态]]">{{>part_tags}}</td>
<td data-label="[[时间]]"><span class="muted">{{since_label}}</span> <span class="nowrap">{{since}}</span></td>
<td data-label="[[操作]]"><div class="actions">{{#links}}<a class="btn btn-small" href="{{url}}">{{label}}</a>
{{/links}}{{>part_moves}}</div></td>
</tr>
{{/revisions}}</tbody>
</table>{{/has_revisions}}
</section>
{{>part_receipt}}
{{#has_history}}<section class="card stack">
<h2>[[历史记录]]</h2>
{{>part_timeline}}
</section>{{/has_history}}
