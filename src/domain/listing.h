/* The market listing of a plugin: shelf, hidden flag, revisions, access guide. Source: domain.md section 2 "Listing",
 * section 4 "listing revision". */
#ifndef DOMAIN_LISTING_H
#define DOMAIN_LISTING_H

#include "app/ctx.h"
#include "rule/move.h"

extern const struct machine listing_machine; /* of revisions */
extern const struct machine shelf_machine;   /* never, on, off; and hide / show */

struct revision {
  int64_t id, plugin_id, n, rev, info_saved, guide_saved, created_at, submitted_at, live_at;
  const char *state, *summary, *what, *how, *benefit, *cases, *contact, *guide /* JSON */, *reason;
};

/* The open revision (draft, auditing, passed, rejected) of a plugin; RES_NOT_FOUND when there is none. */
MUST_USE enum res revision_open(struct ctx *c, int64_t plugin_id, struct revision *out);
/* The live one. */
MUST_USE enum res revision_live(struct ctx *c, int64_t plugin_id, struct revision *out);
MUST_USE enum res revision_by_id(struct ctx *c, int64_t id, struct revision *out);

/* The pictures of a revision, in order: sha256 each. */
struct picture_item {
  struct bytes sha256;
};
MUST_USE enum res revision_pictures(struct ctx *c, int64_t revision_id, struct picture_item **out, size_t *n);

/* The reviewer's decision moves the revision (approve → passed, reject → rejected), inside the desk's transaction. */
MUST_USE enum res listing_decided(struct ctx *c, int64_t revision_id, bool approve, const char *reason,
                                  struct bytes shown_hash);

#endif
