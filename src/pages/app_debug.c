/* 小程序详情 > 插件服务 > 插件联调 (S2, roles of domain.md section 9.1): its owner authorises, refuses or ends joint debugging with a
 * plugin. */
#include "domain/ids.h"
#include "pages/avatar.h"
#include "pages/links_show.h"
#include "pages/load.h"
#include "pages/paging.h"
#include "pages/refusal.h"

#include <string.h>

extern const struct page page_app_debug;

static enum res fetch(struct req *r, const struct list_want *w, struct list_part *out) {
  const struct app *a = r->obj;
  struct span span = paging_span(r, w);
  struct link *l = NULL;
  size_t n = 0;
  enum res res = link_of_app(r->c, a->id, links_open(r), &span, &l, &n);

  return res == RES_OK ? links_rows(r, l, n, out) : res;
}

static void show_row(struct req *r, struct data *row, const void *item) {
  const struct link_row *x = item;
  const char *plugin = x->link.plugin_name;

  links_row(r, row, x, LINK_HOST);
  links_move(r, row, &x->link, LINK_HOST, "authorise", "primary", NULL);
  links_move(r, row, &x->link, LINK_HOST, "refuse", "link",
             arena_fmt(r->c->a, _T(r, N_("拒绝后，这次联调结束，“%s”的服务商需要时会重新添加")), plugin));
  links_move(
      r, row, &x->link, LINK_HOST, "unbind", "link",
      arena_fmt(r->c->a, _T(r, N_("解绑后，小程序在开发和预览时不再拉取“%s”的体验版，授权 Token 立即作废")), plugin));
}

static void show_empty(struct req *r) {
  links_empty(r, N_("没有联调的插件"), N_("插件的服务商用这个小程序的 AppID 添加联调以后，在这里授权"));
}

static const struct list list = {LINKS_LIST, .fetch = fetch, .row = show_row, .empty = show_empty};

static enum res show(struct req *r) {
  const struct app *a = r->obj;

  app_tabs(r, "app_debug");
  data_text(r->d, "app_icon", app_icon(r, a->avatar));
  links_views(r, url_id(r, "app_debug", a->id));
  data_flag(r->d, "open", links_open(r));
  if (may_change(r))
    show_refusal(r);
  return list_show(r, &list);
}

static enum res act(struct req *r) {
  static const struct {
    const char *action, *flash;
  } done[] = {
      {"authorise", N_("已授权，可以开始联调；联调结束后请解绑")},
      {"refuse", N_("已拒绝")},
      {"unbind", N_("已解绑")},
  };
  const struct app *a = r->obj;
  struct link l = {0};
  enum res res = links_posted(r, id_parse(http_param(&r->post, "plugin")), a->id, &l);

  if (res == RES_OK)
    res = link_move(r->c, &l, LINK_HOST, r->action);
  for (size_t i = 0; i < sizeof done / sizeof done[0]; i++)
    if (strcmp(done[i].action, r->action) == 0)
      r->flash = _T(r, done[i].flash);
  return res;
}

const struct page page_app_debug = {
    .name = "app_debug",
    .path = "/console/apps/{app}/debug",
    .title = N_("插件联调"),
    .see = PERM_APP_VIEW,
    .change = PERM_DEBUG,
    .menu = "apps",
    .filters = &link_filters,
    .load = load_app,
    .show = show,
    .act = act,
};
