{{%AUTOESCAPE context="HTML"}}
{{!Applications that were refused or not answered, until something else is tried.}}
{{#has_ended}}<section class="card stack">
<h2>[[没有通过的申请]]</h2>
<table class="table">
<thead><tr><th scope="col">{{ended_label}}</th><th scope="col">[[结果]]</th><th scope="col">[[原因]]</th><th scope="col">[[时间]]</th><th scope="col">[[操作]]</th></tr></thead>
<tbody>
{{#ended}}<tr>
<th scope="row"><img class="icon icon-small" src="{{icon}}" alt="" width="24" height="24"> <a href="{{url}}">{{name}}</a></th>
<td data-label="[[结果]]">{{>part_tag}}</td>
<td class="text" data-label="[[原因]]">{{answer:p}}</td>
<td class="nowrap" data-label="[[时间]]">{{ended_at}}</td>
<td class="nowrap" data-label="[[操作]]">{{#again_url}}<a href="{{again_url}}">[[再次申请]]</a>{{/again_url}}</td>
</tr>
{{/ended}}</tbody>
</table>
</section>{{/has_ended}}
