{{%AUTOESCAPE context="HTML"}}
{{!A group of rows that grows and shrinks: every button posts the whole form with its op.}}
<fieldset class="rows" data-group="{{group}}" id="f-{{group}}">
<legend>{{group_label}}{{#group_optional}} <span class="optional">[[（选填）]]</span>{{/group_optional}}</legend>
{{#group_hint}}<p class="hint">{{group_hint}}</p>
{{/group_hint}}{{#group_error}}<p class="error">{{group_error}}</p>
{{/group_error}}{{#group_rows}}<div class="row">
<div class="row-fields">
{{#row_fields}}{{>part_field}}{{/row_fields}}
</div>
<div class="actions">
{{#up_op}}<button class="btn btn-small" name="op" value="{{up_op}}" aria-label="[[上移第 {{row_no}} 行]]">[[上移]]</button>
{{/up_op}}{{#down_op}}<button class="btn btn-small" name="op" value="{{down_op}}" aria-label="[[下移第 {{row_no}} 行]]">[[下移]]</button>
{{/down_op}}<button class="btn btn-small" name="op" value="{{del_op}}" aria-label="[[删除第 {{row_no}} 行]]">[[删除]]</button>
</div>
</div>
{{/group_rows}}{{#add_op}}<button class="btn btn-wide" name="op" value="{{add_op}}">{{add_label}}</button>
{{/add_op}}</fieldset>
