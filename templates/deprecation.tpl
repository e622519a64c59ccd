{{%AUTOESCAPE context="HTML"}}
{{!Until when versions, or the whole plugin, are maintained.}}
<h1>{{page_title}}</h1>
{{>part_tabs}}
{{>part_note}}
<section class="card stack">
<h2>[[已宣布]]</h2>
{{#no_has_announced}}<p class="muted">[[没有宣布停止维护的版本，插件也在维护中]]</p>{{/no_has_announced}}
{{#has_announced}}<table class="table">
<thead><tr><th scope="col">[[停止维护]]</th><th scope="col">[[替代]]</th><th scope="col">[[说明]]</th><th scope="col">[[操作]]</th></tr></thead>
<tbody>
{{#announced}}<tr>
<th scope="row">{{#may}}<a href="{{change_url}}">{{words}}</a>{{/may}}{{#no_may}}{{words}}{{/no_may}}</th>
<td data-label="[[替代]]">{{successor}}</td>
<td data-label="[[说明]]">{{reason}}</td>
<td data-label="[[操作]]">{{>part_moves}}</td>
</tr>
{{/announced}}</tbody>
</table>{{/has_announced}}
</section>
{{#may}}<section class="card stack">
<h2>[[宣布或修改]]</h2>
{{>part_form}}
</section>{{/may}}
