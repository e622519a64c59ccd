{{%AUTOESCAPE context="HTML"}}
{{!What the reviewer found at one place of a list.}}
{{#has_remarks}}<ul class="remarks">
{{#remarks}}<li>[[审核意见：{{remark_text}}]]{{#remark_hint}} <span class="muted">{{remark_hint}}</span>{{/remark_hint}}</li>
{{/remarks}}</ul>
{{/has_remarks}}
