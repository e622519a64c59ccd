/* The provider's lists of applications: what waits goes by its due time, what ended by its end, each along a key of its own. The
 * page is cut out of the key before the rest of its rows is read. */
#include "domain/application_row.h"
#include "domain/count.h"

#define WAITING(beyond, way)                                                                                           \
  APPLICATION_SELECT " WHERE a.plugin_id = ? AND a.state = 'pending' AND a.due_at " beyond "= ? AND (a.due_at " beyond \
                     " ? OR a.id " beyond " ?) ORDER BY a.due_at " way ", a.id " way " LIMIT ?"
DB_QUERY(application_waiting_after, application_shape, WAITING(">", "ASC"));
DB_QUERY(application_waiting_before, application_shape, WAITING("<", "DESC"));

#define ENDED "application a FORCE INDEX (history) STRAIGHT_JOIN app h ON h.id = a.app_id WHERE a.plugin_id = ?"
#define NARROWED                                                                                                       \
  ENDED " AND a.decided_at > 0 AND " LOOK_FITS(                                                                        \
      "h.name_key",                                                                                                    \
      "h.id") " AND (? = '' OR ? = a.state) AND (? = ''"                                                               \
              " OR ? = IF(a.rule_id IS NOT NULL, 'rule', IF(a.state IN ('approved', 'refused'), 'person', 'nobody')))"
/* Where nothing is asked for, the index alone is counted. */
#define ALL   "application FORCE INDEX (history) WHERE plugin_id = ? AND decided_at > 0"
#define TOTAL "IF(?, " COUNTED(ALL) ", " COUNTED(NARROWED) ")"
#define HISTORY(end, order)                                                                                            \
  APPLICATION_OF(TOTAL, "(SELECT a.id FROM " NARROWED end ") x JOIN application a ON a.id = x.id") " ORDER BY " order
DB_QUERY(application_newest, application_shape,
         HISTORY(SPAN_NEWEST("a.decided_at", "a.id"), "a.decided_at DESC, a.id DESC"));
DB_QUERY(application_oldest, application_shape, HISTORY(SPAN_OLDEST("a.decided_at", "a.id"), "a.decided_at, a.id"));

enum res application_waiting(struct ctx *c, int64_t plugin_id, struct place from, bool back, int64_t limit,
                             struct application **out, size_t *n) {
  const struct db_stmt *s = back ? &application_waiting_before : &application_waiting_after;
  enum res r = db_list_args(c->db, c->a, s, out, n,
                            DB_ARGS(APPLICATION_LANG(c), I(plugin_id), I(from.at), I(from.at), I(from.id), I(limit)));

  if (r == RES_OK && back)
    db_turn(s, out, *n);
  return r;
}

enum res application_history(struct ctx *c, int64_t plugin_id, const struct application_filter *f,
                             const struct span *span, struct application **out, size_t *n) {
#define NARROW I(plugin_id), T(look.like), I(look.id), T(f->state), T(f->state), T(f->by), T(f->by)
  struct look look = look_for(c, f->q);

  return span_list(c, application_newest, application_oldest, span, out, n, APPLICATION_LANG(c),
                   I(f->q[0] == '\0' && f->state[0] == '\0' && f->by[0] == '\0'), I(plugin_id), I(plugin_id), NARROW,
                   NARROW, NARROW);
#undef NARROW
}
