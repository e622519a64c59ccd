{{%AUTOESCAPE context="HTML"}}
{{!What a check found, in a box of its own; nothing when it found nothing.}}
{{#has_findings}}<section class="card stack" id="findings">
<h2>{{findings_label}}</h2>
{{>part_findings_table}}
</section>{{/has_findings}}
