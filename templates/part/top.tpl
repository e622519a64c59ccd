{{%AUTOESCAPE context="HTML"}}
{{!The bar above every page: product, market, language, and as whom one acts.}}
<header class="top">
<a class="brand" href="{{home_url}}"><img src="{{icon_url}}" alt="" width="24" height="24">{{product}}</a>
<div class="top-links">
<a class="wide" href="{{market_url}}">[[插件市场]]</a>
<a href="{{lang_other_url}}">{{lang_other_label}}</a>
{{#signed_in}}
<details class="account">
<summary><span>{{user_name}}</span><small>{{subject_name}}</small></summary>
<div class="pop">
<p class="muted">[[当前身份]]</p>
<p><strong>{{subject_name}}</strong><br>{{subject_type_label}} · {{role_label}}</p>
<a href="{{account_url}}">[[账号与安全]]</a>
<form method="post" action="{{logout_url}}">
<input type="hidden" name="csrf" value="{{csrf}}">
<button class="btn">[[退出登录]]</button>
</form>
</div>
</details>
{{/signed_in}}
{{#visitor}}
<a href="{{login_url}}">[[登录]]</a>
<a href="{{register_url}}">[[注册]]</a>
{{/visitor}}
</div>
</header>
