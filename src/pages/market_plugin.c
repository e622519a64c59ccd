/* 插件详情 (S0, S3): what the plugin is, how it is built in, its doc and versions, who may obtain it, and for the one who
 * looks: why not, and where that can be put right. */
#include "domain/offer.h"

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

static enum res show(struct req *r) {
  const struct offer *o = r->obj;
  struct detail x = {.offer = o};
  struct picture_item *shot = NULL;
  enum res res = offer_text(r->c, o->id, &x.text);

  if (res == RES_OK)
    res = revision_pictures(r->c, x.text.revision_id, &shot, &x.nshots);
  if (res != RES_OK && res != RES_NOT_FOUND)
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
