/* Saying beforehand why something cannot be done, instead of a button that would be refused. */
#ifndef PAGES_REFUSAL_H
#define PAGES_REFUSAL_H

#include "web/page.h"

/* For {{>part_note}}: turn the reason that a domain function left in r->c->why (why, why_at) into an amber note with the way
 * to the page where it can be put right, and forget the reason. Without a reason: no note. Who may not see that page is
 * led to the subject's page, which says who can. */
void show_refusal(struct req *r);
/* For pages that everybody of the subject may look at: may the caller change what it shows? Otherwise the note says who may. */
bool may_change(struct req *r);
/* Address and title of that page, NULL when the reason names none; the reason stays. */
const char *refusal_url(struct req *r);
const char *refusal_label(struct req *r);

#endif
