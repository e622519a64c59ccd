{{%AUTOESCAPE context="HTML"}}
{{!Opens the div of a field that has one control; part/field.tpl closes it.}}
{{#has_error}}<div class="field field-bad">{{/has_error}}{{#no_has_error}}<div class="field">{{/no_has_error}}
<label for="{{id}}">{{label}}{{#optional}} <span class="optional">[[（选填）]]</span>{{/optional}}</label>
{{>part_field_notes}}
