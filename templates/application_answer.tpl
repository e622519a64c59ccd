{{%AUTOESCAPE context="HTML"}}
{{!Before many applications are answered: which ones, and which of them cannot be answered any more.}}
<h1>{{heading}}</h1>
{{>part_tabs}}
{{>part_note}}
{{#has_chosen}}<section class="card stack">
<p><strong>{{consequence}}</strong></p>
<ul>
{{#chosen}}<li>{{name}} <span class="muted mono">{{appid}}</span> <span class="muted">{{subject}}</span></li>
{{/chosen}}</ul>
{{#may}}<form class="form" method="post" novalidate>
{{>part_hidden}}
{{#chosen}}<input type="hidden" name="application" value="{{application}}">
{{/chosen}}{{#refusing}}{{#fields}}{{>part_field}}{{/fields}}{{/refusing}}
{{>part_submits}}
</form>{{/may}}
</section>
{{/has_chosen}}{{#has_barred}}<section class="card stack">
<h2>{{barred_label}}</h2>
<table class="table">
<thead><tr><th scope="col">[[小程序]]</th><th scope="col">[[申请主体]]</th><th scope="col">[[原因]]</th></tr></thead>
<tbody>
{{#barred}}<tr>
<th scope="row">{{name}}<br><span class="muted mono nowrap">{{appid}}</span></th>
<td data-label="[[申请主体]]">{{subject}}</td>
<td data-label="[[原因]]">{{why}}</td>
</tr>
{{/barred}}</tbody>
</table>
<p><a href="{{cancel_url}}">[[返回使用申请]]</a></p>
</section>
{{/has_barred}}{{#nothing}}<section class="card stack">
{{>part_empty}}
</section>
{{/nothing}}
