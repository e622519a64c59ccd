{{%AUTOESCAPE context="HTML"}}
{{!Confirm that the subject obtains the plugin.}}
<h1>[[获取插件]]</h1>
<section class="card stack">
<div class="media">
<img class="icon" src="{{icon}}" alt="" width="48" height="48">
<div>
<h2>{{plugin_name}}</h2>
<p class="muted">{{by}}</p>
</div>
</div>
{{>part_facts}}
{{>part_note}}
{{#open}}<p>[[获取后，主体的成员可以把插件绑定到本主体的小程序；不再使用时，解绑全部小程序后可以释放]]</p>
{{>part_form}}
{{/open}}</section>
