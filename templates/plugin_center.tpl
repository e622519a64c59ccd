{{%AUTOESCAPE context="HTML"}}
{{!The plugin centre: the two roles, and what each of them does step by step.}}
<h1>[[插件中心]]</h1>
<div class="split">
<section class="card stack">
<h2>[[我要使用插件]]</h2>
<ol>
<li>[[在插件市场找到需要的插件]]</li>
<li>[[确认获取，并授权绑定到自己的小程序]]</li>
<li>[[在小程序的插件服务里管理它]]</li>
</ol>
<div class="actions"><a class="btn btn-primary" href="{{use_url}}">[[立即使用]]</a></div>
</section>
<section class="card stack">
<h2>[[我要开发插件]]</h2>
<ol>
<li>[[注册主体并完成实名认证，组织类型的主体可以开发插件]]</li>
<li>[[创建小程序，开通插件功能，上传版本和文档]]</li>
<li>[[通过审核后上线，再发布到插件市场]]</li>
</ol>
{{#develop_url}}<div class="actions"><a class="btn btn-primary" href="{{develop_url}}">[[立即开发]]</a></div>
{{/develop_url}}{{#no_develop_url}}<p class="muted">[[你的账号不属于任何主体；要开发插件，请用主体成员的账号登录]]</p>
{{/no_develop_url}}
</section>
</div>
