{{%AUTOESCAPE context="HTML"}}
{{!Opens the fieldset of several choices under one question; part/radios.tpl and part/checks.tpl close it.}}
{{#has_error}}<fieldset class="field field-bad" id="{{id}}"{{#describedby}} aria-describedby="{{describedby}}"{{/describedby}}>{{/has_error}}
{{#no_has_error}}<fieldset class="field" id="{{id}}"{{#describedby}} aria-describedby="{{describedby}}"{{/describedby}}>{{/no_has_error}}
<legend>{{label}}{{#optional}} <span class="optional">[[（选填）]]</span>{{/optional}}</legend>
{{>part_field_notes}}
