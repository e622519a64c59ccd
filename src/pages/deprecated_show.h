/* Saying that something is not maintained much longer, wherever people meet it. */
#ifndef PAGES_DEPRECATED_SHOW_H
#define PAGES_DEPRECATED_SHOW_H

#include "domain/deprecation.h"
#include "web/page.h"

/* For {{>part_deprecated}}: what is announced about the whole plugin and about the version `number` (NULL: every version).
 * One query. */
MUST_USE enum res deprecated_show(struct req *r, int64_t plugin_id, const char *number);
/* One of them in a sentence. */
const char *deprecated_words(const struct req *r, const struct deprecation *d);

#endif
