/* Between web/list.h and domain/span.h: the keys of lists that are ordered by a time and an id. */
#ifndef PAGES_PAGING_H
#define PAGES_PAGING_H

#include "domain/span.h"
#include "web/list.h"

/* The filter that turns such a list round: `sort=oldest`. */
#define FILTER_BY_TIME                                                                                                 \
  { .name = "sort", .kind = FILTER_SORT, .label = N_("排序"), .choices = paging_orders, .nchoices = 2 }
extern const struct choice paging_orders[2];

/* The part that is asked for, in the order that the page's filter `sort` says (newest first without one). */
struct span paging_span(const struct req *r, const struct list_want *w);
/* For struct list: is it a key of such a list? */
bool paging_known(const char *key);
/* The key of a row. */
const char *paging_key(struct req *r, int64_t at, int64_t id);

#endif
