/* 转让给我的插件: what other subjects offer or have offered to this one. */
#include "domain/transfer.h"
#include "pages/avatar.h"
#include "pages/paging.h"

#include <string.h>

extern const struct page page_transfers;

static enum res fetch(struct req *r, const struct list_want *w, struct list_part *out) {
  struct span span = paging_span(r, w);
  struct transfer *t = NULL;
  enum res res = transfer_to(r->c, r->c->who.subject_id, &span, &t, &out->n);

  if (res != RES_OK)
    return res;
  out->rows = t;
  out->total = out->n > 0 ? t[0].total : -1;
  return RES_OK;
}

static const char *key(struct req *r, const void *item) {
  const struct transfer *t = item;

  return paging_key(r, t->offered_at, t->id);
}

static void show_row(struct req *r, struct data *row, const void *item) {
  const struct transfer *t = item;

  data_text(row, "name", t->plugin_name);
  data_text(row, "icon", plugin_icon(r, t->avatar));
  data_text(row, "url", url_id(r, "transfer_in", t->id));
  data_text(row, "from_name", t->from_name);
  show_state(r, row, "state", &transfer_machine, t->state);
  data_text(row, "offered_at", when(r, t->offered_at));
  data_text(row, "due_at", strcmp(t->state, "offered") == 0 ? when(r, t->due_at) : "--");
}

static void show_empty(struct req *r) {
  show_nothing(r, _T(r, N_("没有转让给本主体的插件")),
               _T(r, N_("其他主体在插件的“插件转让”页面填写本主体的名称后，会显示在这里")), url(r, "plugins"),
               _T(r, N_("我的插件")));
}

static const struct list list = {.name = "transfers",
                                 .size = sizeof(struct transfer),
                                 .known = paging_known,
                                 .fetch = fetch,
                                 .key = key,
                                 .row = show_row,
                                 .empty = show_empty};

static enum res show(struct req *r) {
  crumb(r, _T(r, N_("我的插件")), url(r, "plugins"));
  return list_show(r, &list);
}

const struct page page_transfers = {
    .name = "transfers",
    .path = "/console/transfers",
    .title = N_("转让给我的插件"),
    .see = PERM_SUBJECT_VIEW,
    .menu = "plugins",
    .load = load_own,
    .show = show,
};
