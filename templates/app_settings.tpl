{{%AUTOESCAPE context="HTML"}}
{{!Name, avatar, categories and payment of a mini-program.}}
<h1>[[小程序设置]]</h1>
{{>part_tabs}}
{{>part_note}}
<div class="card">{{>part_form}}</div>
