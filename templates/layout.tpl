{{%AUTOESCAPE context="HTML"}}
{{!The frame around every page. The page's own template comes in through BODY.}}
<!doctype html>
<html lang="{{lang_tag}}"{{#theme}} data-theme="{{theme}}"{{/theme}}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{{title_prefix}}{{page_title}}{{#title_state}} · {{title_state}}{{/title_state}}{{title_trail}} · {{product}}</title>
<link rel="icon" type="image/svg+xml" href="{{icon_url}}">
<link rel="stylesheet" href="{{css_url}}">
<script type="module" src="{{js_url}}"></script>
{{#upload_js_url}}<script type="module" src="{{upload_js_url}}"></script>
{{/upload_js_url}}</head>
<body data-copied="[[已复制]]" data-left="[[还可以输入 # 个字]]" data-over="[[超出 # 个字]]">
<a class="skip" href="#main">[[跳到主要内容]]</a>
{{>part_top}}
{{#bare}}<div class="frame frame-bare">{{/bare}}
{{#no_bare}}<div class="frame">
<nav class="side menu" aria-label="[[主菜单]]">{{>part_menu}}</nav>
<details class="menu-small">
<summary>[[菜单]]</summary>
<nav class="menu" aria-label="[[菜单]]">{{>part_menu}}</nav>
</details>{{/no_bare}}
<main id="main" tabindex="-1">
{{>part_crumbs}}
{{#flash}}<div class="flash flash-{{flash_tone}}" role="status"><p>{{flash_text}}</p></div>{{/flash}}
{{#unsaved}}<div class="flash flash-amber" role="status"><p>{{unsaved}}</p></div>
{{/unsaved}}{{>part_errors}}
{{>BODY}}
</main>
</div>
{{>part_foot}}
</body>
</html>
