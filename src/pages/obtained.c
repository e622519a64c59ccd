/* 我的插件 > 已获取的插件 (S0): what the subject holds, newest first. */
#include "domain/entitlement.h"

#include "pages/avatar.h"
#include "pages/load.h"
#include "pages/paging.h"
#include "pages/shop.h"
#include "web/filter.h"

#include <string.h>

extern const struct page page_obtained;

static const struct choice shelves[] = {
    {"on", N_("已上架"), NULL},
    {"off", N_("已下架"), NULL},
    {"disabled", N_("已停用"), NULL},
};
static const struct filter obtained_filters[] = {
    {.name = "q", .kind = FILTER_TEXT, .label = N_("名称或插件 ID")},
    {.name = "state", .kind = FILTER_CHOICE, .label = N_("状态"), .choices = shelves, .nchoices = 3},
    FILTER_BY_TIME,
};
FILTERS(obtained);

static enum res fetch(struct req *r, const struct list_want *w, struct list_part *out) {
  struct plugin_filter f = {filter_get(r, "q"), filter_get(r, "state")};
  struct span span = paging_span(r, w);
  struct entitlement_item *e = NULL;
  enum res res = entitlement_list(r->c, r->c->who.subject_id, &f, &span, &e, &out->n);

  out->rows = e;
  out->total = out->n > 0 ? e[0].total : -1;
  return res;
}

static const char *key(struct req *r, const void *row) {
  const struct entitlement_item *e = row;

  return paging_key(r, e->obtained_at, e->id);
}

static void show_row(struct req *r, struct data *row, const void *item) {
  const struct entitlement_item *e = item;
  bool stopped = strcmp(e->state, "active") != 0, on = strcmp(e->shelf, "on") == 0;

  data_text(row, "name", e->name);
  data_text(row, "url", url_id(r, "obtained_plugin", e->plugin_id));
  data_text(row, "icon", plugin_icon(r, e->avatar));
  data_text(row, "by", e->subject_name);
  data_text(row, "summary", e->summary);
  data_text(row, "since", when(r, e->obtained_at));
  data_text(row, "bound", row_figure_text(r, e->bound));
  data_text(row, "bind_url", url_id(r, "bind", e->plugin_id));
  data_text(row, "label", stopped ? _T(r, N_("已停用")) : on ? _T(r, N_("已上架")) : _T(r, N_("已下架")));
  data_text(row, "tone", stopped ? TONE_RED : on ? TONE_GREEN : TONE_GREY);
}

static void show_empty(struct req *r) {
  show_nothing(r, _T(r, N_("还没有获取插件")), _T(r, N_("在插件市场找到需要的插件，获取后就可以绑定到小程序")),
               url(r, "market"), _T(r, N_("去插件市场看看")));
}

static const struct list list = {.name = "plugins",
                                 .size = sizeof(struct entitlement_item),
                                 .known = paging_known,
                                 .fetch = fetch,
                                 .key = key,
                                 .row = show_row,
                                 .empty = show_empty};

static enum res show(struct req *r) { return list_show(r, &list); }

const struct page page_obtained = {
    .name = "obtained",
    .path = "/console/obtained",
    .title = N_("已获取的插件"),
    .see = PERM_SUBJECT_VIEW,
    .filters = &obtained,
    .load = load_own,
    .show = show,
};
