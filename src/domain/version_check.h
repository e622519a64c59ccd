/* What the platform's checks say of a version: findings of its package and documentation (check.h), and what it changes of
 * the version that hosts have (contract.h). The same at upload, submission and review. Source: domain.md section 7.3, 7.4.
 *
 * The old version is the highest one below it that is online, of its own major if there is one; else one of its major that
 * was online (bindings may be pinned to it); else the highest one of a lower major. The guide of the old side is that of the
 * live revision, of the new side that of the open revision, or the live one when none is open. */
#ifndef DOMAIN_VERSION_CHECK_H
#define DOMAIN_VERSION_CHECK_H

#include "domain/contract.h"
#include "domain/version.h"

struct version_check {
  struct findings findings;
  bool compared;             /* false: kept from before there were comparisons, or deleted without one */
  struct contract_diff diff; /* base "": there was nothing to compare with */
};

/* In state init as it is now (one query), later as it was when it was submitted (no query). */
MUST_USE enum res version_check(struct ctx *c, const struct plugin *p, const struct version *v,
                                struct version_check *out);
/* As it is now, from what version_ready said; no query. RES_INTERNAL: what is kept is damaged. */
MUST_USE enum res version_check_now(struct ctx *c, const struct version *v, const struct version_ready *ready,
                                    struct version_check *out);

/* Check `v`, which is submitted now, and put the outcome into it. RES_INVALID on field "override": it breaks within its
 * major and gives no reason. One that need not give a reason loses it. No query. */
MUST_USE enum res version_check_take(struct ctx *c, struct version *v, const struct version_ready *ready);

#endif
