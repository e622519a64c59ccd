{{%AUTOESCAPE context="HTML"}}
{{!First step of publishing: the words and pictures of the market page.}}
<h1>[[插件信息]]</h1>
{{>part_tabs}}
{{>part_steps}}
{{>part_note}}
{{#readonly}}<section class="card stack">
{{>part_listing_facts}}
</section>{{/readonly}}
{{#no_readonly}}<section class="card stack">
<details class="sample">
<summary>[[填写样例]]</summary>
<dl class="facts">
<dt>[[一句话简介]]</dt><dd>[[实时天气、七天预报，一个组件接入]]</dd>
<dt>[[插件是什么]]</dt><dd>[[提供城市天气卡片和七天预报页面，适合出行、旅游和门店类小程序]]</dd>
<dt>[[怎么使用]]</dt><dd>[[绑定后在页面里放入天气卡片并传入城市，用户点卡片进入七天预报]]</dd>
<dt>[[接入玩法]]</dt><dd>[[雨天在首页优先展示外带菜单；按气温推荐商品]]</dd>
<dt>[[案例]]</dt><dd>[[某连锁餐厅接入后，雨天外带订单增加两成]]</dd>
<dt>[[联系方式]]</dt><dd>service@example.com</dd>
</dl>
</details>
<form class="form" method="post" enctype="multipart/form-data" novalidate>
{{>part_hidden}}
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
