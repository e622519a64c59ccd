{{%AUTOESCAPE context="HTML"}}
{{!Payment in a plugin: state, what was handed in, the modes, the form of one, progress.}}
<div class="head"><h1>{{page_title}}</h1><span class="tag tag-{{state_tone}}">{{state_label}}</span><div class="head-side">{{>part_moves}}</div></div>
{{>part_tabs}}
{{>part_note}}
<section class="card stack">
<h2>[[支付信息]]</h2>
{{>part_facts}}
{{#has_papers}}<h3>[[证明材料]]</h3>
{{>part_papers}}
{{/has_papers}}</section>
{{#can_submit}}<section class="card stack" id="f-mode">
<h2>[[选择支付模式]]</h2>
<table class="table">
<thead><tr><th scope="col">[[支付模式]]</th><th scope="col">[[适用范围]]</th><th scope="col">[[典型使用场景]]</th><th scope="col">[[需要提供]]</th></tr></thead>
<tbody>
{{#modes}}<tr>
<th scope="row" class="nowrap"><a href="{{mode_url}}"{{#mode_chosen}} aria-current="true"{{/mode_chosen}}>{{mode_label}}</a>{{#mode_chosen}} <span class="tag tag-blue">[[已选择]]</span>{{/mode_chosen}}</th>
<td class="long" data-label="[[适用范围]]">{{mode_scope}}</td>
<td class="long" data-label="[[典型使用场景]]">{{mode_case}}</td>
<td class="long" data-label="[[需要提供]]">{{mode_needs}}</td>
</tr>
{{/modes}}</tbody>
</table>
</section>
{{#has_mode}}<section class="card stack">
<h2>[[填写申请]]</h2>
<form class="form" method="post" enctype="multipart/form-data" novalidate>
{{>part_hidden}}
{{>part_safe}}
{{#groups}}{{>part_rows}}{{/groups}}
{{#fields}}{{>part_field}}{{/fields}}
{{>part_submits}}
{{>part_sending}}
</form>
</section>{{/has_mode}}{{/can_submit}}
{{>part_receipt}}
{{#has_history}}<section class="card stack">
<h2>[[历史记录]]</h2>
{{>part_timeline}}
</section>
{{/has_history}}
