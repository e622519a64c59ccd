{{%AUTOESCAPE context="HTML"}}
{{!Basic settings of a plugin.}}
<h1>[[基本设置]]</h1>
{{>part_tabs}}
{{>part_note}}
<div class="card">{{>part_form}}</div>
{{#has_formers}}<section class="card stack">
<h2>[[曾用名]]</h2>
<p class="muted">{{former_note}}</p>
<table class="table">
<thead><tr><th scope="col">[[名称]]</th><th scope="col">[[改名时间]]</th><th scope="col">[[保留到]]</th></tr></thead>
<tbody>
{{#formers}}<tr>
<th scope="row">{{former_name}}</th>
<td class="nowrap" data-label="[[改名时间]]">{{former_at}}</td>
<td class="nowrap" data-label="[[保留到]]">{{former_until}}{{#no_former_kept}} <span class="tag tag-grey">[[已到期]]</span>{{/no_former_kept}}</td>
</tr>
{{/formers}}</tbody>
</table>
</section>
{{/has_formers}}<section class="card stack">
<div class="card-head"><h2>[[插件文档]]</h2><a href="{{doc_url}}">[[管理文档]]</a></div>
{{>part_doc_state}}
</section>
<section class="card stack">
<div class="card-head"><h2>[[插件转让]]</h2><a href="{{transfer_url}}">[[转让给其他主体]]</a></div>
<p class="muted">[[对方接收后由对方管理，已经获取和绑定的商家不受影响]]</p>
</section>
