{{%AUTOESCAPE context="HTML"}}
<div class="narrow stack">
<h1>[[登录]]</h1>
<div class="card stack">
{{>part_form}}
<p>[[还没有账号？]] <a href="{{register_url}}">[[注册]]</a></p>
</div>
</div>
