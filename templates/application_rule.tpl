{{%AUTOESCAPE context="HTML"}}
{{!Which applications are approved at once: the rule in force, the form for the next one, and the rules so far.}}
<div class="head">
<h1>[[自动通过规则]]</h1>
{{>part_tag}}
{{#has_moves}}<div class="head-side">{{>part_moves}}</div>{{/has_moves}}
</div>
{{>part_tabs}}
{{>part_note}}
<section class="card stack">
{{#rule_now}}<p>[[现在符合下面条件的申请会立即通过：]]<strong>{{rule_now}}</strong></p>
{{/rule_now}}{{#no_rule_now}}<p>[[没有启用的规则，每个申请都要在 24 小时内答复]]</p>
{{/no_rule_now}}{{#may}}<p class="muted">[[两项都选时，申请要同时符合；规则只影响以后的申请，已有的申请不变]]</p>
{{>part_form}}{{/may}}
</section>
<section class="card stack">
<h2>[[规则记录]]</h2>
{{#has_rules}}<table class="table">
<thead><tr><th scope="col">[[规则编号]]</th><th scope="col">[[状态]]</th><th scope="col">[[条件]]</th><th scope="col" class="num">[[自动通过]]</th><th scope="col">[[启用时间]]</th><th scope="col">[[结束时间]]</th></tr></thead>
<tbody>
{{#rules}}<tr>
<th scope="row">{{rule_no}}</th>
<td data-label="[[状态]]">{{>part_tag}}</td>
<td data-label="[[条件]]">{{words}}</td>
<td class="num" data-label="[[自动通过]]">{{approved}}</td>
<td data-label="[[启用时间]]">{{made}}</td>
<td data-label="[[结束时间]]">{{over}}</td>
</tr>
{{/rules}}</tbody>
</table>
{{>part_pager}}{{/has_rules}}{{#no_has_rules}}{{>part_empty}}{{/no_has_rules}}
</section>
