{{%AUTOESCAPE context="HTML"}}
<div class="narrow stack">
<h1>[[两步验证]]</h1>
<div class="card stack">
{{>part_form}}
</div>
</div>
