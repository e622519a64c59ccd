{{%AUTOESCAPE context="HTML"}}
{{!The advisories of a plugin.}}
<div class="head">
<h1>[[公告]]</h1>
<div class="head-side"><a class="btn" href="{{deprecation_url}}">[[停止维护]]</a> <a class="btn btn-primary" href="{{new_url}}">[[新建公告]]</a></div>
</div>
{{>part_tabs}}
<div class="card">
{{>part_filters}}
{{#no_has_advisories}}{{>part_empty}}{{/no_has_advisories}}
{{#has_advisories}}<table class="table">
<thead><tr><th scope="col">[[公告]]</th><th scope="col">[[状态]]</th><th scope="col">[[受影响的版本]]</th><th scope="col">[[修复版本]]</th><th scope="col">[[处理期限]]</th><th scope="col">[[发布时间]]</th><th scope="col" class="num">[[已确认]]</th></tr></thead>
<tbody>
{{#advisories}}<tr>
<th scope="row"><a href="{{url}}">{{title}}</a> <span class="tag tag-{{severity_tone}}">{{severity_label}}</span></th>
<td data-label="[[状态]]">{{>part_tag}}</td>
<td class="nowrap" data-label="[[受影响的版本]]">{{range}}</td>
<td data-label="[[修复版本]]">{{fixed}}</td>
<td class="nowrap" data-label="[[处理期限]]">{{due}}</td>
<td class="nowrap" data-label="[[发布时间]]">{{published}}</td>
<td class="num" data-label="[[已确认]]">{{acknowledged}}</td>
</tr>
{{/advisories}}</tbody>
</table>
{{>part_pager}}{{/has_advisories}}
</div>
