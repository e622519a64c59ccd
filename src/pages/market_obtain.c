/* 立即获取 > 确认 (S0): what obtaining means, for which subject, and the confirmation. Obtaining what is held already leads
 * to the same place, so pressing twice does no harm. */
#include "domain/entitlement.h"

#include "domain/category.h"
#include "pages/facts.h"
#include "pages/refusal.h"
#include "pages/shop.h"

#include <string.h>

extern const struct page page_market_obtain;

struct obtain_form {
  int64_t agree;
};

static const struct field obtain_form_fields[] = {
    F_CHECK(struct obtain_form, agree, .label = N_("我确认为当前主体获取这个插件"), .min = 1),
};
FORM(obtain_form, struct obtain_form);

static void show_facts(struct req *r, const struct offer *o) {
  struct category k = offer_category(o);
  const char *note = k.code == NULL ? "" : category_note(r->c, &k);

  fact(r, r->d, N_("获取插件的主体"), r->c->who.subject_name, NULL);
  fact(r, r->d, N_("插件"), o->name, url_id(r, "market_plugin", o->id));
  fact(r, r->d, N_("服务商"), o->subject_name, NULL);
  fact(r, r->d, N_("添加方式"), shop_add_mode(r, o), NULL);
  fact(r, r->d, N_("可使用的小程序"), note[0] == '\0' ? _T(r, N_("所有小程序")) : note, NULL);
}

static enum res show(struct req *r) {
  const struct offer *o = r->obj;
  bool held = offer_held(o);
  enum res may = offer_obtainable(r->c, o);

  crumb(r, _T(r, N_("插件市场")), shop_keep(r, url(r, "market")));
  crumb(r, o->name, shop_keep(r, url_id(r, "market_plugin", o->id)));
  shop_head(r, o);
  show_facts(r, o);
  if (held)
    may = why_at(r->c, RES_CONFLICT, "bind", o->id, N_("当前主体已经获取了这个插件，可以直接绑定小程序"));
  show_refusal(r);
  if (held)
    data_text(r->d, "note_tone", TONE_GREEN);
  data_flag(r->d, "open", may == RES_OK);
  if (may == RES_OK)
    show_submit(r, "obtain", _T(r, N_("确认获取")), "primary");
  data_text(r->d, "cancel_url", shop_keep(r, url_id(r, "market_plugin", o->id)));
  return RES_OK;
}

static enum res act(struct req *r) {
  const struct offer *o = r->obj;
  bool again = false;
  enum res res;

  if (r->action[0] != '\0' && strcmp(r->action, "obtain") != 0)
    return RES_MALFORMED;
  res = entitlement_obtain(r->c, o, &again);
  if (res != RES_OK)
    return res;
  r->to = shop_keep(r, url_id(r, "bind", o->id));
  r->flash = again ? _T(r, N_("当前主体已经获取了这个插件，可以直接绑定小程序"))
                   : _T(r, N_("获取成功，现在可以把插件绑定到小程序"));
  return RES_OK;
}

const struct page page_market_obtain = {
    .name = "market_obtain",
    .path = "/market/{plugin}/obtain",
    .title = N_("获取插件"),
    .see = PERM_SIGNED_IN,
    .change = PERM_OBTAIN,
    .menu = "market",
    .form = &obtain_form,
    .load = load_offer,
    .show = show,
    .act = act,
};
