/* 数据统计: what was obtained and bound in each of the last days, and which versions are in use. */
#include "domain/usage.h"

#include "base/clock.h"
#include "pages/chart.h"
#include "pages/load.h"
#include "web/filter.h"

#include <string.h>

extern const struct page page_stats;

static const struct choice spans[] = {{"30", N_("近 30 天"), NULL}, {"90", N_("近 90 天"), NULL}};
static const struct filter stats_filters[] = {
    {.name = "days", .kind = FILTER_KEPT, .choices = spans, .nchoices = 2},
};
FILTERS(stats);

static size_t days_of(const struct req *r) { return strcmp(filter_get(r, "days"), "90") == 0 ? 90 : 30; }

static void show_spans(struct req *r) {
  const struct plugin *p = r->obj;
  const char *u = url_id(r, "stats", p->id);

  show_view(r, _T(r, spans[0].label), u, days_of(r) == 30);
  show_view(r, _T(r, spans[1].label), url_with(r, u, "days", "90"), days_of(r) == 90);
}

static void show_days(struct req *r, const char *id, const char *title, const char *unit, const int64_t *n) {
  size_t days = days_of(r);
  struct chart_bar *bar = ARENA_ARRAY(r->c->a, struct chart_bar, days);
  int64_t all = 0;

  for (size_t i = 0; i < days; i++) {
    bar[i] = (struct chart_bar){clock_date(r->c->a, usage_day(r->c, days - 1 - i), (int)r->c->conf->zone), n[i]};
    all += n[i];
  }
  chart_show(r->d, &(struct chart){.id = id,
                                   .title = title,
                                   .desc = arena_fmt(r->c->a, _T(r, N_("%s 至 %s，共 %lld")), bar[0].label,
                                                     bar[days - 1].label, (long long)all),
                                   .of = _T(r, N_("统计日期")),
                                   .unit = unit,
                                   .bar = bar,
                                   .n = days});
}

static const char *label_of(struct req *r, const struct usage_version *v) {
  const char *number = v->version != NULL ? v->version : arena_fmt(r->c->a, "%lld.x", (long long)v->major);

  return v->pinned ? arena_fmt(r->c->a, _T(r, N_("%s（固定）")), number) : number;
}

static void show_versions(struct req *r, const struct usage_version *v, size_t n) {
  struct chart_bar *bar = ARENA_ARRAY(r->c->a, struct chart_bar, n);

  for (size_t i = 0; i < n; i++)
    bar[i] = (struct chart_bar){label_of(r, &v[i]), v[i].hosts};
  chart_show(r->d, &(struct chart){.id = "versions",
                                   .title = _T(r, N_("使用中的版本")),
                                   .desc = _T(r, N_("现在生效的版本和固定的版本，以及启用或停用它的小程序数")),
                                   .of = _T(r, N_("生效版本")),
                                   .unit = _T(r, N_("小程序（个）")),
                                   .bar = bar,
                                   .n = n});
}

static enum res show(struct req *r) {
  const struct plugin *p = r->obj;
  int64_t obtained[USAGE_DAYS], bound[USAGE_DAYS];
  struct usage_version *v = NULL;
  size_t n = 0;
  enum res res = usage_days(r->c, p->id, days_of(r), obtained, bound);

  if (res == RES_OK)
    res = usage_versions(r->c, p->id, &v, &n);
  if (res != RES_OK)
    return res;
  plugin_tabs(r, "authorisations");
  crumb(r, _T(r, N_("获取与授权")), url_id(r, "authorisations", p->id));
  data_rows(r->d, "charts");
  show_spans(r);
  show_days(r, "obtained", _T(r, N_("每天新增的获取")), _T(r, N_("主体（个）")), obtained);
  show_days(r, "bound", _T(r, N_("每天新增的绑定")), _T(r, N_("小程序（个）")), bound);
  if (n > 0)
    show_versions(r, v, n);
  data_flag(r->d, "unused", n == 0);
  return RES_OK;
}

const struct page page_stats = {
    .name = "stats",
    .path = "/console/plugins/{plugin}/stats",
    .title = N_("数据统计"),
    .see = PERM_PLUGIN_VIEW,
    .menu = "plugins",
    .filters = &stats,
    .load = load_plugin,
    .show = show,
};
