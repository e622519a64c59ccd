/* 我的小程序: the mini-programs of the subject, newest first. */
#include "domain/app.h"
#include "pages/avatar.h"
#include "pages/paging.h"
#include "web/page.h"

extern const struct page page_apps;

static void show_row(struct req *r, const struct app_item *a) {
  struct data *row = data_row(r->d, "apps");

  data_text(row, "name", a->name);
  data_text(row, "url", url_id(r, "app", a->id));
  data_text(row, "icon", app_icon(r, a->avatar));
  data_fmt(row, "appid", "%lld", (long long)a->id);
  data_int(row, "plugins", a->plugins);
  data_int(row, "running", a->running);
  data_text(row, "created", when(r, a->created_at));
}

static const char *place_of(struct req *r, const struct app_item *a) {
  return place_text(r->c->a, a->created_at, a->id);
}

static enum res show(struct req *r) {
  struct paging p = paging_read(r);
  struct app_item *a = NULL;
  size_t n = 0, first, shown = 0;
  int64_t count = 0, subject = r->c->who.subject_id;
  enum res res = app_list(r->c, subject, p.from, p.back, PAGE_FETCH, &a, &n);

  if (res == RES_OK && n == 0 && p.from.at != 0) { /* an address from elsewhere, beyond the end */
    p = (struct paging){{0, 0}, false};
    res = app_list(r->c, subject, p.from, p.back, PAGE_FETCH, &a, &n);
  }
  if (res == RES_OK)
    res = app_count(r->c, subject, &count);
  if (res != RES_OK)
    return res;
  first = paging_cut(&p, n, &shown);
  data_rows(r->d, "apps");
  for (size_t i = first; i < first + shown; i++)
    show_row(r, &a[i]);
  if (shown > 0)
    paging_show(r, &p, n, place_of(r, &a[first]), place_of(r, &a[first + shown - 1]), count);
  data_flag(r->d, "has_apps", shown > 0);
  data_text(r->d, "new_url", policy_may(PERM_APP_EDIT, r->rel) ? url(r, "app_new") : NULL);
  data_text(r->d, "empty_title", _T(r, N_("还没有小程序")));
  data_text(r->d, "empty_text", _T(r, N_("插件要绑定到小程序才能使用，开发插件也从小程序开始")));
  data_text(r->d, "empty_url", policy_may(PERM_APP_EDIT, r->rel) ? url(r, "app_new") : NULL);
  data_text(r->d, "empty_label", _T(r, N_("创建小程序")));
  return RES_OK;
}

const struct page page_apps = {
    .name = "apps",
    .path = "/console/apps",
    .title = N_("我的小程序"),
    .see = PERM_SUBJECT_VIEW,
    .load = load_own,
    .show = show,
};
