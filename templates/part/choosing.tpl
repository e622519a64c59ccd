{{%AUTOESCAPE context="HTML"}}
{{!For which mini-program one is choosing, and the ways out of that.}}
{{#choosing}}<div class="note note-blue">
<p>[[正在为小程序“{{choosing_name}}”选择插件，绑定时会为你选好它]] <a href="{{choosing_back_url}}">[[返回插件服务]]</a> <a href="{{choosing_leave_url}}">[[不再限定小程序]]</a></p>
</div>{{/choosing}}
