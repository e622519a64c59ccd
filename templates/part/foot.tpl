{{%AUTOESCAPE context="HTML"}}
{{!Below every page: configurable links, mail, year.}}
<footer class="foot">
<ul>
<li><a href="{{market_url}}">[[插件市场]]</a></li>
{{#footer_links}}<li><a href="{{url}}">{{label}}</a></li>
{{/footer_links}}{{#footer_mail}}<li>[[联系邮箱：]]<a href="mailto:{{footer_mail}}">{{footer_mail}}</a></li>
{{/footer_mail}}<li class="themes"><span>[[外观：]]</span>{{#themes}} <a href="{{url}}"{{#current}} aria-current="true"{{/current}}>{{label}}</a>{{/themes}}</li>
<li>© {{year}} {{product}}</li>
</ul>
</footer>
