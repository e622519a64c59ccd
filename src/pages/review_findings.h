/* What a reviewer finds: the rows of the decision form, and what was found as others read it. */
#ifndef PAGES_REVIEW_FINDINGS_H
#define PAGES_REVIEW_FINDINGS_H

#include "domain/review.h"
#include "web/page.h"

/* In `op` of the review page: add, delete and move rows. RES_CONFLICT in words for anything else. */
MUST_USE enum res review_findings_op(struct req *r);
/* In `prepare`: read and check the posted rows into `out`, room for REVIEW_FINDINGS; complains, and gives their number. */
size_t review_findings_read(struct req *r, struct finding_item *out);
/* In `show`: the group of rows below the decision's fields. The places of a listing are those of r->work, a struct guide
 * (review_show sets it). */
void review_findings_rows(struct req *r);
/* For {{>part_review_findings}}: what was found; `kind` is that of the review. The reason itself is left out. */
void review_findings_show(struct req *r, const char *kind, const struct finding_item *f, size_t n);

#endif
