/* Entitlements: that a subject has obtained a plugin. Source: domain.md section 2 "Entitlement", section 4 "obtain",
 * "release entitlement". At most one row for each subject and plugin; a released one is obtained again in its row. */
#ifndef DOMAIN_ENTITLEMENT_H
#define DOMAIN_ENTITLEMENT_H

#include "domain/offer.h"
#include "domain/plugin.h"
#include "domain/span.h"
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

/* A row of 已获取的插件. `total` is the same in every row: how many the list has, 1001 for more than 1000. */
struct entitlement_item {
  int64_t id, plugin_id, obtained_at, bound /* its bindings that are not closed */, total;
  const char *name, *summary, *subject_name, *state /* of the plugin */, *shelf;
  struct bytes avatar;
};
/* What a subject holds, by the time it was obtained. One query. */
MUST_USE enum res entitlement_list(struct ctx *c, int64_t subject_id, const struct plugin_filter *f,
                                   const struct span *span, struct entitlement_item **out, size_t *n);

#endif
