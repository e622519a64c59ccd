/* Evidence files: as they were posted, and as links for the owner and for the reviewer. */
#ifndef PAGES_PAPERS_H
#define PAGES_PAPERS_H

#include "domain/evidence.h"
#include "web/page.h"

/* The list `papers` and the flag has_papers, for {{>part_papers}}. */
void papers_show(struct req *r, const struct evidence *e, size_t n);

/* The posted files as what evidence_put takes, in the arena. Before the transaction. */
MUST_USE enum res papers_read(struct req *r, const struct form_files *posted, struct evidence_file **out);

#endif
