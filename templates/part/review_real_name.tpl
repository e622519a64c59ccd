{{%AUTOESCAPE context="HTML"}}
{{!The papers of a subject, for their reviewer.}}
<section class="card stack">
<h2>[[认证信息]]</h2>
{{>part_facts}}
<h3>[[证明文件]]</h3>
{{>part_papers}}
</section>
