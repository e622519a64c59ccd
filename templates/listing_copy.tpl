{{%AUTOESCAPE context="HTML"}}
{{!Take the access guide over from an earlier revision or another plugin.}}
<h1>[[复制已有的指引]]</h1>
{{>part_tabs}}
{{>part_steps}}
{{>part_note}}
<section class="card stack">
{{#may_copy}}{{>part_form}}{{/may_copy}}
{{#nothing}}{{>part_empty}}{{/nothing}}
</section>
