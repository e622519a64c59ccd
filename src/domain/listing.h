/* The market listing of a plugin: shelf, hidden flag, revisions, access guide. Source: domain.md section 2 "Listing",
 * section 4 "listing revision". */
#ifndef DOMAIN_LISTING_H
#define DOMAIN_LISTING_H

#include "app/ctx.h"
#include "base/seal.h"
#include "domain/guide.h"
#include "domain/plugin.h"
#include "domain/shots.h"
#include "rule/move.h"

extern const struct machine listing_machine; /* of revisions */
extern const struct machine shelf_machine;   /* never, on, off; and hide / show */

struct revision {
  int64_t id, plugin_id, n, rev, info_saved, guide_saved, created_at, submitted_at, live_at;
  const char *state, *summary, *what, *how, *benefit, *cases, *contact, *guide /* JSON */, *reason;
  const char *pictures; /* their sha256 in hex, in order, commas between; NULL: none */
};

/* The open revision (draft, auditing, passed, rejected) of a plugin; RES_NOT_FOUND when there is none. One query each. */
MUST_USE enum res revision_open(struct ctx *c, int64_t plugin_id, struct revision *out);
/* The live one. */
MUST_USE enum res revision_live(struct ctx *c, int64_t plugin_id, struct revision *out);
MUST_USE enum res revision_by_id(struct ctx *c, int64_t id, struct revision *out);

/* The pictures of a revision, in order: sha256 each. */
enum { LISTING_PICTURES = SHOTS_MAX };
struct picture_item {
  struct bytes sha256;
};
MUST_USE enum res revision_pictures(struct ctx *c, int64_t revision_id, struct picture_item **out, size_t *n);
/* The same out of v->pictures, without a query. */
size_t revision_shots(struct ctx *c, const struct revision *v, struct picture_item **out);

/* May its texts be changed now: draft or rejected. False where there is none (all zero). */
bool revision_editable(const struct revision *v);
/* The hash of everything that a reviewer decides on: texts, guide, pictures. */
void revision_hash(const struct revision *v, unsigned char out[SEAL_HASH]);

/* Keep the information (the texts of `info`) and its pictures, in the caller's transaction. `v` as loaded.
 * RES_CONFLICT: not editable now · RES_STALE: changed by somebody in between. */
MUST_USE enum res revision_save_info(struct ctx *c, const struct revision *v, const struct revision *info,
                                     const struct bytes *pictures, size_t n);
/* Keep the guide; `done` marks its own page as saved. RES_INVALID: larger than GUIDE_MAX; else as above. */
MUST_USE enum res revision_save_guide(struct ctx *c, const struct revision *v, const struct guide *g, bool done);

/* Do a move of the provider, in the caller's transaction: publish, revise, discard, submit, withdraw, amend, shelve,
 * unshelve, reshelve, hide, show. `rel`: the caller's relations to the plugin. `rev`: that of the revision (publish,
 * revise, unshelve, reshelve, hide, show: of the listing) as the caller saw it, 0 for any.
 * RES_MALFORMED: no such action · RES_CONFLICT: not now, the words say why and where to go · RES_STALE · RES_FORBIDDEN.
 * Locks the plugin's state first, so that two at once come one after the other. */
MUST_USE enum res listing_do(struct ctx *c, const struct plugin *p, unsigned rel, const char *action, int64_t rev);

/* The reviewer's decision moves the revision (approve → passed, reject → rejected), inside the desk's transaction.
 * RES_CONFLICT: not in auditing any more, or its content is not what `shown_hash` was made of. */
MUST_USE enum res listing_decided(struct ctx *c, int64_t revision_id, bool approve, const char *reason,
                                  struct bytes shown_hash);

/* The open and the live revision in short, the open one first: at most two. One query. */
struct revision_line {
  int64_t id, n, rev, info_saved, guide_saved, created_at, submitted_at, live_at;
  const char *state, *reason;
};
MUST_USE enum res revision_lines(struct ctx *c, int64_t plugin_id, struct revision_line **out, size_t *n);

/* What happened to the listing and its revisions, newest first: up to `limit` rows before the one with the id `key` (0: from
 * the newest on), or with `back` the nearest ones after it. `n` is the revision's number, 0 for the shelf. One query. */
struct listing_event {
  int64_t id, at, n;
  const char *machine, *from_state, *action, *to_state, *side, *reason, *who;
};
MUST_USE enum res listing_events(struct ctx *c, int64_t plugin_id, int64_t key, bool back, int64_t limit,
                                 struct listing_event **out, size_t *n);

/* The manifest (JSON: manifest.h) of the version that is online with the highest number. RES_NOT_FOUND when none is. One
 * query. */
struct listing_manifest {
  const char *number, *manifest;
};
MUST_USE enum res listing_manifest(struct ctx *c, int64_t plugin_id, struct listing_manifest *out);

/* How many mini-programs the plugin is bound to now, exact to 1000, then 1001. One query. */
MUST_USE enum res listing_bound(struct ctx *c, int64_t plugin_id, int64_t *n);

#endif
