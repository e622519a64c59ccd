{{%AUTOESCAPE context="HTML"}}
{{!All versions of a plugin.}}
<div class="head"><h1>[[版本管理]]</h1><div class="head-side">
{{#publish_url}}<a class="btn" href="{{publish_url}}">[[发布]]</a>
{{/publish_url}}{{#no_publish_url}}<button class="btn" type="button" disabled aria-describedby="publish-why">[[发布]]</button>
{{/no_publish_url}}{{#upload_url}}<a class="btn btn-primary" href="{{upload_url}}">[[上传版本]]</a>
{{/upload_url}}</div></div>
{{>part_tabs}}
{{#no_publish_url}}<p class="muted" id="publish-why">[[有版本上线以后，才能把插件发布到插件市场]]</p>
{{/no_publish_url}}
<div class="card">
{{>part_filters}}
{{#no_has_versions}}{{>part_empty}}{{/no_has_versions}}
{{#has_versions}}<table class="table">
<thead><tr><th scope="col">[[版本号]]</th><th scope="col">[[状态]]</th><th scope="col" class="num">[[大小（KB）]]</th><th scope="col">[[最低基础库]]</th><th scope="col">[[更新说明]]</th><th scope="col">[[上传时间]]</th><th scope="col">[[上线时间]]</th></tr></thead>
<tbody>
{{#versions}}<tr>
<th scope="row"><a href="{{url}}">{{number}}</a></th>
<td data-label="[[状态]]">{{>part_tags}}</td>
<td class="num" data-label="[[大小（KB）]]">{{size_kb}}</td>
<td data-label="[[最低基础库]]">{{min_base_library}}</td>
<td data-label="[[更新说明]]">{{note}}</td>
<td class="nowrap" data-label="[[上传时间]]">{{created}}</td>
<td class="nowrap" data-label="[[上线时间]]">{{online}}</td>
</tr>
{{/versions}}</tbody>
</table>
{{>part_pager}}{{/has_versions}}
</div>
