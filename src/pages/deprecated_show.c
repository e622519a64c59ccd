/* The words name the version, or the plugin, the day, and what to use instead. */
#include "pages/deprecated_show.h"

#include "base/clock.h"

#include <string.h>

const char *deprecated_words(const struct req *r, const struct deprecation *d) {
  struct arena *a = r->c->a;
  const char *day = clock_date(a, d->ends_at, (int)r->c->conf->zone);

  if (d->number != NULL)
    return d->ends_at < r->c->now ? arena_fmt(a, _T(r, N_("版本 %s 已于 %s 停止维护")), d->number, day)
                                  : arena_fmt(a, _T(r, N_("版本 %s 将于 %s 停止维护")), d->number, day);
  return d->ends_at < r->c->now ? arena_fmt(a, _T(r, N_("这个插件已于 %s 停止维护")), day)
                                : arena_fmt(a, _T(r, N_("这个插件将于 %s 停止维护")), day);
}

static void show_one(struct req *r, const struct deprecation *d) {
  struct data *row = data_row(r->d, "deprecated");
  bool plugin = d->number == NULL && d->successor != 0;

  data_text(row, "dep_words", deprecated_words(r, d));
  data_text(row, "dep_reason", d->reason);
  data_text(row, "dep_successor", d->successor_name);
  data_text(row, "dep_url", plugin ? url_id(r, "market_plugin", d->successor) : NULL);
}

enum res deprecated_show(struct req *r, int64_t plugin_id, const char *number) {
  struct deprecation *d = NULL;
  size_t n = 0;
  enum res res = deprecations_of(r->c, plugin_id, false, &d, &n);

  data_rows(r->d, "deprecated");
  for (size_t i = 0; res == RES_OK && i < n; i++)
    if (d[i].number == NULL || number == NULL || strcmp(d[i].number, number) == 0)
      show_one(r, &d[i]);
  return res;
}
