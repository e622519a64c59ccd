{{%AUTOESCAPE context="HTML"}}
{{!What the provider tells a mini-program about the version that it uses; each is acknowledged once.}}
{{#has_notices}}<section class="card stack" id="notices">
<h2>[[服务商的公告]]</h2>
{{#notices}}<div class="note note-{{notice_tone}}">
<p><span class="tag tag-{{severity_tone}}">{{severity_label}}</span> <strong>{{title}}</strong></p>
<p class="muted">{{about}}</p>
<p class="text">{{text:p}}</p>
{{#acked}}<p class="muted">{{acked}}</p>{{/acked}}{{#may_ack}}<form method="post">
{{>part_hidden}}
<input type="hidden" name="advisory" value="{{advisory}}">
<button class="btn btn-small" name="action" value="acknowledge">[[知道了]]<span class="sr"> {{title}}</span></button>
</form>{{/may_ack}}
</div>
{{/notices}}</section>
{{/has_notices}}
