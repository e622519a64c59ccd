{{%AUTOESCAPE context="HTML"}}
{{!A revision as the market would show it: its card, and its page of details.}}
<div class="note note-amber"><p>{{banner}} <a href="{{back_url}}">{{back_label}}</a></p></div>
<section class="stack" aria-label="[[市场列表里的卡片]]">
{{>part_cards}}
</section>
<section class="stack" aria-label="[[插件详情页]]">
{{>part_market_detail}}
</section>
