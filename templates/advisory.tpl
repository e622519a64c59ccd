{{%AUTOESCAPE context="HTML"}}
{{!One advisory: its draft, or what hosts read and who has acknowledged it.}}
<div class="head"><h1>{{page_title}}</h1><span class="tag tag-{{severity_tone}}">{{severity_label}}</span> <span class="tag tag-{{state_tone}}">{{state_label}}</span>
<div class="head-side">{{>part_moves}}{{#may_withdraw}}<details class="confirm"{{#ask_open}} open{{/ask_open}}>
<summary class="btn btn-danger">{{withdraw_label}}</summary>
<div class="confirm-panel">
<form class="form" method="post" novalidate>
{{>part_hidden}}
{{>part_confirm}}
{{#fields}}{{>part_field}}{{/fields}}
<div class="actions">
<button class="btn btn-danger" name="action" value="withdraw">{{withdraw_label}}</button>
<button class="btn" type="button" data-close hidden>[[取消]]</button>
</div>
</form>
</div>
</details>{{/may_withdraw}}</div>
</div>
{{>part_tabs}}
{{>part_note}}
{{#draft}}<section class="card stack">
<h2>[[草稿]]</h2>
{{>part_form}}
</section>
{{/draft}}{{#no_draft}}<section class="card stack">
<h2>[[公告内容]]</h2>
<p class="text">{{text:p}}</p>
{{>part_facts}}
</section>
<section class="card stack">
<h2>[[已确认的小程序]]</h2>
{{#has_acks}}<table class="table">
<thead><tr><th scope="col">[[小程序]]</th><th scope="col">[[所属主体]]</th><th scope="col">[[绑定状态]]</th><th scope="col">[[确认人]]</th><th scope="col">[[确认时间]]</th></tr></thead>
<tbody>
{{#acks}}<tr>
<th scope="row">{{name}}<br><span class="muted mono nowrap">{{appid}}</span></th>
<td data-label="[[所属主体]]">{{subject}}</td>
<td data-label="[[绑定状态]]">{{>part_tag}}</td>
<td data-label="[[确认人]]">{{who}}</td>
<td class="nowrap" data-label="[[确认时间]]">{{at}}</td>
</tr>
{{/acks}}</tbody>
</table>
{{>part_pager}}{{/has_acks}}
{{#no_has_acks}}<p class="muted">[[还没有小程序确认]]</p>{{/no_has_acks}}
</section>
{{/no_draft}}<section class="card stack">
<h2>[[历史记录]]</h2>
{{>part_timeline}}
</section>
