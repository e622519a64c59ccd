{{%AUTOESCAPE context="HTML"}}
{{!Files of a package or a form, with what one needs to check them.}}
<table class="table">
<thead><tr><th scope="col">[[文件]]</th><th scope="col" class="num">[[大小（KB）]]</th><th scope="col">SHA-256</th></tr></thead>
<tbody>
{{#files}}<tr><th scope="row">{{#url}}<a href="{{url}}">{{name}}</a>{{/url}}{{#no_url}}{{name}}{{/no_url}}</th><td class="num" data-label="[[大小（KB）]]">{{size_kb}}</td><td class="mono" data-label="SHA-256">{{sha256}}</td></tr>
{{/files}}</tbody>
</table>
