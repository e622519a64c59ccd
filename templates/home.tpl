{{%AUTOESCAPE context="HTML"}}
{{!Home: three sentences and the two ways in.}}
<section class="hero">
<h1>[[小程序插件，一次开发，处处可用]]</h1>
<p>[[插件是可以直接添加到小程序里的功能组件。服务商在这里发布插件，小程序在这里获取、绑定和使用插件]]</p>
<div class="actions">
<a class="btn btn-primary" href="{{use_url}}">[[去插件市场看看]]</a>
</div>
</section>
<div class="split">
<section class="card stack">
<h2>[[插件开发]]</h2>
<p>[[上传版本、提交审核、上架到市场，并查看谁在使用]]</p>
<div class="actions"><a class="btn" href="{{center_url}}">[[了解详情]]</a></div>
</section>
<section class="card stack">
<h2>[[使用插件]]</h2>
<p>[[按类目或名称查找插件，确认获取后绑定到自己的小程序]]</p>
<div class="actions"><a class="btn" href="{{use_url}}">[[查找插件]]</a></div>
</section>
</div>
