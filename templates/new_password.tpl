{{%AUTOESCAPE context="HTML"}}
<div class="narrow stack">
<h1>[[设置密码]]</h1>
<div class="card stack">
{{>part_form}}
</div>
</div>
