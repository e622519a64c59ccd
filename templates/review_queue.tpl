{{%AUTOESCAPE context="HTML"}}
{{!The desk: tabs, the filter by kind, and the queue with the deadline first.}}
<div class="head"><h1>{{page_title}}</h1>{{#overdue_text}}<span class="tag tag-red">{{overdue_text}}</span>{{/overdue_text}}<div class="head-side">{{>part_moves}}</div></div>
{{>part_tabs}}
{{#has_kinds}}<nav class="actions" aria-label="[[类型]]">
{{>part_views}}
</nav>
{{/has_kinds}}<section class="card stack">
{{#has_reviews}}<table class="table">
<thead><tr><th scope="col">[[内容]]</th>{{#no_is_done}}<th scope="col">[[期限]]</th>{{/no_is_done}}<th scope="col">[[类型]]</th><th scope="col">[[提交主体]]</th><th scope="col">[[提交次数]]</th><th scope="col">{{at_label}}</th><th scope="col">[[状态]]</th>{{#no_is_done}}<th scope="col">[[操作]]</th>{{/no_is_done}}</tr></thead>
<tbody>
{{#reviews}}<tr>
<th scope="row">{{#url}}<a href="{{url}}">{{name}}</a>{{/url}}{{#no_url}}{{name}}{{/no_url}}</th>
{{#no_is_done}}<td data-label="[[期限]]">{{#due}}{{>part_tag}}{{/due}}</td>
{{/no_is_done}}<td data-label="[[类型]]">{{kind_label}}</td>
<td data-label="[[提交主体]]">{{subject}}</td>
<td data-label="[[提交次数]]">{{round_text}}</td>
<td class="nowrap" data-label="{{at_label}}">{{at}}</td>
<td data-label="[[状态]]">{{>part_tag}}{{#claimer}} <span class="muted">{{claimer}}</span>{{/claimer}}{{#lease}} <span class="muted">{{lease}}</span>{{/lease}}</td>
{{#no_is_done}}<td data-label="[[操作]]">{{#own}}<span class="muted">[[你是提交主体的成员，由其他审核员处理]]</span>{{/own}}{{#no_own}}{{#held}}--{{/held}}{{#no_held}}<div class="actions">{{#go_url}}<a href="{{go_url}}">[[继续审核]]</a>{{/go_url}}{{>part_moves}}</div>{{/no_held}}{{/no_own}}</td>
{{/no_is_done}}</tr>
{{/reviews}}</tbody>
</table>
{{>part_pager}}
{{/has_reviews}}{{#no_has_reviews}}{{>part_empty}}{{/no_has_reviews}}
</section>
