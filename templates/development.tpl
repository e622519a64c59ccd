{{%AUTOESCAPE context="HTML"}}
{{!Development settings of a plugin: its servers, and its Token.}}
<h1>[[开发设置]]</h1>
{{>part_tabs}}
{{>part_note}}
<section class="card stack">
<h2>[[服务器域名]]</h2>
{{>part_form}}
{{#changed}}<p class="muted">[[{{changed}} 由 {{changed_by}} 保存]]</p>{{/changed}}
</section>
<section class="card stack">
<div class="card-head"><h2>[[Token]]</h2><a href="{{signature_url}}">[[签名说明与校验]]</a></div>
<p>[[平台用 Token 给小程序的请求签名，插件服务器用同一个 Token 校验请求来自平台上的小程序]]</p>
{{#token}}<div class="note note-amber">
<p><strong>[[Token 只显示这一次，离开后不能再查看，请现在复制到插件服务器]]</strong></p>
<p>{{>part_copy}}</p>
</div>{{/token}}
{{#has_token}}{{>part_facts}}
{{#no_token}}<p class="muted">[[Token 加密保存，只在生成后显示一次；忘记时请更换]]</p>{{/no_token}}{{/has_token}}
{{#no_has_token}}<p class="muted">[[还没有 Token，需要校验请求时再生成]]</p>{{/no_has_token}}
{{>part_moves}}
</section>
