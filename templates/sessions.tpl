{{%AUTOESCAPE context="HTML"}}
{{!Where this account is signed in.}}
<h1>[[登录设备]]</h1>
<div class="card">
<table class="table">
<thead><tr><th scope="col">[[设备]]</th><th scope="col">[[地址]]</th><th scope="col">[[登录时间]]</th><th scope="col">[[最近使用]]</th><th scope="col">[[操作]]</th></tr></thead>
<tbody>
{{#sessions}}<tr>
<th scope="row">{{agent}}</th>
<td class="nowrap" data-label="[[地址]]">{{address}}</td>
<td class="nowrap" data-label="[[登录时间]]">{{began}}</td>
<td class="nowrap" data-label="[[最近使用]]">{{seen}}</td>
<td data-label="[[操作]]">{{#here}}<span class="tag tag-green">[[本次登录]]</span>{{/here}}{{#elsewhere}}<form method="post">
{{>part_hidden}}
<input type="hidden" name="session" value="{{session}}">
<button class="btn btn-link" name="action" value="end">[[结束登录]]</button>
</form>{{/elsewhere}}</td>
</tr>
{{/sessions}}</tbody>
</table>
{{>part_pager}}
</div>
