{{%AUTOESCAPE context="HTML"}}
{{!The rows of one list of the guide: properties, events, parameters, config entries.}}
<table class="table">
{{#table_label}}<caption>{{table_label}}</caption>
{{/table_label}}<thead><tr>{{#columns}}<th scope="col">{{column}}</th>{{/columns}}</tr></thead>
<tbody>
{{#lines}}<tr><th scope="row" class="mono">{{line_name}}</th>{{#cells}}<td data-label="{{column}}">{{cell}}</td>{{/cells}}</tr>
{{/lines}}</tbody>
</table>
