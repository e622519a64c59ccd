{{%AUTOESCAPE context="HTML"}}
{{!Several marks side by side.}}
{{#has_tags}}<div class="tags">{{#tags}}{{>part_tag}}{{/tags}}</div>{{/has_tags}}
