{{%AUTOESCAPE context="HTML"}}
{{!Rendered Markdown: made safe by domain/markdown, therefore not escaped again. Its table of contents stands in front.}}
{{#has_toc}}<nav class="toc" aria-label="[[文档目录]]">
<details open>
<summary>[[目录]]</summary>
<ol>
{{#toc}}<li class="toc-{{toc_level}}"><a href="{{toc_url}}">{{toc_label}}</a></li>
{{/toc}}</ol>
</details>
</nav>{{/has_toc}}
<div class="doc">
{{doc_html:none}}
</div>
