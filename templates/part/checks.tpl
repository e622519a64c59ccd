{{%AUTOESCAPE context="HTML"}}
{{!Any number out of several, in groups or not. Each option sets id, value, label, hint and checked itself; the name is the field's.}}
{{>part_set_head}}
{{#options}}<div class="choice">
<input type="checkbox" id="{{id}}" name="{{name}}" value="{{value}}"{{#checked}} checked{{/checked}}{{#hint}} aria-describedby="{{id}}-hint"{{/hint}}>
{{>part_choice_label}}
</div>
{{/options}}{{#option_groups}}<fieldset class="choices">
<legend>{{group_label}}</legend>
{{#options}}<div class="choice">
<input type="checkbox" id="{{id}}" name="{{name}}" value="{{value}}"{{#checked}} checked{{/checked}}{{#hint}} aria-describedby="{{id}}-hint"{{/hint}}>
{{>part_choice_label}}
</div>
{{/options}}</fieldset>
{{/option_groups}}</fieldset>
