/* 插件管理 > 获取与授权: the mini-programs that run the plugin, whose they are, which version they get, since when, and how the
 * token of each stands. */
#include "pages/usage_filter.h"

#include "domain/binding.h"
#include "pages/avatar.h"
#include "pages/load.h"
#include "pages/paging.h"
#include "rule/subject.h"

#include <string.h>

extern const struct page page_authorisations;

static enum res fetch(struct req *r, const struct list_want *w, struct list_part *out) {
  const struct plugin *p = r->obj;
  struct usage_filter f = usage_narrowed(r);
  struct span span = paging_span(r, w);
  struct usage_item *u = NULL;
  enum res res = usage_list(r->c, p->id, &f, &span, &u, &out->n);

  out->rows = u;
  out->total = out->n > 0 ? u[0].total : -1;
  return res;
}

static const char *key(struct req *r, const void *row) {
  const struct usage_item *u = row;

  return paging_key(r, u->created_at, u->id);
}

static const char *version(struct req *r, const struct usage_item *u) {
  if (strcmp(u->state, "closed") == 0 || strcmp(u->state, "waiting") == 0)
    return "--";
  if (u->version == NULL && u->pinned)
    return _T(r, N_("固定的版本已不能使用"));
  return u->version == NULL ? arena_fmt(r->c->a, _T(r, N_("%lld.x 没有已上线的版本")), (long long)u->major)
                            : u->version;
}

static void show_row(struct req *r, struct data *row, const void *item) {
  const struct usage_item *u = item;
  const struct plugin *p = r->obj;
  const char *tone, *token = usage_token(u, &tone), *number = version(r, u);
  bool known = number == u->version;

  data_text(row, "icon", app_icon(r, u->app_avatar));
  data_text(row, "name", u->app_name);
  data_fmt(row, "appid", "%lld", (long long)u->app_id);
  data_text(row, "subject", u->subject_name);
  data_text(row, "subject_kind", _T(r, subject_type_label(u->subject_type)));
  data_text(row, "label", _T(r, state_label(&binding_machine, u->state)));
  data_text(row, "tone", state_tone(&binding_machine, u->state));
  data_text(row, "version", number);
  data_text(row, "version_url",
            known ? url(r, "version", arena_fmt(r->c->a, "%lld", (long long)p->id), u->version) : NULL);
  data_text(row, "follows",
            u->pinned ? _T(r, N_("固定在这个版本"))
                      : arena_fmt(r->c->a, _T(r, N_("跟随 %lld.x")), (long long)u->major));
  data_flag(row, "known", known);
  data_text(row, "since", u->since == 0 ? "--" : when(r, u->since));
  data_text(row, "token", _T(r, token));
  data_text(row, "token_tone", tone);
}

static void show_empty(struct req *r) {
  const struct plugin *p = r->obj;
  bool on = strcmp(p->shelf, "on") == 0;

  show_nothing(r, _T(r, N_("还没有小程序使用这个插件")),
               on ? _T(r, N_("小程序绑定插件后会显示在这里；可以把订购页发给使用方"))
                  : _T(r, N_("插件上架后，使用方才能在插件市场获取并绑定")),
               on ? url_id(r, "market_plugin", p->id) : url_id(r, "listing", p->id),
               on ? _T(r, N_("订购页")) : _T(r, N_("发布管理")));
}

static const struct list list = {.name = "hosts",
                                 .size = sizeof(struct usage_item),
                                 .known = paging_known,
                                 .fetch = fetch,
                                 .key = key,
                                 .row = show_row,
                                 .empty = show_empty};

/* The same narrowing, all of it. */
static const char *export_url(struct req *r) {
  static const char *const names[] = {"q", "subject", "state"};
  const struct plugin *p = r->obj;
  const char *u = url_id(r, "authorisations_csv", p->id);

  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (filter_get(r, names[i])[0] != '\0')
      u = url_with(r, u, names[i], filter_get(r, names[i]));
  return u;
}

static enum res show(struct req *r) {
  const struct plugin *p = r->obj;

  plugin_tabs(r, "authorisations");
  data_text(r->d, "stats_url", url_id(r, "stats", p->id));
  data_text(r->d, "export_url", export_url(r));
  return list_show(r, &list);
}

const struct page page_authorisations = {
    .name = "authorisations",
    .path = "/console/plugins/{plugin}/authorisations",
    .title = N_("获取与授权"),
    .see = PERM_PLUGIN_VIEW,
    .menu = "plugins",
    .filters = &usage_filters,
    .load = load_plugin,
    .show = show,
};
