/* What happened to an object, for {{>part_timeline}}. */
#ifndef PAGES_HISTORY_SHOW_H
#define PAGES_HISTORY_SHOW_H

#include "web/page.h"

/* The list `history`, newest first, and the flag has_history. Whoever belongs to the owner of the object sees reviewers and
 * operators by their office, not by name. One query. */
MUST_USE enum res history_show(struct req *r, const struct machine *m, int64_t object_id);

#endif
