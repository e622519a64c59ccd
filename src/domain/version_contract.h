/* What a version changes of the one that hosts have, and whether it may. Comparing is contract.h; here is what is compared.
 * Source: domain.md section 7.4.
 *
 * The old version is the highest one below it that is online, of its own major if there is one; else one of its major that
 * was online (bindings may be pinned to it); else the highest one of a lower major. The guide of the old side is that of the
 * live revision, of the new side that of the open revision, or the live one when none is open. */
#ifndef DOMAIN_VERSION_CONTRACT_H
#define DOMAIN_VERSION_CONTRACT_H

#include "domain/contract.h"
#include "domain/version.h"

/* In state init as it is now (one query), later as it was when it was submitted (no query). RES_NOT_FOUND: a version that
 * was never compared. out->base is "" when there was nothing to compare with. */
MUST_USE enum res version_contract(struct ctx *c, const struct plugin *p, const struct version *v,
                                   struct contract_diff *out);
/* The same as it is now, from what version_ready said; no query. RES_INTERNAL: what is kept is damaged. */
MUST_USE enum res version_contract_now(struct ctx *c, const struct version *v, const struct version_ready *ready,
                                       struct contract_diff *out);

/* Compare `v`, which is submitted now, and put the outcome into it. RES_INVALID on field "override": it breaks within its
 * major and gives no reason. One that need not give a reason loses it. No query. */
MUST_USE enum res version_contract_take(struct ctx *c, struct version *v, const struct version_ready *ready);

#endif
