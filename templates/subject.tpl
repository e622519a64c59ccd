{{%AUTOESCAPE context="HTML"}}
{{!Who one acts for.}}
<div class="head"><h1>{{page_title}}</h1>{{>part_tags}}</div>
<section class="card stack">
<h2>[[基本信息]]</h2>
{{>part_facts}}
</section>
<section class="card stack">
<h2>[[已认证主体可以做的事]]</h2>
{{>part_note}}
<ul>
{{#allowed}}<li><a href="{{url}}">{{text}}</a></li>
{{/allowed}}</ul>
</section>
<section class="card stack">
<h2>[[成员]]</h2>
<table class="table">
<thead><tr><th scope="col">[[姓名]]</th><th scope="col">[[邮箱]]</th><th scope="col">[[角色]]</th><th scope="col">[[获取插件]]</th><th scope="col">[[加入时间]]</th></tr></thead>
<tbody>
{{#members}}<tr><th scope="row">{{name}}</th><td data-label="[[邮箱]]">{{email}}</td><td data-label="[[角色]]">{{role}}</td><td data-label="[[获取插件]]">{{obtains}}</td><td class="nowrap" data-label="[[加入时间]]">{{since}}</td></tr>
{{/members}}</tbody>
</table>
</section>
