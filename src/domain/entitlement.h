/* Entitlements: that a subject has obtained a plugin. Source: domain.md section 2 "Entitlement", section 4 "obtain",
 * "release entitlement". At most one row for each subject and plugin; a released one is obtained again in its row. */
#ifndef DOMAIN_ENTITLEMENT_H
#define DOMAIN_ENTITLEMENT_H

#include "domain/offer.h"
#include "domain/place.h"
#include "rule/move.h"

extern const struct machine entitlement_machine;

/* Inside a transaction: the caller's subject obtains the plugin. The offer's shelf and state are read again under a lock.
 * RES_OK also when it is held already, by this or another request at the same moment (*again is true then). Otherwise as
 * offer_obtainable. At most 6 statements. */
MUST_USE enum res entitlement_obtain(struct ctx *c, const struct offer *o, bool *again);
/* Inside a transaction: give it back. RES_CONFLICT with the reason and the place while a binding is not closed; a binding
 * made at the same moment waits for this, or this for it. At most 5 statements. */
MUST_USE enum res entitlement_release(struct ctx *c, const struct offer *o);
/* Inside a transaction: lock the caller's entitlement, so that binding and releasing follow each other. RES_CONFLICT with
 * the reason when it is not held. */
MUST_USE enum res entitlement_lock(struct ctx *c, int64_t plugin_id);

/* A row of 已获取的插件. */
struct entitlement_item {
  int64_t id, plugin_id, obtained_at, bound /* its bindings that are not closed */;
  const char *name, *summary, *subject_name, *state /* of the plugin */, *shelf;
  struct bytes avatar;
};
/* What a subject holds: up to `limit` rows behind `from`, newest first; with `back`, the rows before it (still newest
 * first). One query. */
MUST_USE enum res entitlement_list(struct ctx *c, int64_t subject_id, struct place from, bool back, int64_t limit,
                                   struct entitlement_item **out, size_t *n);
/* How many it holds; 1001 for more than 1000. */
MUST_USE enum res entitlement_count(struct ctx *c, int64_t subject_id, int64_t *out);

#endif
