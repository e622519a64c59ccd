{{%AUTOESCAPE context="HTML"}}
<div class="narrow stack">
<h1>[[注册]]</h1>
<div class="card stack">
{{>part_form}}
<p>[[已有账号？]] <a href="{{login_url}}">[[登录]]</a></p>
</div>
</div>
