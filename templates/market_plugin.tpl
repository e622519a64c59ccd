{{%AUTOESCAPE context="HTML"}}
{{!A plugin in the market.}}
{{>part_choosing}}
{{#misfit}}<div class="note note-amber"><p>{{misfit}}{{#misfit_url}} <a href="{{misfit_url}}">{{misfit_label}}</a>{{/misfit_url}}</p></div>
{{/misfit}}{{>part_market_detail}}
