/* Which mini-programs run a version, and what each of them gets once it is offline. */
#include "domain/binding.h"
#include "domain/impact.h"
#include "pages/avatar.h"
#include "pages/facts.h"
#include "pages/load.h"
#include "pages/paging.h"
#include "pages/version_load.h"
#include "pages/version_moves.h"
#include "web/filter.h"

extern const struct page page_version_hosts;

static const struct filter version_hosts_filters[] = {FILTER_BY_TIME};
FILTERS(version_hosts);

static enum res fetch(struct req *r, const struct list_want *w, struct list_part *out) {
  const struct version_obj *o = r->obj;
  const struct impact *i = w->arg;
  struct span span = paging_span(r, w);
  int64_t all = i->following + i->pinned;
  struct impact_host *h = NULL;
  enum res res = impact_hosts(r->c, &o->version, i, &span, &h, &out->n);

  out->rows = h;
  out->total = all > 1000 ? 1001 : all;
  return res;
}

static const char *key(struct req *r, const void *row) {
  const struct impact_host *h = row;

  return paging_key(r, h->created_at, h->id);
}

static void show_row(struct req *r, struct data *row, const void *item) {
  const struct impact_host *h = item;

  data_text(row, "name", h->app_name);
  data_text(row, "icon", app_icon(r, h->avatar));
  data_fmt(row, "appid", "%lld", (long long)h->app_id);
  data_text(row, "subject", h->subject_name);
  data_text(row, "label", _T(r, state_label(&binding_machine, h->state)));
  data_text(row, "tone", state_tone(&binding_machine, h->state));
  data_text(row, "since", when(r, h->created_at));
  data_flag(row, "pinned", h->pinned != 0);
}

static void show_empty(struct req *r) {
  const struct version_obj *o = r->obj;

  show_nothing(r, _T(r, N_("没有使用这个版本的小程序")),
               _T(r, N_("跟随大版本的小程序使用其中最新的已上线版本，固定版本的小程序只使用它固定的版本")),
               version_url(r, "version", o->plugin.id, o->version.number), _T(r, N_("返回版本")));
}

static enum res show(struct req *r) {
  const struct version_obj *o = r->obj;
  struct impact i = {0};
  const struct list list = {.name = "hosts",
                            .size = sizeof(struct impact_host),
                            .known = paging_known,
                            .fetch = fetch,
                            .key = key,
                            .row = show_row,
                            .arg = &i,
                            .empty = show_empty};
  enum res res = impact_load(r->c, &o->version, &i);

  if (res != RES_OK)
    return res;
  version_crumbs(r);
  data_text(r->d, "number", o->version.number);
  fact(r, r->d, N_("跟随大版本的小程序"), count_text(r, i.following), NULL);
  fact(r, r->d, N_("固定这个版本的小程序"), count_text(r, i.pinned), NULL);
  data_text(r->d, "next_version", i.next);
  return list_show(r, &list);
}

const struct page page_version_hosts = {
    .name = "version_hosts",
    .path = "/console/plugins/{plugin}/versions/{version}/hosts",
    .title = N_("使用这个版本的小程序"),
    .see = PERM_PLUGIN_VIEW,
    .menu = "plugins",
    .filters = &version_hosts,
    .load = load_version,
    .show = show,
};
