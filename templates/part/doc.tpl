{{%AUTOESCAPE context="HTML"}}
{{!Rendered Markdown: made safe by domain/markdown, therefore not escaped again.}}
<div class="doc">
{{doc_html:none}}
</div>
