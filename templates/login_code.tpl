{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<h1>[[两步验证]]</h1>
<div class="card stack">
{{>part_form}}
</div>
</div>
