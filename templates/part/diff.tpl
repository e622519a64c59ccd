{{%AUTOESCAPE context="HTML"}}
{{!What an open revision changes of the live one. Marks are told in words too; pieces stand without blanks between.}}
{{#has_diff}}<section class="card stack">
<h2>{{diff_summary}}</h2>
{{#diff_parts}}<section class="diff stack">
<h3>{{diff_title}} {{>part_tag}}{{#diff_moved}} <span class="muted">{{diff_moved}}</span>{{/diff_moved}}</h3>
{{#diff_lines}}<div>{{#line_label}}<p class="muted">{{line_label}}</p>{{/line_label}}<p class="text">{{#pieces}}{{#stayed}}{{piece:p}}{{/stayed}}{{#went}}<del class="removed"><span class="sr">[[（删除：]]</span>{{piece:p}}<span class="sr">[[）]]</span></del>{{/went}}{{#came}}<ins class="added"><span class="sr">[[（新增：]]</span>{{piece:p}}<span class="sr">[[）]]</span></ins>{{/came}}{{/pieces}}</p></div>
{{/diff_lines}}<div class="split">
{{#diff_pictures}}<div>
<p class="muted">{{side_label}}</p>
{{#side_empty}}<p>[[没有图片]]</p>
{{/side_empty}}{{#no_side_empty}}<ul class="shots">
{{#side_pictures}}<li><img src="{{picture_url}}" alt="[[第 {{picture_no}} 张图片]]" loading="lazy">{{#picture_mark}}<span class="tag tag-blue">{{picture_mark}}</span>{{/picture_mark}}</li>
{{/side_pictures}}</ul>
{{/no_side_empty}}</div>
{{/diff_pictures}}</div>
</section>
{{/diff_parts}}<details>
<summary>[[没有变化的内容]]</summary>
<ul>
{{#diff_same}}<li>{{same_title}}</li>
{{/diff_same}}</ul>
</details>
</section>
{{/has_diff}}
