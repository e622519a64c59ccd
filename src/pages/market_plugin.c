/* 插件详情 (S0, S3): what the plugin is, how it is built in, its doc and versions, who may obtain it, and for the one who
 * looks: why not, and where that can be put right. */
#include "domain/offer.h"

#include "domain/binding.h"
#include "domain/ids.h"
#include "pages/refusal.h"
#include "pages/shop.h"
#include "pages/shop_detail.h"

#include <string.h>

extern const struct page page_market_plugin;

/* The box beside: obtain, or bind what is held, or why not. */
static void show_way(struct req *r, const struct offer *o) {
  bool held = offer_held(o);
  enum res may = offer_obtainable(r->c, o);
  bool visitor = r->c->who.user_id == 0;

  data_text(r->d, "obtain_url", NULL);
  data_text(r->d, "bind_url", NULL);
  data_text(r->d, "manage_url", NULL);
  if (held) {
    data_text(r->d, "bind_url", shop_keep(r, url_id(r, "bind", o->id)));
    data_text(r->d, "manage_url", url_id(r, "obtained_plugin", o->id));
  } else if (may == RES_OK || (visitor && may == RES_FORBIDDEN)) {
    data_text(r->d, "obtain_url", shop_keep(r, url_id(r, "market_obtain", o->id)));
  }
  if (visitor && may == RES_FORBIDDEN)
    r->c->why = (struct reason){0}; /* the button leads through the sign-in */
  data_flag(r->d, "held", held);
  show_refusal(r);
}

/* Why the mini-program that one is choosing for cannot have it, and where that can be put right. */
static void show_misfit(struct req *r, const struct offer *o, const struct host *h) {
  struct unfit u = binding_unfit(r->c, o, h);
  const char *id = arena_fmt(r->c->a, "%lld", (long long)h->id), *plugin = arena_fmt(r->c->a, "%lld", (long long)o->id);
  bool settings = u.kind == UNFIT_CATEGORY && policy_may(PERM_APP_EDIT, r->rel);

  if (u.text == NULL)
    return;
  data_fmt(r->d, "misfit", _T(r, N_("“%s”不能选择：%s")), h->name, u.text);
  if (u.kind == UNFIT_BOUND || u.kind == UNFIT_WAITING)
    data_text(r->d, "misfit_url", url(r, "binding", id, plugin));
  else if (settings)
    data_text(r->d, "misfit_url", url(r, "app_settings", id));
  data_text(r->d, "misfit_label",
            settings                  ? _T(r, N_("修改小程序的服务类目"))
            : u.kind == UNFIT_WAITING ? _T(r, N_("查看申请"))
                                      : _T(r, N_("前往配置")));
}

static enum res show_choosing(struct req *r, const struct offer *o) {
  int64_t app = id_parse(shop_app(r));
  struct host *h = NULL;
  size_t n = 0;
  enum res res = RES_OK;

  data_text(r->d, "misfit", NULL);
  data_text(r->d, "misfit_url", NULL);
  data_text(r->d, "misfit_label", NULL);
  if (app != 0 && r->c->who.subject_id != 0)
    res = binding_hosts_named(r->c, o->id, &app, 1, &h, &n);
  shop_choosing(r, n == 0 ? NULL : h->name);
  if (n > 0)
    show_misfit(r, o, h);
  return res;
}

static enum res show(struct req *r) {
  const struct offer *o = r->obj;
  struct detail x = {.offer = o};
  struct picture_item *shot = NULL;
  enum res res = offer_text(r->c, o->id, &x.text);

  if (res == RES_OK)
    res = revision_pictures(r->c, x.text.revision_id, &shot, &x.nshots);
  if (res == RES_OK || res == RES_NOT_FOUND)
    res = show_choosing(r, o);
  if (res != RES_OK)
    return res;
  x.shot = shot;
  page_title(r, o->name);
  crumb(r, _T(r, N_("插件市场")), shop_keep(r, url(r, "market")));
  show_way(r, o);
  return shop_detail(r, &x);
}

const struct page page_market_plugin = {
    .name = "market_plugin",
    .path = "/market/{plugin}",
    .title = N_("插件详情"),
    .see = PERM_PUBLIC,
    .flags = PAGE_CACHED,
    .menu = "market",
    .load = load_offer,
    .show = show,
};
