{{%AUTOESCAPE context="HTML"}}
{{!A box that says why something cannot be done, which side must do what, and where.}}
{{#note_text}}<div class="note note-{{note_tone}}">
<p>{{note_text}}{{#note_url}} <a href="{{note_url}}">{{note_label}}</a>{{/note_url}}</p>
</div>{{/note_text}}
