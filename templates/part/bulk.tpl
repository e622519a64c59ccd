{{%AUTOESCAPE context="HTML"}}
{{!Above a list with ticks: answer those that are ticked, or all of them, after a confirmation.}}
{{#has_bulk}}<form id="bulk" class="actions" method="get" action="{{bulk_url}}" aria-label="[[批量答复]]">
<label class="choice" hidden data-all="application"><input type="checkbox"> [[全选本页]]</label>
{{#bulk_ways}}<button class="btn btn-small btn-{{tone}}" name="do" value="{{what}}">{{label}}</button>
{{/bulk_ways}}{{#bulk_more}}{{#bulk_ways}}<a href="{{all_url}}">{{all_label}}</a>
{{/bulk_ways}}{{/bulk_more}}</form>{{/has_bulk}}
