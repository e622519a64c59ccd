{{%AUTOESCAPE context="HTML"}}
{{!The preview of the open revision, for its provider.}}
<h1>{{page_title}}</h1>
{{>part_tabs}}
{{>part_preview}}
