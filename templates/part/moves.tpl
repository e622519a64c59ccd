{{%AUTOESCAPE context="HTML"}}
{{!The open moves of an object, each a form of its own. One that reaches far first says what it does.}}
<div class="moves">
{{#moves}}
{{#no_ask}}<form method="post"{{#move_url}} action="{{move_url}}"{{/move_url}}>
{{>part_hidden}}
{{>part_about}}
<button class="btn btn-{{tone}}" name="action" value="{{action}}">{{label}}</button>
</form>{{/no_ask}}
{{#ask}}<details class="confirm"{{#ask_open}} open{{/ask_open}}>
<summary class="btn btn-{{tone}}">{{label}}</summary>
<div class="confirm-panel">
<form class="form" method="post" novalidate{{#move_url}} action="{{move_url}}"{{/move_url}}>
{{>part_hidden}}
{{>part_about}}
{{>part_confirm}}
{{#move_fields}}{{>part_field}}{{/move_fields}}
<div class="actions">
<button class="btn btn-{{tone}}" name="action" value="{{action}}">{{confirm_label}}</button>
<button class="btn" type="button" data-close hidden>[[取消]]</button>
</div>
</form>
</div>
</details>{{/ask}}
{{/moves}}
</div>
