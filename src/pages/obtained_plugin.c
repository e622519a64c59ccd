/* 插件管理页 of something obtained: where it is bound, bind another, and giving it back. */
#include "domain/binding.h"
#include "domain/entitlement.h"
#include "pages/asked.h"
#include "pages/avatar.h"
#include "pages/facts.h"
#include "pages/paging.h"
#include "pages/refusal.h"
#include "pages/shop.h"
#include "web/filter.h"

#include <string.h>

extern const struct page page_obtained_plugin;

static const struct filter bindings_filters[] = {
    {.name = "q", .kind = FILTER_TEXT, .label = N_("名称或 AppID")},
    {.name = "state", .kind = FILTER_CHOICE, .label = N_("状态"), .machine = &binding_machine, .without = "closed"},
    FILTER_BY_TIME,
};
FILTERS(bindings);

static enum res fetch(struct req *r, const struct list_want *w, struct list_part *out) {
  struct binding_filter f = {filter_get(r, "q"), filter_get(r, "state")};
  const struct offer *o = r->obj;
  struct span span = paging_span(r, w);
  struct binding_item *b = NULL;
  enum res res = binding_of_plugin(r->c, r->c->who.subject_id, o->id, &f, &span, &b, &out->n);

  if (res != RES_OK)
    return res;
  out->rows = b;
  out->n = asked_ended(r, b, out->n, false);
  out->total = out->n > 0 ? b[0].total : -1;
  return RES_OK;
}

static void show_row(struct req *r, struct data *row, const void *item) {
  const struct binding_item *b = item;
  struct arena *a = r->c->a;

  data_text(row, "name", b->app_name);
  data_text(row, "icon", app_icon(r, b->app_avatar));
  data_text(
      row, "url",
      url(r, "binding", arena_fmt(a, "%lld", (long long)b->app_id), arena_fmt(a, "%lld", (long long)b->plugin_id)));
  data_fmt(row, "app_id", "%lld", (long long)b->app_id);
  asked_show(r, row, b);
}

static void show_empty(struct req *r) {
  const struct offer *o = r->obj;

  show_nothing(r, _T(r, N_("还没有绑定小程序")), _T(r, N_("绑定以后，小程序就可以使用这个插件")),
               policy_may(PERM_BIND, r->rel) ? url_id(r, "bind", o->id) : NULL, _T(r, N_("绑定小程序")));
}

static const struct list list = {.name = "bindings",
                                 .size = sizeof(struct binding_item),
                                 .known = paging_known,
                                 .fetch = fetch,
                                 .key = asked_key,
                                 .row = show_row,
                                 .empty = show_empty};

/* Obtained plugins stay usable off the shelf; the page says what has changed. */
static void show_state_note(struct req *r, const struct offer *o) {
  if (strcmp(o->state, "active") != 0)
    (void)why(r->c, RES_CONFLICT, NULL, N_("插件已被平台停用，绑定的小程序暂时不能使用"));
  else if (strcmp(o->shelf, "on") != 0)
    (void)why(r->c, RES_CONFLICT, NULL, N_("插件已下架，不再接受新的获取；当前主体可以继续绑定和使用"));
  else if (o->online_versions == 0)
    (void)why(r->c, RES_CONFLICT, NULL, N_("插件没有已上线的版本，服务商上线版本后才能绑定"));
  show_refusal(r);
}

static enum res show(struct req *r) {
  const struct offer *o = r->obj;
  enum res res = list_show(r, &list);
  bool any = data_true(r->d, "has_bindings", strlen("has_bindings"));

  if (res != RES_OK)
    return res;
  page_title(r, o->name);
  crumb(r, _T(r, N_("已获取的插件")), url(r, "obtained"));
  shop_head(r, o);
  show_state_note(r, o);
  fact(r, r->d, N_("服务商"), o->subject_name, NULL);
  fact(r, r->d, N_("简介"), o->intro, NULL);
  fact(r, r->d, N_("联系方式"), o->contact, NULL);
  fact(r, r->d, N_("添加方式"), shop_add_mode(r, o), NULL);
  fact(r, r->d, N_("获取时间"), when(r, o->obtained_at), NULL);
  fact(r, r->d, N_("插件 ID"), arena_fmt(r->c->a, "%lld", (long long)o->id), NULL);
  data_text(r->d, "detail_url", url_id(r, "market_plugin", o->id));
  data_text(r->d, "bind_url", policy_may(PERM_BIND, r->rel) ? url_id(r, "bind", o->id) : NULL);
  /* a narrowed list without rows says nothing about the whole */
  data_flag(r->d, "may_release", policy_may(PERM_OBTAIN, r->rel) && (any || !filter_on(r)));
  data_flag(r->d, "any", any);
  if (!any)
    shop_ask(r, r->d, &entitlement_machine, "held", "release", NULL, "danger",
             _T(r, N_("释放后，当前主体不能再绑定这个插件；再次使用需要重新获取")));
  return RES_OK;
}

static enum res act(struct req *r) {
  enum res res;

  if (r->action[0] != '\0' && strcmp(r->action, "release") != 0)
    return RES_MALFORMED;
  res = entitlement_release(r->c, r->obj);
  if (res != RES_OK)
    return res;
  r->to = url(r, "obtained");
  r->flash = _T(r, N_("已释放插件"));
  return RES_OK;
}

const struct page page_obtained_plugin = {
    .name = "obtained_plugin",
    .path = "/console/obtained/{plugin}",
    .title = N_("插件管理"),
    .see = PERM_SUBJECT_VIEW,
    .change = PERM_OBTAIN,
    .menu = "obtained",
    .filters = &bindings,
    .load = load_held,
    .show = show,
    .act = act,
};
