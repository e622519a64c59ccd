/* The order is part of the address, so a key always means the same place in it. */
#include "pages/paging.h"

#include "web/filter.h"

#include <string.h>

const struct choice paging_orders[2] = {{"newest", N_("从新到旧"), NULL}, {"oldest", N_("从旧到新"), NULL}};

struct span paging_span(const struct req *r, const struct list_want *w) {
  bool oldest = strcmp(filter_get(r, "sort"), "oldest") == 0;

  return (struct span){place_parse(w->key), w->back, oldest, w->limit};
}

bool paging_known(const char *key) { return place_parse(key).at != 0; }

const char *paging_key(struct req *r, int64_t at, int64_t id) { return place_text(r->c->a, at, id); }
