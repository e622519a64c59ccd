{{%AUTOESCAPE context="HTML"}}
{{!A plugin that is offered to the subject: facts, the form to accept it, history.}}
<div class="head">
<img class="icon" src="{{icon}}" alt="" width="48" height="48">
<h1>{{plugin_name}}</h1>
<span class="tag tag-{{state_tone}}">{{state_label}}</span>
<div class="head-side">{{>part_moves}}</div>
</div>
{{>part_note}}
<section class="card stack">
<h2>[[转让信息]]</h2>
{{>part_facts}}
</section>
{{#can_accept}}<section class="card stack">
<h2>[[接收插件]]</h2>
<p>[[插件的版本、文档、上架信息、待答复的申请、自动通过规则和联调关系一起转过来，已经获取和绑定的商家不受影响。支付能力需要重新申请；服务器 Token 请在开发设置里更换。]]</p>
{{>part_form}}
</section>
{{/can_accept}}{{#has_history}}<section class="card stack">
<h2>[[历史记录]]</h2>
{{>part_timeline}}
</section>
{{/has_history}}
