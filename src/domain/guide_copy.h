/* Taking an access guide over from where it was written before: another revision of the same plugin's listing, or the live one of
 * another plugin of the same subject. Source: issue 4 item 5. */
#ifndef DOMAIN_GUIDE_COPY_H
#define DOMAIN_GUIDE_COPY_H

#include "app/ctx.h"
#include "domain/guide.h"

enum { GUIDE_SOURCES = 10 /* of each of the two kinds, the newest */ };

struct guide_source {
  int64_t id /* of the revision */, plugin_id, n, at /* when it was made */;
  const char *plugin_name, *state;
  int64_t components, pages, interfaces, config; /* rows of the lists */
};
/* Those that have a guide, the own plugin's first. Not the revision `but`, which is being written; of other
 * plugins the 100 newest are looked at. One query. */
MUST_USE enum res guide_sources(struct ctx *c, int64_t subject_id, int64_t plugin_id, int64_t but,
                                struct guide_source **out, size_t *n);
/* The guide of one of them. RES_NOT_FOUND for revisions that are none of these; nobody copies from other subjects. One query. */
MUST_USE enum res guide_of_source(struct ctx *c, int64_t subject_id, int64_t plugin_id, int64_t id, struct guide *out);

/* Add to `g` what it lacks of `from`: its words where there are none, and items whose names it does not have, as long as there is
 * room (GUIDE_ROWS a list). What is there stays as it is. `*left` counts the items without room. Gives the number of items
 * added. Pure. */
size_t guide_fill(struct guide *g, const struct guide *from, size_t *left);

#endif
