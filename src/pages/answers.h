/* Answering several applications by one form: what the list and its confirmation page have in common. */
#ifndef PAGES_ANSWERS_H
#define PAGES_ANSWERS_H

#include "domain/application_bulk.h"
#include "domain/plugin.h"
#include "web/page.h"

/* The different ids under `application` of a form or a query, at most BULK_MAX + 1 of them. */
size_t answers_chosen(const struct http_form *from, int64_t *id);
/* In `act`: answer what was posted, if it is several. Sets r->flash, and r->to where some were left: there they are named. */
MUST_USE enum res answers_do(struct req *r, const struct plugin *p, const char *reason);
/* In `show` of the list: the ways to the confirmation page, for {{>part_bulk}}; none without anything that waits. */
void answers_bar(struct req *r, const struct plugin *p);
/* What answered where no person did: 自动通过（规则 3：企业；餐饮）. */
const char *rule_said(struct req *r, int64_t n, const char *host_types, const char *names);

#endif
