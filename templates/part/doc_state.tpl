{{%AUTOESCAPE context="HTML"}}
{{!How the documentation stands: each state with its preview, and the draft with the button that publishes it.}}
<ul class="doc-states">
{{#doc_states}}<li>{{>part_tag}} <span>{{text}}</span>{{#preview_url}} <a href="{{preview_url}}">[[预览]]<span class="sr"> [[修订 {{n}}]]</span></a>{{/preview_url}}{{#may_publish}} <form method="post" action="{{doc_url}}">
<input type="hidden" name="csrf" value="{{csrf}}">
<input type="hidden" name="rev" value="{{rev}}">
<input type="hidden" name="key" value="{{key}}">
<input type="hidden" name="n" value="{{n}}">
<input type="hidden" name="back" value="{{doc_back}}">
<button class="btn btn-small" name="action" value="publish">[[发布]]<span class="sr"> [[修订 {{n}}]]</span></button>
</form>{{/may_publish}}</li>
{{/doc_states}}</ul>
