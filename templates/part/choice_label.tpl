{{%AUTOESCAPE context="HTML"}}
{{!The words beside a radio button or a box.}}
<div><label for="{{id}}">{{label}}</label>{{#hint}}<p class="hint" id="{{id}}-hint">{{hint}}</p>{{/hint}}</div>
