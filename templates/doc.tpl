{{%AUTOESCAPE context="HTML"}}
{{!The documentation of a plugin: its revisions and the upload of a new one.}}
<h1>[[插件文档]]</h1>
{{>part_tabs}}
{{>part_findings}}
{{#may_upload}}<section class="card stack">
<h2>[[上传文档]]</h2>
{{>part_form}}
</section>
{{/may_upload}}<section class="card stack">
<h2>[[文档版本]]</h2>
{{#no_docs}}{{>part_empty}}{{/no_docs}}
{{#has_docs}}<table class="table">
<thead><tr><th scope="col">[[文档]]</th><th scope="col">[[状态]]</th><th scope="col" class="num">[[大小（KB）]]</th><th scope="col">[[上传时间]]</th><th scope="col">[[发布时间]]</th><th scope="col">[[操作]]</th></tr></thead>
<tbody>
{{#docs}}<tr>
<th scope="row"><a href="{{url}}">{{name}}</a></th>
<td data-label="[[状态]]">{{>part_tag}}</td>
<td class="num" data-label="[[大小（KB）]]">{{size_kb}}</td>
<td class="nowrap" data-label="[[上传时间]]">{{created}}</td>
<td class="nowrap" data-label="[[发布时间]]">{{published}}</td>
<td data-label="[[操作]]"><div class="actions"><a class="btn btn-link" href="{{url}}">[[预览]]</a>{{#may_publish}}<form method="post">
<input type="hidden" name="csrf" value="{{csrf}}">
<input type="hidden" name="rev" value="{{rev}}">
<input type="hidden" name="key" value="{{key}}">
<input type="hidden" name="n" value="{{n}}">
<button class="btn btn-link" name="action" value="publish">[[发布]]</button>
</form>{{/may_publish}}</div></td>
</tr>
{{/docs}}</tbody>
</table>
{{>part_pager}}{{/has_docs}}
</section>
