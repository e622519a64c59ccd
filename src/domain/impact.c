/* Along two indexes of binding: hosts has those that follow a major, pins those that stay with a version. Names are read of few
 * rows. */
#include "domain/impact.h"

#include "domain/count.h"

#include <string.h>

#define S(field) M(struct impact, field)
SHAPE(impact_shape, struct impact, S(follows), S(following), S(pinned), S(next), S(names));
#undef S
#define FOLLOW    "binding b FORCE INDEX (hosts) WHERE b.host_of = ? AND b.major = ? AND b.pin_version IS NULL"
#define PINNED    "binding b FORCE INDEX (pins) WHERE b.pin_version = ? AND b.host_of = ?"
#define ONLINE    "version o WHERE o.plugin_id = ? AND o.major = ? AND o.state = 'online'"
#define AT_HEAD   "(? AND NOT EXISTS (SELECT 1 FROM " ONLINE " AND (o.minor, o.patch) > (?, ?)))"
#define NEW_FIRST "ORDER BY b.created_at DESC, b.id DESC LIMIT 5"
#define NAMES                                                                                                          \
  "(SELECT b.id, b.app_id, b.created_at FROM " PINNED " " NEW_FIRST                                                    \
  ") UNION ALL (SELECT b.id, b.app_id, b.created_at FROM " FOLLOW " AND " AT_HEAD " " NEW_FIRST                        \
  ") ORDER BY created_at DESC, id DESC LIMIT 5"
#define NAMED                                                                                                          \
  "(SELECT GROUP_CONCAT(a.name ORDER BY k.created_at DESC, k.id DESC SEPARATOR '\\n') FROM (" NAMES                    \
  ") k JOIN app a ON a.id = k.app_id)"
#define NEXT                                                                                                           \
  "(SELECT CONCAT(o.major, '.', o.minor, '.', o.patch) FROM " ONLINE " AND o.id <> ?"                                  \
  " ORDER BY o.major DESC, o.minor DESC, o.patch DESC LIMIT 1)"
#define NUMBERS "IF(i.follows, " COUNTED(FOLLOW) ", 0) AS following, " COUNTED(PINNED) " AS pinned"
DB_QUERY(impact_of, impact_shape,
         "SELECT i.follows, " NUMBERS ", " NEXT " AS next, " NAMED " AS names FROM (SELECT " AT_HEAD " AS follows) i");

#define S(field) M(struct impact_host, field)
SHAPE(host_shape, struct impact_host, S(id), S(app_id), S(created_at), S(pinned), S(state), S(app_name),
      S(subject_name), S(avatar));
#undef S
/* In the one order of both. */
#define LIST(end, order)                                                                                               \
  "SELECT b.id, b.app_id, b.created_at, b.pin_version IS NOT NULL AS pinned, b.state, a.name AS app_name,"             \
  " s.name AS subject_name, a.avatar FROM (SELECT b.id FROM binding b FORCE INDEX (hosts) WHERE b.host_of = ?"         \
  " AND b.major = ? AND (b.pin_version = ? OR (? AND b.pin_version IS NULL))" end ") k JOIN binding b ON b.id = k.id"  \
  " JOIN app a ON a.id = b.app_id JOIN subject s ON s.id = b.subject_id ORDER BY " order
DB_QUERY(impact_newest, host_shape, LIST(SPAN_NEWEST("b.created_at", "b.id"), "b.created_at DESC, b.id DESC"));
DB_QUERY(impact_oldest, host_shape, LIST(SPAN_OLDEST("b.created_at", "b.id"), "b.created_at, b.id"));

enum res impact_load(struct ctx *c, const struct version *v, struct impact *out) {
#define MAJOR I(v->plugin_id), I(v->major)
#define PIN   I(v->id), I(v->plugin_id)
#define HEAD  I(strcmp(v->state, "online") == 0), MAJOR, I(v->minor), I(v->patch)
  return db_one(c->db, c->a, impact_of, out, MAJOR, MAJOR, PIN, PIN, MAJOR, I(v->id), PIN, MAJOR, HEAD, HEAD);
#undef HEAD
#undef PIN
#undef MAJOR
}

enum res impact_hosts(struct ctx *c, const struct version *v, const struct impact *i, const struct span *span,
                      struct impact_host **out, size_t *n) {
  *n = 0;
  if (i->following + i->pinned == 0)
    return RES_OK;
  return span_list(c, impact_newest, impact_oldest, span, out, n, I(v->plugin_id), I(v->major), I(v->id),
                   I(i->follows));
}
