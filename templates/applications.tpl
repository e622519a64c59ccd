{{%AUTOESCAPE context="HTML"}}
{{!The applications of a plugin: those that wait, answered in their rows, or those that ended.}}
<h1>[[使用申请]]</h1>
{{>part_tabs}}
<nav class="actions" aria-label="[[状态]]">
{{>part_views}}
<a href="{{rule_url}}">[[自动通过规则]]</a>{{#rule_on}} <span class="tag tag-green">{{rule_on}}</span>{{/rule_on}}
</nav>
{{>part_note}}
<section class="card stack">
{{#no_pending}}{{>part_filters}}{{/no_pending}}
{{#pending}}{{>part_bulk}}{{/pending}}
{{#has_applications}}<table class="table">
<thead><tr><th scope="col">[[小程序]]</th>{{#pending}}<th scope="col">[[期限]]</th>{{/pending}}<th scope="col">[[申请主体]]</th><th scope="col">[[类目]]</th><th scope="col">[[申请理由]]</th><th scope="col">[[申请时间]]</th>{{#pending}}<th scope="col">[[操作]]</th>{{/pending}}{{#no_pending}}<th scope="col">[[结果]]</th>{{/no_pending}}</tr></thead>
<tbody>
{{#applications}}<tr>
<th scope="row">{{#may}}<input type="checkbox" form="bulk" name="application" value="{{application}}" aria-label="[[选择 {{name}}]]"> {{/may}}<img class="icon icon-small" src="{{icon}}" alt="" width="24" height="24"> {{name}}<br><span class="muted mono nowrap">{{appid}}</span></th>
{{#pending}}<td data-label="[[期限]]">{{#due}}{{>part_tag}}{{/due}}</td>
{{/pending}}<td data-label="[[申请主体]]">{{subject}}<br><span class="muted nowrap">{{subject_kind}}</span></td>
<td data-label="[[类目]]">{{categories}}</td>
<td class="text" data-label="[[申请理由]]">{{why:p}}</td>
<td class="nowrap" data-label="[[申请时间]]">{{applied_at}}</td>
{{#pending}}<td class="nowrap" data-label="[[操作]]">{{#may}}<div class="moves">
<form method="post" action="{{form_url}}">
{{>part_hidden}}
<input type="hidden" name="application" value="{{application}}">
<button class="btn btn-small btn-primary" name="action" value="approve">[[通过申请]]<span class="sr"> {{name}}</span></button>
</form>
<details class="confirm"{{#ask_open}} open{{/ask_open}}>
<summary class="btn btn-small btn-danger">[[拒绝申请]]<span class="sr"> {{name}}</span></summary>
<div class="confirm-panel">
<form class="form" method="post" novalidate action="{{form_url}}">
{{>part_hidden}}
<input type="hidden" name="application" value="{{application}}">
<p><strong>{{consequence}}</strong></p>
{{#has_error}}<div class="field field-bad">{{/has_error}}{{#no_has_error}}<div class="field">{{/no_has_error}}
<label for="{{reason_id}}">[[拒绝原因]]</label>
<p class="hint" id="{{reason_id}}-hint">[[申请方会看到，最多 200 个字]]</p>
{{#has_error}}<p class="error" id="{{reason_id}}-error">{{error}}</p>
{{/has_error}}<textarea class="input" id="{{reason_id}}" name="reason" rows="3" data-max="200" aria-describedby="{{reason_about}}"{{#has_error}} aria-invalid="true"{{/has_error}}>
{{reason_typed:p}}</textarea>
</div>
<div class="actions">
<button class="btn btn-danger" name="action" value="refuse">[[拒绝申请]]</button>
<button class="btn" type="button" data-close hidden>[[取消]]</button>
</div>
</form>
</div>
</details>
</div>{{/may}}</td>
{{/pending}}{{#no_pending}}<td data-label="[[结果]]">{{>part_tag}} {{ended_at}} <span class="muted">{{decider}}</span>{{#answer}}<br><span class="text">{{answer:p}}</span>{{/answer}}</td>
{{/no_pending}}</tr>
{{/applications}}</tbody>
</table>
{{>part_pager}}
{{/has_applications}}{{#no_has_applications}}{{>part_empty}}{{/no_has_applications}}
</section>
