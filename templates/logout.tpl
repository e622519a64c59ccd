{{%AUTOESCAPE context="HTML"}}
<div class="narrow stack">
<h1>[[退出登录]]</h1>
<form class="card stack" method="post">
{{>part_hidden}}
<p>[[退出后，需要再次登录才能继续操作]]</p>
<div class="actions"><button class="btn btn-primary">[[退出登录]]</button></div>
</form>
</div>
