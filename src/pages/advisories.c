/* 插件管理 > 公告: what the provider has told the hosts of its versions, and how many of them have acknowledged it. */
#include "pages/advisory_form.h"
#include "pages/load.h"
#include "pages/paging.h"
#include "web/filter.h"

#include <string.h>

extern const struct page page_advisories;

static const struct choice severities[] = {
    {"info", N_("一般"), NULL},
    {"warning", N_("重要"), NULL},
    {"critical", N_("严重"), NULL},
};
static const struct filter advisories_filters[] = {
    {.name = "state", .kind = FILTER_CHOICE, .label = N_("状态"), .machine = &advisory_machine, .without = "deleted"},
    {.name = "severity",
     .kind = FILTER_CHOICE,
     .label = N_("严重程度"),
     .choices = severities,
     .nchoices = sizeof severities / sizeof severities[0]},
    FILTER_BY_TIME,
};
FILTERS(advisories);

static enum res fetch(struct req *r, const struct list_want *w, struct list_part *out) {
  struct advisory_filter f = {filter_get(r, "state"), filter_get(r, "severity")};
  const struct plugin *p = r->obj;
  struct span span = paging_span(r, w);
  struct advisory_item *a = NULL;
  enum res res = advisory_list(r->c, p->id, &f, &span, &a, &out->n);

  out->rows = a;
  out->total = out->n > 0 ? a[0].total : -1;
  return res;
}

static const char *key(struct req *r, const void *row) {
  const struct advisory_item *a = row;

  return paging_key(r, a->made_at, a->id);
}

static const char *advisory_url(struct req *r, int64_t id) {
  const struct plugin *p = r->obj;

  return url(r, "advisory", arena_fmt(r->c->a, "%lld", (long long)p->id), arena_fmt(r->c->a, "%lld", (long long)id));
}

static void show_row(struct req *r, struct data *row, const void *item) {
  const struct advisory_item *a = item;
  const char *due = advisory_due(r, a->due_at);

  data_text(row, "title", a->title);
  data_text(row, "url", advisory_url(r, a->id));
  advisory_severity_show(r, row, a->severity);
  data_text(row, "label", _T(r, state_label(&advisory_machine, a->state)));
  data_text(row, "tone", state_tone(&advisory_machine, a->state));
  data_text(row, "range", advisory_range(r, a->first, a->last));
  data_text(row, "fixed", a->fixed[0] == '\0' ? "--" : a->fixed);
  data_text(row, "due", due == NULL ? "--" : due);
  data_text(row, "published", when(r, a->published_at));
  data_text(row, "acknowledged", strcmp(a->state, "draft") == 0 ? "--" : row_figure_text(r, a->acknowledged));
}

static const char *new_url(struct req *r) {
  const struct plugin *p = r->obj;

  return url_id(r, "advisory_new", p->id);
}

static void show_empty(struct req *r) {
  show_nothing(r, _T(r, N_("还没有公告")), _T(r, N_("上线的版本有安全问题或重要变化时，发布公告告诉正在使用的小程序")),
               new_url(r), _T(r, N_("新建公告")));
}

static const struct list list = {.name = "advisories",
                                 .size = sizeof(struct advisory_item),
                                 .known = paging_known,
                                 .fetch = fetch,
                                 .key = key,
                                 .row = show_row,
                                 .empty = show_empty};

static enum res show(struct req *r) {
  plugin_tabs(r, "advisories");
  data_text(r->d, "new_url", new_url(r));
  data_text(r->d, "deprecation_url", url_id(r, "deprecation", ((const struct plugin *)r->obj)->id));
  return list_show(r, &list);
}

const struct page page_advisories = {
    .name = "advisories",
    .path = "/console/plugins/{plugin}/advisories",
    .title = N_("公告"),
    .see = PERM_PLUGIN_VIEW,
    .menu = "plugins",
    .filters = &advisories,
    .load = load_plugin,
    .show = show,
};
