/* Evidence files as links, for the owner and for the reviewer. */
#ifndef PAGES_PAPERS_H
#define PAGES_PAPERS_H

#include "domain/evidence.h"
#include "web/page.h"

/* The list `papers` and the flag has_papers, for {{>part_papers}}. */
void papers_show(struct req *r, const struct evidence *e, size_t n);

#endif
