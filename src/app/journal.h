/* The journal of a transaction: its history and audit rows, collected while it runs and written by two statements just
 * before it commits, however many moves it made.
 *
 * So they are in the same transaction as what they tell of (security.md 8), and a page with four moves pays for two
 * round trips, not for eight (house.md 5). Outside ctx_tx each row is written at once: nothing can be forgotten. */
#ifndef APP_JOURNAL_H
#define APP_JOURNAL_H

#include "app/ctx.h"

/* Run `work` as db_tx does, with a journal. Every change of domain objects goes through here. */
MUST_USE enum res ctx_tx(struct ctx *c, enum res (*work)(void *arg), void *arg);

/* One move of an object. */
struct journal_move {
  const char *machine, *from, *action, *to, *side, *reason /* NULL: none */;
  int64_t id;
};
MUST_USE enum res journal_move(struct ctx *c, const struct journal_move *m);
/* One act. `detail` is JSON text or "". */
MUST_USE enum res journal_act(struct ctx *c, const char *act, const char *kind, int64_t id, const char *detail);

#endif
