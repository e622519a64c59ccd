/* What is to be decided, by kind of review: a version, a listing, a verification, payment. */
#ifndef PAGES_REVIEW_SHOW_H
#define PAGES_REVIEW_SHOW_H

#include "domain/review.h"
#include "web/page.h"

/* Fill what review.tpl shows of the object: the flag is_version, is_listing, is_real_name or is_payment and what its part reads; *name is
 * what the page is headed with. At most four queries. */
MUST_USE enum res review_show(struct req *r, const struct review *v, const char **name);

/* Before the rows of findings are read: the places that they may be about, as a struct guide in r->work. One query for a
 * listing, none for other kinds. review_show does it too. */
MUST_USE enum res review_places(struct req *r, const struct review *v);

/* Load function of pages below /review/{review}: r->obj is its struct review, r->rel the caller's relation to it alone.
 * RES_NOT_FOUND for reviewers of other kinds; RES_FORBIDDEN, in words, for members of the submitting subject. */
enum res load_review(struct req *r);

#endif
