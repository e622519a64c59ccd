{{%AUTOESCAPE context="HTML"}}
{{!One state or mark; the tone is the colour, the label is the words.}}
<span class="tag tag-{{tone}}">{{label}}</span>
