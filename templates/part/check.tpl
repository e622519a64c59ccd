{{%AUTOESCAPE context="HTML"}}
{{!One box to tick, with its own words (an agreement, a self-check).}}
{{#has_error}}<div class="field field-bad">{{/has_error}}{{#no_has_error}}<div class="field">{{/no_has_error}}
{{>part_field_notes}}
{{#has_points}}<p><strong>[[自查]]</strong></p>
{{>part_points}}{{/has_points}}
<div class="choice">
<input type="checkbox" id="{{id}}" name="{{name}}" value="1"{{#checked}} checked{{/checked}}{{#describedby}} aria-describedby="{{describedby}}"{{/describedby}}{{#has_error}} aria-invalid="true"{{/has_error}}>
<div><label for="{{id}}">{{label}}</label></div>
</div>
</div>
