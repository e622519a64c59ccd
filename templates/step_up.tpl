{{%AUTOESCAPE context="HTML"}}
<div class="narrow stack">
<h1>[[再次确认身份]]</h1>
<p>[[这个操作影响较大，请再次确认是你本人；确认后会接着完成刚才的操作]]</p>
<div class="card stack">
{{>part_form}}
</div>
</div>
