/* The trial pointer of a plugin: the version that joint debugging gets. Source: domain.md section 4 "pointer", section 5 rule
 * `trial`, section 9.6.
 *
 * At most one for each plugin, in table trial (version_id NULL: it was cleared). It points at a version in init, auditing, rejected, passed or gray: it is set
 * on the first four, and taken away when its version goes online; the version that it points at cannot be deleted. It
 * is set and cleared by version_move (actions set-trial, clear-trial). */
#ifndef DOMAIN_TRIAL_H
#define DOMAIN_TRIAL_H

#include "domain/version.h"

struct trial {
  int64_t version_id, major, minor, patch, set_at;
  const char *number, *state; /* of the version */
  const char *set_by;         /* display name of who set it */
};

/* RES_NOT_FOUND: the plugin has none. One query, without a lock. */
MUST_USE enum res trial_load(struct ctx *c, int64_t plugin_id, struct trial *out);

/* The two acts as moves, for version_move: inside its transaction, with the row of plugin_state locked. The version's rev stays
 * what it was. Results as move_do. */
MUST_USE enum res trial_set(struct ctx *c, const struct version *v, unsigned rel);
MUST_USE enum res trial_clear(struct ctx *c, int64_t version_id, int64_t subject_id, const char *state, int64_t rev,
                              unsigned rel);

#endif
