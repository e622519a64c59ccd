{{%AUTOESCAPE context="HTML"}}
{{!Second step of publishing: words and sample code, and what is in each list, with a page for each item.}}
<h1>[[接入指引]]</h1>
{{>part_tabs}}
{{>part_steps}}
{{>part_note}}
{{>part_open_findings}}
{{#readonly}}<section class="card stack">
<h2>[[接入说明与示例代码]]</h2>
{{>part_guide}}
</section>{{/readonly}}
{{#no_readonly}}<form class="form stack" method="post" novalidate>
{{>part_hidden}}
{{>part_safe}}
<section class="card stack">
<h2>[[接入说明与示例代码]]</h2>
{{>part_sample}}
{{#fields}}{{>part_field}}{{/fields}}
</section>
<section class="card stack">
<h2>[[从清单导入]]</h2>
{{#may_import}}<p>{{import_words}}</p>
<div class="actions"><button class="btn" name="op" value="import">[[导入组件和页面]]</button> <span class="muted">[[只添加缺少的，已填写的内容不变]]</span></div>
{{/may_import}}{{#no_may_import}}<p class="muted">[[有已上线的版本后，可以从它的清单导入组件和页面]]</p>
{{/no_may_import}}</section>
<section class="card stack">
<h2>[[复制已有的指引]]</h2>
<p>[[这个插件以前的发布，或者本主体其他已上架插件写过的内容，不用再写一遍]]</p>
<div class="actions"><button class="btn" name="op" value="copy">[[保存并选择要复制的指引]]</button> <a href="{{copy_url}}">[[不保存，直接查看]]</a></div>
</section>
{{#lists}}<section class="card stack" id="f-{{list_code}}">
<div class="card-head"><h2>{{list_title}}</h2>{{#add_url}}<a class="btn btn-small" href="{{add_url}}">{{add_label}}</a>{{/add_url}}{{#no_add_url}}<span class="muted">[[已达 50 个]]</span>{{/no_add_url}}</div>
{{>part_remarks}}
{{#empty}}<p class="muted">{{list_none}}</p>
{{/empty}}{{#no_empty}}<table class="table">
<thead><tr><th scope="col">[[名称]]</th><th scope="col">[[内容]]</th><th scope="col">[[操作]]</th></tr></thead>
<tbody>
{{#items}}<tr>
<th scope="row"><a class="mono" href="{{item_url}}">{{item_name}}</a>{{#item_extra}} <span class="tag tag-amber">[[清单里没有]]</span>{{/item_extra}}{{>part_remarks}}</th>
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
