/* 小程序详情 > 开发 > 插件服务 (S0): the plugins that a mini-program uses, top right 添加插件. */
#include "domain/binding.h"
#include "pages/avatar.h"
#include "pages/load.h"
#include "pages/paging.h"
#include "pages/shop.h"

extern const struct page page_app_plugins;

static void show_row(struct req *r, const struct app *a, const struct binding_item *b) {
  struct data *row = data_row(r->d, "plugins");
  struct arena *mem = r->c->a;
  const char *to =
      url(r, "binding", arena_fmt(mem, "%lld", (long long)a->id), arena_fmt(mem, "%lld", (long long)b->plugin_id));

  data_text(row, "name", b->plugin_name);
  data_text(row, "icon", plugin_icon(r, b->plugin_avatar));
  data_text(row, "url", to);
  data_text(row, "intro", b->intro);
  data_text(row, "contact", b->contact);
  data_text(row, "version", b->version == NULL ? "--" : b->version);
  data_text(row, "since", when(r, b->created_at));
  data_text(row, "label", _T(r, state_label(&binding_machine, b->state)));
  data_text(row, "tone", state_tone(&binding_machine, b->state));
  shop_move(r, row, &binding_machine, b->state, "stop", to, "link");
  shop_move(r, row, &binding_machine, b->state, "resume", to, "link");
  shop_ask(
      r, row, &binding_machine, b->state, "unbind", to, "link",
      arena_fmt(mem, _T(r, N_("解绑后，“%s”不能再使用“%s”，授权令牌立即作废，配置不再保留")), a->name, b->plugin_name));
}

static const char *place_of(struct req *r, const struct binding_item *b) {
  return place_text(r->c->a, b->created_at, b->id);
}

static enum res show(struct req *r) {
  const struct app *a = r->obj;
  struct paging p = paging_read(r);
  struct binding_item *b = NULL;
  size_t n = 0, first, shown = 0;
  enum res res = binding_of_app(r->c, a->id, p.from, p.back, PAGE_FETCH, &b, &n);
  const char *id = arena_fmt(r->c->a, "%lld", (long long)a->id);

  if (res != RES_OK)
    return res;
  app_tabs(r, "app_plugins");
  first = paging_cut(&p, n, &shown);
  data_rows(r->d, "plugins");
  for (size_t i = first; i < first + shown; i++)
    show_row(r, a, &b[i]);
  if (shown > 0)
    paging_show(r, &p, n, place_of(r, &b[first]), place_of(r, &b[first + shown - 1]), -1);
  data_flag(r->d, "has_plugins", shown > 0);
  data_text(r->d, "app_name", a->name);
  data_text(r->d, "app_icon", app_icon(r, a->avatar));
  data_text(r->d, "add_url", url_with(r, url(r, "market"), "app", id));
  data_text(r->d, "empty_title", _T(r, N_("这个小程序还没有使用插件")));
  data_text(r->d, "empty_text", _T(r, N_("在插件市场找到需要的插件，获取后绑定到这个小程序")));
  data_text(r->d, "empty_url", url_with(r, url(r, "market"), "app", id));
  data_text(r->d, "empty_label", _T(r, N_("添加插件")));
  return RES_OK;
}

const struct page page_app_plugins = {
    .name = "app_plugins",
    .path = "/console/apps/{app}/plugins",
    .title = N_("插件服务"),
    .see = PERM_APP_VIEW,
    .menu = "apps",
    .load = load_app,
    .show = show,
};
