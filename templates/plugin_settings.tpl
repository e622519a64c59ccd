{{%AUTOESCAPE context="HTML"}}
{{!Basic settings of a plugin.}}
<h1>[[基本设置]]</h1>
{{>part_tabs}}
{{>part_note}}
<div class="card">{{>part_form}}</div>
