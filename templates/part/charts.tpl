{{%AUTOESCAPE context="HTML"}}
{{!Bar charts (pages/chart.h), each with its numbers as a table.}}
{{#charts}}<h3 id="{{chart_id}}">{{chart_title}}</h3>
<div class="chart" tabindex="0" role="region" aria-labelledby="{{chart_id}}">
<svg viewBox="0 0 720 204" role="img" aria-labelledby="{{chart_id}}-title {{chart_id}}-desc">
<title id="{{chart_id}}-title">{{chart_title}}</title>
<desc id="{{chart_id}}-desc">{{chart_desc}}</desc>
<line class="chart-axis" x1="48" y1="16" x2="712" y2="16"/>
<line class="chart-axis" x1="48" y1="176" x2="712" y2="176"/>
<text x="42" y="20" text-anchor="end">{{chart_top}}</text>
<text x="42" y="180" text-anchor="end">0</text>
{{#bars}}<rect class="chart-bar" x="{{bar_x}}" y="{{bar_y}}" width="{{bar_wide}}" height="{{bar_high}}"/>
{{/bars}}{{#ticks}}<text x="{{tick_x}}" y="196" text-anchor="{{tick_anchor}}">{{tick_label}}</text>
{{/ticks}}</svg>
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
