{{%AUTOESCAPE context="HTML"}}
{{!For forms with files: what static/upload.js shows while they travel. Without the script it stays hidden.}}
<div class="sending note note-blue" data-sending hidden data-sent="[[已上传 #1 / #2（#3%）]]" data-checking="[[已全部上传，正在检查和保存…]]" data-cancelled="[[已取消上传，没有保存任何内容；填写的内容和选好的文件还在]]" data-lost="[[连接中断，没有上传成功；填写的内容和选好的文件还在，请稍后重试]]" data-signin="[[登录已过期。请在新窗口登录，再回到这里重新提交；填写的内容和选好的文件还在]]" data-big="[[选择的文件一共 #1，超过了 #2，请换小一些的文件]]"{{#body_max}} data-max-bytes="{{body_max}}"{{/body_max}}>
<p data-text tabindex="-1"></p>
<p class="sr" role="status" data-said></p>
<progress max="100" aria-label="[[上传进度]]" hidden></progress>
<div class="actions">
<button class="btn" type="button" data-cancel hidden>[[取消上传]]</button>
<a class="btn" href="{{login_page_url}}" target="_blank" rel="noopener" data-login hidden>[[在新窗口登录]]</a>
</div>
</div>
