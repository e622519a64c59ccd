{{%AUTOESCAPE context="HTML"}}
{{!A value to take along; the button appears with the script.}}
<span class="mono" id="{{copy_id}}">{{copy_value}}</span>
<button class="btn btn-small" type="button" data-copy="{{copy_id}}" hidden>[[复制]]</button>
