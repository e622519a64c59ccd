{{%AUTOESCAPE context="HTML"}}
{{!A plugin in the market.}}
{{>part_market_detail}}
