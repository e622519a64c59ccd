{{%AUTOESCAPE context="HTML"}}
{{!A listing as the market would show it, for its reviewer.}}
{{>part_diff}}
<section class="card stack">
<div class="card-head"><h2>[[插件信息]]</h2><a class="btn btn-small" href="{{preview_url}}">[[预览]]</a></div>
<img class="icon icon-big" src="{{icon}}" alt="" width="72" height="72">
{{>part_facts}}
{{>part_review_texts}}
</section>
<section class="card stack">
<h2>[[接入指引]]</h2>
{{>part_guide}}
</section>
