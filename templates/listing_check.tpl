{{%AUTOESCAPE context="HTML"}}
{{!Last step of publishing: everything once more, with a way to change each block, then the submission.}}
<div class="head"><h1>[[确认提交]]</h1><span class="tag tag-{{state_tone}}">{{state_label}}</span><div class="head-side"><a class="btn" href="{{preview_url}}">[[预览]]</a></div></div>
{{>part_tabs}}
{{>part_steps}}
{{>part_note}}
{{>part_open_findings}}
{{#has_tasks}}<section class="card stack">
<h2>[[发布步骤]]</h2>
{{>part_tasks}}
</section>
{{/has_tasks}}{{>part_diff}}
<section class="card stack">
<div class="card-head"><h2>[[插件信息]]</h2>{{#info_url}}<a href="{{info_url}}" aria-label="[[修改插件信息]]">[[修改]]</a>{{/info_url}}</div>
{{>part_listing_facts}}
</section>
<section class="card stack">
<div class="card-head"><h2>[[接入指引]]</h2>{{#guide_url}}<a href="{{guide_url}}" aria-label="[[修改接入指引]]">[[修改]]</a>{{/guide_url}}</div>
{{#guide_empty}}<p class="muted">[[还没有填写]]</p>
{{/guide_empty}}{{>part_guide}}
</section>
{{#may_submit}}<form class="form" method="post" novalidate>
{{>part_hidden}}
<p class="muted">[[提交后由平台审核，审核期间不能修改；通过后由你点击“上架”]]</p>
{{>part_submits}}
</form>{{/may_submit}}
<p><a href="{{listing_url}}">[[回到发布管理]]</a></p>
