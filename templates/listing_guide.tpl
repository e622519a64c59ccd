{{%AUTOESCAPE context="HTML"}}
{{!Second step of publishing: words and sample code, and what is in each list, with a page for each item.}}
<h1>[[接入指引]]</h1>
{{>part_tabs}}
{{>part_steps}}
{{>part_note}}
{{#readonly}}<section class="card stack">
<h2>[[接入说明与示例代码]]</h2>
{{>part_guide}}
</section>{{/readonly}}
{{#no_readonly}}<form class="form stack" method="post" novalidate>
{{>part_hidden}}
{{>part_safe}}
<section class="card stack">
<h2>[[接入说明与示例代码]]</h2>
<details class="sample">
<summary>[[填写样例]]</summary>
<dl class="facts">
<dt>[[接入说明]]</dt><dd>[[在 app.json 里声明插件，再在页面里引用天气卡片；城市名称请写到区县一级]]</dd>
<dt>[[示例代码]]</dt><dd><pre class="code"><code>&lt;weather-card city="[[杭州市西湖区]]" bind:tap="openForecast" /&gt;</code></pre></dd>
<dt>[[组件]]</dt><dd>weather-card · [[组件属性]] city (String, [[必填]]) · [[组件事件]] tap</dd>
<dt>[[页面]]</dt><dd>pages/forecast/forecast · [[页面参数]] city (String, [[必填]])</dd>
<dt>[[接口]]</dt><dd>getNow · [[接口入参]] city (String, [[必填]]) · [[接口出参]] temperature (Number)</dd>
<dt>[[配置项]]</dt><dd>[[unit（String，默认值 celsius）：温度单位]]</dd>
</dl>
</details>
{{#fields}}{{>part_field}}{{/fields}}
</section>
{{#lists}}<section class="card stack" id="f-{{list_code}}">
<div class="card-head"><h2>{{list_title}}</h2>{{#add_url}}<a class="btn btn-small" href="{{add_url}}">{{add_label}}</a>{{/add_url}}{{#no_add_url}}<span class="muted">[[已达 50 个]]</span>{{/no_add_url}}</div>
{{#empty}}<p class="muted">{{list_none}}</p>
{{/empty}}{{#no_empty}}<table class="table">
<thead><tr><th scope="col">[[名称]]</th><th scope="col">[[内容]]</th><th scope="col">[[操作]]</th></tr></thead>
<tbody>
{{#items}}<tr>
<th scope="row"><a class="mono" href="{{item_url}}">{{item_name}}</a></th>
<td data-label="[[内容]]">{{item_counts}}</td>
<td data-label="[[操作]]"><div class="actions">
{{#up_op}}<button class="btn btn-small" name="op" value="{{up_op}}" aria-label="[[上移 {{item_name}}]]">[[上移]]</button>
{{/up_op}}{{#down_op}}<button class="btn btn-small" name="op" value="{{down_op}}" aria-label="[[下移 {{item_name}}]]">[[下移]]</button>
{{/down_op}}<button class="btn btn-small" name="op" value="{{del_op}}" aria-label="[[删除 {{item_name}}]]">[[删除]]</button>
</div></td>
</tr>
{{/items}}</tbody>
</table>{{/no_empty}}
</section>
{{/lists}}
{{>part_submits}}
</form>{{/no_readonly}}
