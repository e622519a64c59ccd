/* The console's objects are found in one place, so that absent and foreign look alike everywhere. */
#include "pages/load.h"

#include "domain/count.h"
#include "web/route.h"

#include <string.h>

struct tab {
  const char *page, *label;
};

static const struct tab plugin_pages[] = {
    {"plugin", N_("概览")},
    {"versions", N_("版本管理")},
    {"debug", N_("联调管理")},
    {"development", N_("开发设置")},
    {"listing", N_("发布管理")},
    {"applications", N_("使用申请")},
    {"authorisations", N_("获取与授权")},
    {"payment", N_("支付能力")},
    {"advisories", N_("公告")},
    {"doc", N_("插件文档")},
    {"plugin_settings", N_("基本设置")},
};
static const struct tab app_pages[] = {
    {"app", N_("基本信息")},
    {"app_plugins", N_("插件服务")},
    {"app_debug", N_("插件联调")},
    {"app_settings", N_("设置")},
};

static enum res relate(struct req *r, int64_t subject_id, void *obj) {
  unsigned rel = ctx_rel(r->c, subject_id);

  if (rel == 0)
    return RES_NOT_FOUND;
  r->rel |= rel;
  r->obj = obj;
  return RES_OK;
}

enum res load_app(struct req *r) {
  struct app *app = ARENA_NEW(r->c->a, struct app);
  int64_t id = var_id(r, 0);
  enum res res = id == 0 ? RES_NOT_FOUND : app_load(r->c, id, app);

  return res == RES_OK ? relate(r, app->subject_id, app) : res;
}

enum res load_plugin(struct req *r) {
  struct plugin *plugin = ARENA_NEW(r->c->a, struct plugin);
  int64_t id = var_id(r, 0);
  enum res res = id == 0 ? RES_NOT_FOUND : plugin_load(r->c, id, plugin);

  return res == RES_OK ? relate(r, plugin->subject_id, plugin) : res;
}

/* How many wait behind a tab; NULL for none. */
static const char *waiting(struct req *r, const char *page) {
  const struct plugin *p = strcmp(page, "applications") == 0 ? r->obj : NULL;
  const struct app *app = strcmp(page, "app_debug") == 0 ? r->obj : NULL;

  if (app != NULL)
    return app->asked == 0 ? NULL : figure_text(r, app->asked);
  if (p == NULL || p->pending == 0)
    return NULL;
  return count_text(r, p->pending);
}

static void tabs(struct req *r, const struct tab *tab, size_t n, int64_t id, const char *name, const char *here) {
  data_text(r->d, "tabs_label", name);
  data_rows(r->d, "tabs");
  for (size_t i = 0; i < n; i++) {
    const struct page *page = route_named(r->site, tab[i].page);
    struct data *row;

    if (page == NULL || !policy_may(page->see, r->rel))
      continue; /* no link that would be refused */
    row = data_row(r->d, "tabs");
    data_text(row, "label", _T(r, tab[i].label));
    data_text(row, "url", url_id(r, tab[i].page, id));
    data_flag(row, "current", strcmp(tab[i].page, here) == 0);
    data_text(row, "count", waiting(r, tab[i].page));
  }
  if (strcmp(r->page->name, tab[0].page) != 0)
    crumb(r, name, url_id(r, tab[0].page, id));
}

void plugin_tabs(struct req *r, const char *here) {
  const struct plugin *p = r->obj;

  crumb(r, _T(r, N_("我的插件")), url(r, "plugins"));
  tabs(r, plugin_pages, sizeof plugin_pages / sizeof plugin_pages[0], p->id, p->name, here);
}

void app_tabs(struct req *r, const char *here) {
  const struct app *a = r->obj;

  crumb(r, _T(r, N_("我的小程序")), url(r, "apps"));
  tabs(r, app_pages, sizeof app_pages / sizeof app_pages[0], a->id, a->name, here);
}

static const char *up_to(const struct req *r, int64_t n, int most) {
  return n > most ? arena_fmt(r->c->a, "%d+", most) : arena_fmt(r->c->a, "%lld", (long long)n);
}

const char *count_text(const struct req *r, int64_t n) { return up_to(r, n, COUNT_MAX); }
const char *figure_text(const struct req *r, int64_t n) { return up_to(r, n, FIGURE_MAX); }
const char *row_figure_text(const struct req *r, int64_t n) { return up_to(r, n, ROW_FIGURE_MAX); }
