{{%AUTOESCAPE context="HTML"}}
{{!The documentation of a plugin: how it stands, the upload of a revision, all revisions.}}
<h1>[[插件文档]]</h1>
{{>part_tabs}}
<section class="card stack">
<h2>[[文档状态]]</h2>
{{>part_doc_state}}
</section>
{{#may_upload}}<section class="card stack">
<h2>[[上传文档]]</h2>
<p class="muted">[[每次上传保存为一份新的草稿，发布前使用者看不到；以前的修订都会保留，可以随时重新发布]]</p>
{{#has_findings}}<h3>{{findings_label}}</h3>
{{>part_findings_table}}
{{/has_findings}}{{>part_form}}
</section>
{{/may_upload}}<section class="card stack">
<h2>[[文档修订]]</h2>
{{#no_has_docs}}{{>part_empty}}{{/no_has_docs}}
{{#has_docs}}<table class="table">
<thead><tr><th scope="col">[[修订]]</th><th scope="col">[[状态]]</th><th scope="col">[[上传人]]</th><th scope="col">[[上传时间]]</th><th scope="col">[[发布时间]]</th><th scope="col" class="num">[[文件数]]</th><th scope="col" class="num">[[大小（KB）]]</th><th scope="col">[[SHA-256]]</th><th scope="col">[[操作]]</th></tr></thead>
<tbody>
{{#docs}}<tr>
<th scope="row"><a href="{{url}}">{{name}}</a></th>
<td data-label="[[状态]]">{{>part_tag}}</td>
<td data-label="[[上传人]]">{{who}}</td>
<td class="nowrap" data-label="[[上传时间]]">{{created}}</td>
<td class="nowrap" data-label="[[发布时间]]">{{published}}</td>
<td class="num" data-label="[[文件数]]">{{files}}</td>
<td class="num" data-label="[[大小（KB）]]">{{size_kb}}</td>
<td class="mono" data-label="[[SHA-256]]"><abbr title="{{sha256}}">{{sha256_head}}</abbr></td>
<td data-label="[[操作]]"><div class="actions"><a class="btn btn-link" href="{{url}}">[[预览]]<span class="sr"> {{name}}</span></a>{{#may_publish}}<form method="post">
<input type="hidden" name="csrf" value="{{csrf}}">
<input type="hidden" name="rev" value="{{rev}}">
<input type="hidden" name="key" value="{{key}}">
<input type="hidden" name="n" value="{{n}}">
<button class="btn btn-link" name="action" value="publish">{{publish_label}}<span class="sr"> {{name}}</span></button>
</form>{{/may_publish}}</div></td>
</tr>
{{/docs}}</tbody>
</table>
{{>part_pager}}{{/has_docs}}
</section>
