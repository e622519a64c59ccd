{{%AUTOESCAPE context="HTML"}}
{{!What a far-reaching move will do, in numbers, and to whom.}}
<div>
<p><strong>{{consequence}}</strong></p>
{{#has_affected}}<ul>
{{#affected}}<li>{{text}}</li>
{{/affected}}</ul>{{/has_affected}}
</div>
