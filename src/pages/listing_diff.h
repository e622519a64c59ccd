/* What an open revision changes of the live one, for its provider and for the reviewer. domain.md section 7.6. */
#ifndef PAGES_LISTING_DIFF_H
#define PAGES_LISTING_DIFF_H

#include "domain/listing.h"
#include "web/page.h"

/* For {{>part_diff}}: every part that differs with its words marked, pictures side by side, and the names of what stayed.
 * `live` NULL: nothing to compare with, and nothing is shown. RES_INTERNAL for a damaged guide. No query. */
MUST_USE enum res listing_diff_show(struct req *r, const struct revision *live, const struct revision *now);

#endif
