/* 小程序详情 > 开发 > 插件服务 (S0): the plugins that a mini-program uses, top right 添加插件. */
#include "domain/binding.h"
#include "pages/asked.h"
#include "pages/avatar.h"
#include "pages/load.h"
#include "pages/paging.h"
#include "pages/shop.h"
#include "web/filter.h"

extern const struct page page_app_plugins;

static const struct filter bindings_filters[] = {
    {.name = "q", .kind = FILTER_TEXT, .label = N_("名称或插件 ID")},
    {.name = "state", .kind = FILTER_CHOICE, .label = N_("状态"), .machine = &binding_machine, .without = "closed"},
    FILTER_BY_TIME,
};
FILTERS(bindings);

static enum res fetch(struct req *r, const struct list_want *w, struct list_part *out) {
  struct binding_filter f = {filter_get(r, "q"), filter_get(r, "state")};
  const struct app *a = r->obj;
  struct span span = paging_span(r, w);
  struct binding_item *b = NULL;
  enum res res = binding_of_app(r->c, a->id, &f, &span, &b, &out->n);

  if (res != RES_OK)
    return res;
  out->rows = b;
  out->n = asked_ended(r, b, out->n, true);
  out->total = out->n > 0 ? b[0].total : -1;
  return RES_OK;
}

static void show_row(struct req *r, struct data *row, const void *item) {
  const struct binding_item *b = item;
  const struct app *a = r->obj;
  struct arena *mem = r->c->a;
  const char *to =
      url(r, "binding", arena_fmt(mem, "%lld", (long long)a->id), arena_fmt(mem, "%lld", (long long)b->plugin_id));

  data_text(row, "name", b->plugin_name);
  data_text(row, "icon", plugin_icon(r, b->plugin_avatar));
  data_text(row, "url", to);
  data_text(row, "intro", b->intro);
  data_text(row, "contact", b->contact);
  asked_show(r, row, b);
  shop_ask(r, row, &binding_machine, b->state, "withdraw", to, "link",
           arena_fmt(mem, _T(r, N_("撤回后，“%s”对“%s”的申请结束；需要时可以重新申请")), a->name, b->plugin_name));
  shop_move(r, row, &binding_machine, b->state, "stop", to, "link");
  shop_move(r, row, &binding_machine, b->state, "resume", to, "link");
  shop_ask(
      r, row, &binding_machine, b->state, "unbind", to, "link",
      arena_fmt(mem, _T(r, N_("解绑后，“%s”不能再使用“%s”，授权令牌立即作废，配置不再保留")), a->name, b->plugin_name));
}

/* The market remembers for which mini-program one came. */
static const char *add_url(struct req *r) {
  const struct app *a = r->obj;

  return url_with(r, url(r, "market"), "app", arena_fmt(r->c->a, "%lld", (long long)a->id));
}

static void show_empty(struct req *r) {
  show_nothing(r, _T(r, N_("这个小程序还没有使用插件")), _T(r, N_("在插件市场找到需要的插件，获取后绑定到这个小程序")),
               add_url(r), _T(r, N_("添加插件")));
}

static const struct list list = {.name = "plugins",
                                 .size = sizeof(struct binding_item),
                                 .known = paging_known,
                                 .fetch = fetch,
                                 .key = asked_key,
                                 .row = show_row,
                                 .empty = show_empty};

static enum res show(struct req *r) {
  const struct app *a = r->obj;

  app_tabs(r, "app_plugins");
  data_text(r->d, "app_name", a->name);
  data_text(r->d, "app_icon", app_icon(r, a->avatar));
  data_text(r->d, "add_url", add_url(r));
  return list_show(r, &list);
}

const struct page page_app_plugins = {
    .name = "app_plugins",
    .path = "/console/apps/{app}/plugins",
    .title = N_("插件服务"),
    .see = PERM_APP_VIEW,
    .menu = "apps",
    .filters = &bindings,
    .load = load_app,
    .show = show,
};
