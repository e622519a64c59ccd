{{%AUTOESCAPE context="HTML"}}
{{!What every form carries first: the token, what it showed, and its idempotency key.}}
<input type="hidden" name="csrf" value="{{csrf}}">
{{#has_rev}}<input type="hidden" name="rev" value="{{rev}}">
{{/has_rev}}{{#has_key}}<input type="hidden" name="key" value="{{key}}">
{{/has_key}}
