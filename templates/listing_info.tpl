{{%AUTOESCAPE context="HTML"}}
{{!First step of publishing: the words and pictures of the market page.}}
<h1>[[插件信息]]</h1>
{{>part_tabs}}
{{>part_steps}}
{{>part_note}}
{{>part_open_findings}}
{{#readonly}}<section class="card stack">
{{>part_listing_facts}}
</section>{{/readonly}}
{{#no_readonly}}<section class="card stack">
<form class="form" method="post" enctype="multipart/form-data" novalidate>
{{>part_hidden}}
{{>part_safe}}
{{>part_sample}}
{{#fields}}{{>part_field}}{{/fields}}
{{#has_pictures}}<fieldset class="field">
<legend>[[已有的图片]] <span class="optional">[[（勾选要删除的）]]</span></legend>
<ul class="shots">
{{#pictures}}<li><img src="{{picture_url}}" alt="[[第 {{picture_no}} 张图片]]" loading="lazy">
<div class="choice"><input type="checkbox" id="f-drop-{{picture_no}}" name="drop" value="{{picture_no}}"{{#drop_checked}} checked{{/drop_checked}}>
<div><label for="f-drop-{{picture_no}}">[[删除第 {{picture_no}} 张]]</label></div></div></li>
{{/pictures}}</ul>
</fieldset>{{/has_pictures}}
{{>part_submits}}
{{>part_sending}}
</form>
</section>{{/no_readonly}}
