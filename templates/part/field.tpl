{{%AUTOESCAPE context="HTML"}}
{{!One field of any kind: label, hint, error, control. Choices stand in a fieldset, the rest in a div.}}
{{#is_radios}}{{>part_radios}}{{/is_radios}}
{{#is_checks}}{{>part_checks}}{{/is_checks}}
{{#is_check}}{{>part_check}}{{/is_check}}
{{#is_text}}{{>part_field_head}}
<input class="input" id="{{id}}" name="{{name}}" type="{{input_type}}" value="{{value}}"{{#inputmode}} inputmode="{{inputmode}}"{{/inputmode}}{{#autocomplete}} autocomplete="{{autocomplete}}"{{/autocomplete}}{{#size_max}} data-max="{{size_max}}"{{/size_max}}{{#describedby}} aria-describedby="{{describedby}}"{{/describedby}}{{#has_error}} aria-invalid="true"{{/has_error}}>
</div>{{/is_text}}
{{#is_area}}{{>part_field_head}}
<textarea class="input" id="{{id}}" name="{{name}}" rows="{{rows}}"{{#size_max}} data-max="{{size_max}}"{{/size_max}}{{#describedby}} aria-describedby="{{describedby}}"{{/describedby}}{{#has_error}} aria-invalid="true"{{/has_error}}>
{{value:p}}</textarea>
</div>{{/is_area}}
{{#is_code}}{{>part_field_head}}
<textarea class="input code mono" id="{{id}}" name="{{name}}" rows="{{rows}}" spellcheck="false" autocapitalize="off"{{#size_max}} data-max="{{size_max}}"{{/size_max}}{{#describedby}} aria-describedby="{{describedby}}"{{/describedby}}{{#has_error}} aria-invalid="true"{{/has_error}}>
{{value:p}}</textarea>
</div>{{/is_code}}
{{#is_select}}{{>part_field_head}}
<select class="input" id="{{id}}" name="{{name}}"{{#describedby}} aria-describedby="{{describedby}}"{{/describedby}}{{#has_error}} aria-invalid="true"{{/has_error}}>
{{#options}}<option value="{{value}}"{{#selected}} selected{{/selected}}>{{label}}</option>
{{/options}}</select>
</div>{{/is_select}}
{{#is_file}}{{>part_field_head}}
<div data-group="{{name}}">
{{#file_url}}<img class="icon icon-big" src="{{file_url}}" alt="" width="72" height="72">
{{/file_url}}{{>part_field_thumbs}}
<input class="input" id="{{id}}" name="{{name}}" type="file"{{#accept}} accept="{{accept}}"{{/accept}}{{#multiple}} multiple{{/multiple}}{{#describedby}} aria-describedby="{{describedby}}"{{/describedby}}{{#has_error}} aria-invalid="true"{{/has_error}}>
</div>
</div>{{/is_file}}
{{#is_hidden}}<input type="hidden" name="{{name}}" value="{{value}}">{{/is_hidden}}
