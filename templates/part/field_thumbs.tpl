{{%AUTOESCAPE context="HTML"}}
{{!Pictures that a file field has already, in their order: every button posts the whole form with its op.}}
{{#thumbs}}<div class="row thumb">
<input type="hidden" name="{{thumb_field}}" value="{{thumb_value}}">
<img src="{{thumb_url}}" alt="{{thumb_alt}}">
<p>{{thumb_no}}. {{thumb_name}}{{#thumb_new}} <span class="tag tag-blue">[[还没有保存]]</span>{{/thumb_new}}</p>
<div class="actions">
{{#up_op}}<button class="btn btn-small" name="op" value="{{up_op}}" aria-label="[[上移第 {{thumb_no}} 张图片]]">[[上移]]</button>
{{/up_op}}{{#down_op}}<button class="btn btn-small" name="op" value="{{down_op}}" aria-label="[[下移第 {{thumb_no}} 张图片]]">[[下移]]</button>
{{/down_op}}<button class="btn btn-small" name="op" value="{{del_op}}" aria-label="[[删除第 {{thumb_no}} 张图片]]">[[删除]]</button>
</div>
</div>
{{/thumbs}}
