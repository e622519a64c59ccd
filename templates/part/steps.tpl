{{%AUTOESCAPE context="HTML"}}
{{!Where one is in a series of pages.}}
<ol class="steps">
{{#steps}}<li class="step-{{step_state}}"{{#current}} aria-current="step"{{/current}}>{{step_no}}. <span>{{label}}</span></li>
{{/steps}}</ol>
