{{%AUTOESCAPE context="HTML"}}
{{!The preview of a revision under review.}}
<h1>{{page_title}}</h1>
{{>part_preview}}
