/* Lists by key, newest first: what the address asks for, and the links to the neighbouring pages. */
#ifndef PAGES_PAGING_H
#define PAGES_PAGING_H

#include "domain/place.h"
#include "web/page.h"

enum { PAGE_ROWS = 20, PAGE_FETCH = PAGE_ROWS + 1 /* one more than shown tells whether there is more */ };

struct paging {
  struct place from;
  bool back; /* before= was asked for: rows before `from` */
};

struct paging paging_read(const struct req *r);
/* Of `n` fetched rows (at most PAGE_FETCH, newest first): which one is shown first. *shown gets how many. */
size_t paging_cut(const struct paging *p, size_t n, size_t *shown);
/* show_pager with places of the first and last row shown (NULL for an empty page). `n` is how many were fetched. */
void paging_show(struct req *r, const struct paging *p, size_t n, const char *first, const char *last, int64_t count);

#endif
