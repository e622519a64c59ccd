/* Doing a move: the only way a state is ever written.
 *
 * Inside the caller's transaction: check the row of the machine → the object's own guarded UPDATE (state and rev must
 * still be what was seen) → a history row → an audit row. house.md "Move", security.md 1 and 8. */
#ifndef DOMAIN_MOVING_H
#define DOMAIN_MOVING_H

#include "app/ctx.h"
#include "rule/move.h"

/* The object that moves. */
struct moving {
  const struct machine *machine;
  /* "UPDATE x SET state = ?, rev = rev + 1 WHERE id = ? AND state = ? AND rev = ?", these four places. */
  const struct db_stmt *update;
  const char *kind;       /* audit.object_kind: "version" … */
  int64_t id, subject_id; /* the object, and the subject whose it is */
  const char *state;      /* as loaded; replaced by the new state */
  int64_t rev;            /* as loaded; counted up */
  unsigned rel;           /* the caller's relations (enum rel) */
  const char *reason;     /* NULL when none was given */
};

/* RES_CONFLICT: not a legal move in this state, or somebody else moved it first (the words say which and what is open).
 * RES_FORBIDDEN: legal, but not for this caller. RES_INVALID on field "reason": the row asks for a reason. */
MUST_USE enum res move_do(struct ctx *c, struct moving *m, const char *action);
/* The same with what changes together with the state: the update has the places of `set` (n of them, at most MOVING_SET) in
 * front of its four. */
enum { MOVING_SET = 12 };
MUST_USE enum res move_set(struct ctx *c, struct moving *m, const char *action, size_t n, const struct db_arg *set);
/* Two objects that one act moves (domain.md section 9.2), by the statement of `m`: the places of `other` (state and rev
 * as loaded, new state) come first in it, then those of `set`, then the four of `m`. It changes both or none. */
MUST_USE enum res move_pair(struct ctx *c, struct moving *m, struct moving *other, const char *action, size_t n,
                            const struct db_arg *set);
/* The same for `n` pairs (1 … 100) by one act and one statement; all of `m` are in one state, and all of `other`. The places of
 * the statement of m[0]: `rows` (a JSON array with ids and revs of each pair as loaded, and what the caller adds), the state of
 * `other` as loaded and its new one, those of `set`, the new state of `m` and the one as loaded. The caller has locked the rows:
 * where not all of them move, the transaction runs again (RES_RETRY). */
MUST_USE enum res moves_pair(struct ctx *c, struct moving *m, struct moving *other, size_t n, const char *action,
                             const char *rows, size_t nset, const struct db_arg *set);
/* The first row of an object that comes into being: history ("" → state) and audit. The INSERT was the caller's. */
MUST_USE enum res move_born(struct ctx *c, const struct moving *m, const char *action);
/* The same for `n` objects (1 … 100) that came into being by one act: they differ in their ids only. */
MUST_USE enum res moves_born(struct ctx *c, const struct moving *m, size_t n, const char *action);

/* The rows of a move that keeps the state of its object, and that the statement of another move has carried along. */
MUST_USE enum res move_carried(struct ctx *c, const struct moving *m, const char *action);

/* An audit row of an act that is not a move: act "plugin.settings"; detail is JSON text or "". */
MUST_USE enum res audit(struct ctx *c, const char *act, const char *kind, int64_t id, const char *detail);

/* History of one object, newest first: up to `limit` rows before the row with the id `key` (0: from the newest on), or with
 * `back` the nearest ones after it. One query. */
struct history_item {
  int64_t id, at, user_id;
  const char *from_state, *action, *to_state, *side, *reason, *who;
};
MUST_USE enum res history_list(struct ctx *c, const char *machine, int64_t object_id, int64_t key, bool back,
                               int64_t limit, struct history_item **out, size_t *n);

#endif
