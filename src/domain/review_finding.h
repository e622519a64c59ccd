/* How a review keeps what was found, for review.c alone; what others call is in review.h. */
#ifndef DOMAIN_REVIEW_FINDING_H
#define DOMAIN_REVIEW_FINDING_H

#include "domain/review.h"

/* Write the findings of a rejection, in the caller's transaction. One statement. */
MUST_USE enum res findings_put(struct ctx *c, int64_t review_id, const struct finding_item *f, size_t n);
/* Their texts, one a line, as a reason. */
const char *findings_text(struct ctx *c, const struct finding_item *f, size_t n);

#endif
