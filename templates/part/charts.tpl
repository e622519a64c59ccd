{{%AUTOESCAPE context="HTML"}}
{{!Bar charts (pages/chart.h), each with its numbers as a table.}}
{{#charts}}<h3 id="{{chart_id}}">{{chart_title}}</h3>
<div class="chart">
<p class="chart-top" aria-hidden="true">{{chart_top}}</p>
<svg viewBox="0 0 720 160" preserveAspectRatio="none" role="img" aria-labelledby="{{chart_id}}-title {{chart_id}}-desc">
<title id="{{chart_id}}-title">{{chart_title}}</title>
<desc id="{{chart_id}}-desc">{{chart_desc}}</desc>
{{#bars}}<rect class="chart-bar" x="{{bar_x}}" y="{{bar_y}}" width="{{bar_wide}}" height="{{bar_high}}"/>
{{/bars}}</svg>
{{#chart_few}}<ul class="chart-ticks chart-each" aria-hidden="true">{{/chart_few}}{{#no_chart_few}}<ul class="chart-ticks" aria-hidden="true">{{/no_chart_few}}
{{#ticks}}<li>{{tick_label}}</li>
{{/ticks}}</ul>
</div>
<details>
<summary>[[查看数据]]</summary>
<table class="table">
<thead><tr><th scope="col">{{chart_of}}</th><th scope="col" class="num">{{chart_unit}}</th></tr></thead>
<tbody>
{{#numbers}}<tr><th scope="row">{{number_of}}</th><td class="num" data-label="{{chart_unit}}">{{number}}</td></tr>
{{/numbers}}</tbody>
</table>
</details>
{{/charts}}
