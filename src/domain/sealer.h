/* The audit's sealer: chains committed audit rows, so that a later change of one is seen. house.md section 5 "Audit". */
#ifndef DOMAIN_SEALER_H
#define DOMAIN_SEALER_H

#include "app/ctx.h"

/* Chain up to 500 rows that are older than 10 seconds (younger ones may still commit out of order). A job: runs its own
 * transaction; two sealers at once do no harm (the second meets the first's keys and stops). */
MUST_USE enum res audit_seal(struct ctx *c);

#endif
