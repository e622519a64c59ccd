{{%AUTOESCAPE context="HTML"}}
{{!What describedby of the field points at.}}
{{#hint}}<p class="hint" id="{{id}}-hint">{{hint}}</p>
{{/hint}}{{#file_again}}<p class="hint" id="{{id}}-again">[[需要重新选择文件]]</p>
{{/file_again}}{{#secret_again}}<p class="hint" id="{{id}}-again">[[需要重新填写]]</p>
{{/secret_again}}{{#kept_words}}<p class="hint" id="{{id}}-again">{{kept_words}}</p>
{{/kept_words}}{{#has_remarks}}<ul class="remarks" id="{{id}}-remarks">
{{#remarks}}<li>[[审核意见：{{remark_text}}]]{{#remark_hint}} <span class="muted">{{remark_hint}}</span>{{/remark_hint}}</li>
{{/remarks}}</ul>
{{/has_remarks}}{{#has_error}}<p class="error" id="{{id}}-error">{{error}}</p>
{{/has_error}}
