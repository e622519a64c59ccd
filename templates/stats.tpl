{{%AUTOESCAPE context="HTML"}}
{{!What was obtained and bound lately, and which versions are in use.}}
<h1>[[数据统计]]</h1>
{{>part_tabs}}
<nav class="actions" aria-label="[[时间范围]]">
{{>part_views}}
</nav>
<section class="card stack">
<h2>[[获取、绑定和版本]]</h2>
{{>part_charts}}
{{#unused}}<p class="muted">[[还没有小程序使用这个插件]]</p>{{/unused}}
</section>
