/* Numbers about a plugin's applications: what has to be answered soon, and how reliably its provider answers. Each is one
 * query along one index. */
#ifndef DOMAIN_APPLICATION_FIGURES_H
#define DOMAIN_APPLICATION_FIGURES_H

#include "app/ctx.h"

/* The answer rate (domain.md section 7, issue 4 item 6): of the newest RATE_LOOKED applications that were answered or expired
 * within RATE_DAYS, how many were answered. A rule's approval is an answer; what a merchant took back is not counted. */
enum { RATE_DAYS = 90, RATE_LOOKED = 1000, RATE_NEEDS = 5 };
struct application_rate {
  int64_t asked, answered;
};
MUST_USE enum res application_rate(struct ctx *c, int64_t plugin_id, struct application_rate *out);
/* In percent, rounded down, so that 100 is all; -1 with fewer than RATE_NEEDS. */
int rate_percent(int64_t asked, int64_t answered);

/* What waits: how many are due within APPLICATION_SOON (101 for more than 100), and when the next one is (0: none). Those
 * whose time is over already are the clock's. With the rate, for the provider's overview. */
struct application_due {
  int64_t soon, next_at, asked, answered;
};
MUST_USE enum res application_due(struct ctx *c, int64_t plugin_id, struct application_due *out);

#endif
