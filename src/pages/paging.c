/* One row more than a page is fetched: where it is cut off, there is a further page. */
#include "pages/paging.h"

struct paging paging_read(const struct req *r) {
  const char *before = http_param(&r->in->args, "before");
  struct paging p = {place_parse(before), true};

  if (p.from.at != 0)
    return p;
  return (struct paging){place_parse(http_param(&r->in->args, "after")), false};
}

size_t paging_cut(const struct paging *p, size_t n, size_t *shown) {
  *shown = n > PAGE_ROWS ? PAGE_ROWS : n;
  return p->back ? n - *shown : 0;
}

void paging_show(struct req *r, const struct paging *p, size_t n, const char *first, const char *last, int64_t count) {
  bool more = n > PAGE_ROWS;
  bool prev = p->back ? more : p->from.at != 0, next = p->back || more;

  show_pager(r, prev ? first : NULL, next ? last : NULL, count);
}
