/* Advisories on the host's side: on the page of a binding, and on the dashboard. */
#ifndef PAGES_NOTICES_SHOW_H
#define PAGES_NOTICES_SHOW_H

#include "domain/advisory.h"
#include "web/page.h"

/* For {{>part_notices}}: what concerns the binding now, with 知道了 for those who may. One query. */
MUST_USE enum res notices_show(struct req *r, const struct binding *b);
/* "3 个公告待确认", NULL for none: beside a binding in a list. */
const char *notices_words(const struct req *r, int64_t open);
/* The row `notices_box` of the dashboard: what the subject has not acknowledged, the first few by name. *n: how many, FIGURE_MAX +
 * 1 for more. One query. */
MUST_USE enum res notices_box(struct req *r, int64_t *n);

#endif
