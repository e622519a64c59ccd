/* A part of a list that is ordered by a time and, where times are equal, by an id: newest first, or oldest first. Such lists
 * page by key, never by counting rows off.
 *
 * A list is two statements, one for each way along its index, which end in SPAN_NEWEST and SPAN_OLDEST. */
#ifndef DOMAIN_SPAN_H
#define DOMAIN_SPAN_H

#include "app/ctx.h"
#include "domain/place.h"

struct span {
  struct place from; /* rows behind it; all zero: from the beginning */
  bool back;         /* those before it instead, the nearest ones */
  bool oldest;       /* the oldest come first */
  int64_t limit;
};

/* What the two statements end in: condition, order and limit. `at` and `id` are columns of one index. */
#define SPAN_NEWEST(at, id) " AND " at " <= ? AND (" at " < ? OR " id " < ?) ORDER BY " at " DESC, " id " DESC LIMIT ?"
#define SPAN_OLDEST(at, id) " AND " at " >= ? AND (" at " > ? OR " id " > ?) ORDER BY " at ", " id " LIMIT ?"

/* Run the one that is needed with `args` and, behind them, the four of its end. Rows come in the order of the list, whichever
 * way was read. */
#define span_list(c, newest, oldest, span, rows, n, ...)                                                               \
  span_list_args((c), &(newest), &(oldest), (span), (rows), (n), DB_ARGS(__VA_ARGS__))
MUST_USE enum res span_list_args(struct ctx *c, const struct db_stmt *newest, const struct db_stmt *oldest,
                                 const struct span *s, void *rows, size_t *n, size_t nargs, const struct db_arg *args);

/* What people look for by name or id: the pattern for LIKE over a key column (text_key), everything when `q` is "", and
 * the id that it may be (0: none). A row fits when either does. */
struct look {
  const char *like;
  int64_t id;
};
struct look look_for(struct ctx *c, const char *q);
/* The condition, for two arguments: T(look.like), I(look.id). */
#define LOOK_FITS(key, id) "(" key " LIKE ? OR " id " = ?)"

#endif
