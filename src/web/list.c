/* One row more than a page is fetched: where it is cut off, there is a further page. */
#include "web/list.h"

#include "web/filter.h"

#include <string.h>

static const char *arg(const struct req *r, const struct list *l, const char *name) {
  const char *full = l->prefix == NULL ? name : arena_fmt(r->c->a, "%s%s", l->prefix, name);
  const char *v = http_param(&r->in->args, full);

  return v != NULL && l->known(v) ? v : "";
}

static struct list_want want_of(const struct req *r, const struct list *l) {
  const char *before = arg(r, l, "before");
  int64_t limit = (l->rows == 0 ? LIST_ROWS : l->rows) + 1;

  if (before[0] != '\0')
    return (struct list_want){before, true, limit, l->arg};
  return (struct list_want){arg(r, l, "after"), false, limit, l->arg};
}

static const void *at(const struct list *l, const struct list_part *p, size_t i) {
  return (const char *)p->rows + i * l->size;
}

static void show_rows(struct req *r, struct data *d, const struct list *l, const struct list_want *w,
                      const struct list_part *p) {
  size_t max = (size_t)w->limit - 1, shown = p->n > max ? max : p->n;
  size_t first = w->back ? p->n - shown : 0; /* the row too many lies at the far end */
  bool more = p->n > max, prev = w->back ? more : w->key[0] != '\0', next = w->back || more;

  for (size_t i = first; i < first + shown; i++)
    l->row(r, data_row(d, l->name), at(l, p, i));
  if (shown > 0)
    show_pager_in(r, d, l->prefix == NULL ? "" : l->prefix, l->anchor == NULL ? "" : l->anchor,
                  prev ? l->key(r, at(l, p, first)) : NULL, next ? l->key(r, at(l, p, first + shown - 1)) : NULL,
                  p->total);
  data_flag(d, "paged", prev || next);
}

static void show_empty(struct req *r, const struct list *l) {
  bool own = l->prefix == NULL; /* the filters are those of the page's first list */

  if (!own || !filter_on(r)) {
    if (own)
      data_flag(r->d, "has_filters", false); /* nothing to choose from */
    if (l->empty != NULL)
      l->empty(r);
    return;
  }
  show_nothing(r, _T(r, N_("没有符合条件的内容")), _T(r, N_("换一个条件试试，或者查看全部")), filter_clear_url(r),
               _T(r, N_("清除筛选")));
}

enum res list_show(struct req *r, const struct list *l) {
  struct list_want w = want_of(r, l);
  struct list_part p = {NULL, 0, -1};
  struct data *d = r->d;
  enum res res = l->fetch(r, &w, &p);

  if (res == RES_OK && p.n == 0 && w.key[0] != '\0') {
    w = (struct list_want){"", false, w.limit, l->arg};
    res = l->fetch(r, &w, &p);
  }
  if (res != RES_OK)
    return res;
  if (l->box != NULL && p.n > 0)
    d = data_row(r->d, l->box);
  else if (l->box != NULL)
    data_rows(r->d, l->box);
  data_rows(d, l->name);
  data_flag(r->d, arena_fmt(r->c->a, "has_%s", l->name), p.n > 0);
  if (p.n > 0)
    show_rows(r, d, l, &w, &p);
  else
    show_empty(r, l);
  return RES_OK;
}
