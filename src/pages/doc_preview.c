/* 预览: a revision of the documentation as merchants will read it. ?n= names the revision, the newest without it. */
#include "pages/doc_show.h"
#include "pages/load.h"

#include <stdlib.h>

extern const struct page page_doc_preview;

static enum res show(struct req *r) {
  const struct plugin *p = r->obj;
  const char *n = http_param(&r->in->args, "n");
  long long want = n == NULL ? 0 : strtoll(n, NULL, 10);
  struct doc d = {0};
  enum res res;

  if (n != NULL && (want <= 0 || want > INT32_MAX))
    return RES_NOT_FOUND;
  res = doc_load(r->c, p->id, want, &d);
  if (res != RES_OK)
    return res;
  plugin_tabs(r, "doc");
  crumb(r, _T(r, N_("插件文档")), url_id(r, "doc", p->id));
  data_text(r->d, "doc_url", url_id(r, "doc", p->id));
  data_fmt(r->d, "name", _T(r, N_("第 %lld 版")), (long long)d.n);
  data_text(r->d, "label", _T(r, state_label(&doc_machine, d.state)));
  data_text(r->d, "tone", state_tone(&doc_machine, d.state));
  data_text(r->d, "created", when(r, d.created_at));
  return doc_show(r, r->d, &d);
}

const struct page page_doc_preview = {
    .name = "doc_preview",
    .path = "/console/plugins/{plugin}/doc/preview",
    .title = N_("预览文档"),
    .see = PERM_PLUGIN_VIEW,
    .menu = "plugins",
    .load = load_plugin,
    .show = show,
};
