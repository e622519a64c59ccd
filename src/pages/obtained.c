/* 我的插件 > 已获取的插件 (S0): what the subject holds, newest first. */
#include "domain/entitlement.h"

#include "pages/avatar.h"
#include "pages/paging.h"
#include "pages/shop.h"

#include <string.h>

extern const struct page page_obtained;

static void show_row(struct req *r, const struct entitlement_item *e) {
  struct data *row = data_row(r->d, "plugins");
  bool stopped = strcmp(e->state, "active") != 0, on = strcmp(e->shelf, "on") == 0;

  data_text(row, "name", e->name);
  data_text(row, "url", url_id(r, "obtained_plugin", e->plugin_id));
  data_text(row, "icon", plugin_icon(r, e->avatar));
  data_text(row, "by", e->subject_name);
  data_text(row, "summary", e->summary);
  data_text(row, "since", when(r, e->obtained_at));
  data_int(row, "bound", e->bound);
  data_text(row, "bind_url", url_id(r, "bind", e->plugin_id));
  data_text(row, "label", stopped ? _T(r, N_("已停用")) : on ? _T(r, N_("已上架")) : _T(r, N_("已下架")));
  data_text(row, "tone", stopped ? TONE_RED : on ? TONE_GREEN : TONE_GREY);
}

static const char *place_of(struct req *r, const struct entitlement_item *e) {
  return place_text(r->c->a, e->obtained_at, e->id);
}

static enum res show(struct req *r) {
  struct paging p = paging_read(r);
  struct entitlement_item *e = NULL;
  int64_t count = 0, subject = r->c->who.subject_id;
  size_t n = 0, first, shown = 0;
  enum res res = entitlement_list(r->c, subject, p.from, p.back, PAGE_FETCH, &e, &n);

  if (res == RES_OK)
    res = entitlement_count(r->c, subject, &count);
  if (res != RES_OK)
    return res;
  first = paging_cut(&p, n, &shown);
  data_rows(r->d, "plugins");
  for (size_t i = first; i < first + shown; i++)
    show_row(r, &e[i]);
  if (shown > 0)
    paging_show(r, &p, n, place_of(r, &e[first]), place_of(r, &e[first + shown - 1]), count);
  data_flag(r->d, "has_plugins", shown > 0);
  data_text(r->d, "empty_title", _T(r, N_("还没有获取插件")));
  data_text(r->d, "empty_text", _T(r, N_("在插件市场找到需要的插件，获取后就可以绑定到小程序")));
  data_text(r->d, "empty_url", url(r, "market"));
  data_text(r->d, "empty_label", _T(r, N_("去插件市场看看")));
  return RES_OK;
}

const struct page page_obtained = {
    .name = "obtained",
    .path = "/console/obtained",
    .title = N_("已获取的插件"),
    .see = PERM_SUBJECT_VIEW,
    .load = load_own,
    .show = show,
};
