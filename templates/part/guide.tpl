{{%AUTOESCAPE context="HTML"}}
{{!The access guide as people read it: words, sample code, then each list. Stands below an h2.}}
{{#guide_description}}<p class="text">{{guide_description:p}}</p>
{{/guide_description}}{{#guide_sample}}<h3>[[示例代码]]</h3>
<pre class="code" tabindex="0" aria-label="[[示例代码]]"><code>{{guide_sample:p}}</code></pre>
{{/guide_sample}}{{#guide_lists}}<h3>{{list_label}}</h3>
{{#guide_tables}}{{>part_guide_table}}{{/guide_tables}}
{{#guide_items}}<section class="stack">
<h4 class="mono">{{item_name}}</h4>
{{#item_description}}<p class="text">{{item_description:p}}</p>
{{/item_description}}{{#guide_tables}}{{>part_guide_table}}{{/guide_tables}}
{{#item_sample}}<pre class="code" tabindex="0" aria-label="[[示例代码]]"><code>{{item_sample:p}}</code></pre>
{{/item_sample}}</section>
{{/guide_items}}{{/guide_lists}}
