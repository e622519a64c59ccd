{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<h1>[[设置密码]]</h1>
<div class="card stack">
{{>part_form}}
</div>
</div>
