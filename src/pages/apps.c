/* 我的小程序: the mini-programs of the subject, newest first. */
#include "domain/app.h"
#include "pages/avatar.h"
#include "pages/paging.h"
#include "web/filter.h"

extern const struct page page_apps;

static const struct filter apps_filters[] = {
    {.name = "q", .kind = FILTER_TEXT, .label = N_("名称或 AppID")},
    FILTER_BY_TIME,
};
FILTERS(apps);

static enum res fetch(struct req *r, const struct list_want *w, struct list_part *out) {
  struct span span = paging_span(r, w);
  struct app_item *a = NULL;
  enum res res = app_list(r->c, r->c->who.subject_id, filter_get(r, "q"), &span, &a, &out->n);

  out->rows = a;
  out->total = out->n > 0 ? a[0].total : -1;
  return res;
}

static const char *key(struct req *r, const void *row) {
  const struct app_item *a = row;

  return paging_key(r, a->created_at, a->id);
}

static void show_row(struct req *r, struct data *row, const void *item) {
  const struct app_item *a = item;

  data_text(row, "name", a->name);
  data_text(row, "url", url_id(r, "app", a->id));
  data_text(row, "icon", app_icon(r, a->avatar));
  data_fmt(row, "appid", "%lld", (long long)a->id);
  data_int(row, "plugins", a->plugins);
  data_int(row, "running", a->running);
  data_text(row, "asked_url", a->asked ? url_id(r, "app_debug", a->id) : NULL);
  data_text(row, "created", when(r, a->created_at));
}

static void show_empty(struct req *r) {
  show_nothing(r, _T(r, N_("还没有小程序")), _T(r, N_("插件要绑定到小程序才能使用，开发插件也从小程序开始")),
               policy_may(PERM_APP_EDIT, r->rel) ? url(r, "app_new") : NULL, _T(r, N_("创建小程序")));
}

static const struct list list = {.name = "apps",
                                 .size = sizeof(struct app_item),
                                 .known = paging_known,
                                 .fetch = fetch,
                                 .key = key,
                                 .row = show_row,
                                 .empty = show_empty};

static enum res show(struct req *r) {
  data_text(r->d, "new_url", policy_may(PERM_APP_EDIT, r->rel) ? url(r, "app_new") : NULL);
  return list_show(r, &list);
}

const struct page page_apps = {
    .name = "apps",
    .path = "/console/apps",
    .title = N_("我的小程序"),
    .see = PERM_SUBJECT_VIEW,
    .filters = &apps,
    .load = load_own,
    .show = show,
};
