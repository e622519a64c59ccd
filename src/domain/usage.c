/* One index of a plugin's bindings carries all of it (sql/0042): a hundred thousand of them are gone through without reading
 * a row, and rows are read for the page alone. */
#include "domain/usage.h"

#include "base/clock.h"
#include "domain/count.h"
#include "domain/effect.h"

#include <string.h>

#define S(field) M(struct usage_item, field)
SHAPE(usage_shape, struct usage_item, S(id), S(app_id), S(created_at), S(major), S(has_token), S(since), S(total),
      S(state), S(app_name), S(subject_name), S(subject_type), S(version), S(pinned), S(app_avatar));
#undef S
/* The version that it is pinned to, while that is served (domain.md section 5, V); NULL otherwise. */
#define PINNED(row)                                                                                                    \
  "(SELECT CONCAT(w.major, '.', w.minor, '.', w.patch) FROM version w WHERE w.id = " row                               \
  ".pin_version AND w.state IN ('online', 'offline'))"
#define STATE "IF(? = '', b.state <> 'closed', b.state = ?)"
#define OPEN  "binding b FORCE INDEX (usage_of) WHERE b.plugin_id = ? AND b.state <> 'closed'"
/* Those of one state, and the same for counting: the rarer it is, the more of the others lie between them in the list's order. */
#define IN_STATE "binding b FORCE INDEX (usage_of) WHERE b.plugin_id = ? AND b.state = ?"
#define OF_STATE "binding b FORCE INDEX (of_plugin) WHERE b.plugin_id = ? AND b.state = ?"
/* Names are looked at only where one is asked for. */
#define LIKE(table, column) "(? = '%' OR (SELECT y.name_key FROM " table " y WHERE y.id = b." column ") LIKE ?)"
#define FITS                STATE " AND " LIKE("app", "app_id") " AND " LIKE("subject", "subject_id")
#define SOME                "binding b FORCE INDEX (usage_of) WHERE b.plugin_id = ? AND " FITS
#define ONE                 "binding b FORCE INDEX (of_app) WHERE b.app_id = ? AND b.plugin_id = ? AND " FITS
/* What a text narrows is not counted: that would be once more through all of them. */
#define ITEM(total, from, end, order)                                                                                  \
  "SELECT b.id, b.app_id, b.created_at, b.major, b.token_hash IS NOT NULL AS has_token,"                               \
  " IF(b.state = 'waiting' OR x.state NOT IN ('approved'), 0, COALESCE(x.decided_at, b.created_at)) AS since,"         \
  " " total " AS total, b.state, a.name AS app_name, s.name AS subject_name, s.type AS subject_type,"                  \
  " IF(b.pin_version IS NULL, " EFFECT_NUMBER("b") ", " PINNED(                                                        \
      "b") ") AS version, b.pin_version IS NOT NULL AS pinned, a.avatar AS app_avatar FROM (SELECT b.id FROM " from    \
      end ") k STRAIGHT_JOIN binding b ON b.id = k.id STRAIGHT_JOIN app a ON a.id = b.app_id STRAIGHT_JOIN subject s"  \
           " ON s.id = b.subject_id LEFT JOIN application x ON x.binding_id = b.id ORDER BY " order
#define NEWEST(total, from) ITEM(total, from, SPAN_NEWEST("b.created_at", "b.id"), "b.created_at DESC, b.id DESC")
#define OLDEST(total, from) ITEM(total, from, SPAN_OLDEST("b.created_at", "b.id"), "b.created_at, b.id")
DB_QUERY(usage_newest, usage_shape, NEWEST(COUNTED(OPEN), OPEN));
DB_QUERY(usage_oldest, usage_shape, OLDEST(COUNTED(OPEN), OPEN));
DB_QUERY(usage_state_newest, usage_shape, NEWEST(COUNTED(OF_STATE), IN_STATE));
DB_QUERY(usage_state_oldest, usage_shape, OLDEST(COUNTED(OF_STATE), IN_STATE));
DB_QUERY(usage_part_newest, usage_shape, NEWEST("-1", SOME));
DB_QUERY(usage_part_oldest, usage_shape, OLDEST("-1", SOME));
DB_QUERY(usage_one_newest, usage_shape, NEWEST("-1", ONE));
DB_QUERY(usage_one_oldest, usage_shape, OLDEST("-1", ONE));

/* Rows of the days on which there was something. */
struct day {
  int64_t day, n;
  int64_t what; /* 0 obtained, 1 bound */
};
SHAPE(day_shape, struct day, M(struct day, what), M(struct day, day), M(struct day, n));
/* What was refused or withdrawn was never bound: its application says so. */
DB_QUERY(usage_by_day, day_shape,
         "SELECT 0 AS what, (e.obtained_at + ?) DIV 86400 AS day, COUNT(*) AS n FROM entitlement e FORCE INDEX (lately)"
         " WHERE e.plugin_id = ? AND e.obtained_at >= ? GROUP BY day UNION ALL"
         " SELECT 1, (b.created_at + ?) DIV 86400 AS day, COUNT(*) FROM binding b FORCE INDEX (usage_of)"
         " WHERE b.plugin_id = ? AND b.created_at >= ? AND b.state IN ('active', 'stopped') GROUP BY day UNION ALL"
         " SELECT 1, (b.created_at + ?) DIV 86400 AS day, COUNT(*) FROM binding b FORCE INDEX (usage_of)"
         " LEFT JOIN application x ON x.binding_id = b.id WHERE b.plugin_id = ? AND b.created_at >= ?"
         " AND b.state = 'closed' AND COALESCE(x.state, 'approved') = 'approved' GROUP BY day");
DB_QUERY(usage_subject_by_day, day_shape,
         "SELECT 0 AS what, (t.obtained_at + ?) DIV 86400 AS day, COUNT(*) AS n FROM (SELECT e.obtained_at FROM"
         " (SELECT id FROM plugin FORCE INDEX (of_subject) WHERE subject_id = ? ORDER BY created_at DESC, id DESC"
         " LIMIT 100) p STRAIGHT_JOIN entitlement e FORCE INDEX (lately) ON e.plugin_id = p.id WHERE e.obtained_at >= ?"
         " LIMIT 501) t GROUP BY day");

SHAPE(use_shape, struct usage_version, M(struct usage_version, major), M(struct usage_version, pinned),
      M(struct usage_version, hosts), M(struct usage_version, version));
DB_QUERY(usage_by_version, use_shape,
         "SELECT g.major, g.pin_version IS NOT NULL AS pinned, g.hosts,"
         " IF(g.pin_version IS NULL, " EFFECT_NUMBER("g") ", " PINNED(
             "g") ") AS version FROM (SELECT b.host_of AS plugin_id, b.major,"
                  " b.pin_version, COUNT(*) AS hosts FROM binding b FORCE INDEX (hosts) WHERE b.host_of = ?"
                  " GROUP BY b.host_of, b.major, b.pin_version ORDER BY b.major DESC, b.pin_version IS NOT NULL, "
                  "b.pin_version DESC LIMIT ?) g"
                  " ORDER BY g.major DESC, pinned, g.pin_version DESC");

#define LOOK(look)  T((look).like), T((look).like)
#define FILTER(app) I(plugin_id), T(f->state), T(f->state), LOOK(app), LOOK(subject)

enum res usage_part(struct ctx *c, int64_t plugin_id, const struct usage_filter *f, const struct span *span,
                    struct usage_item **out, size_t *n) {
  struct look app = look_for(c, f->q), subject = look_for(c, f->subject), any = {.like = "%"};

  if (app.id != 0)
    return span_list(c, usage_one_newest, usage_one_oldest, span, out, n, I(app.id), FILTER(any));
  return span_list(c, usage_part_newest, usage_part_oldest, span, out, n, FILTER(app));
}

enum res usage_list(struct ctx *c, int64_t plugin_id, const struct usage_filter *f, const struct span *span,
                    struct usage_item **out, size_t *n) {
#define OF I(plugin_id), T(f->state)
  if (f->q[0] != '\0' || f->subject[0] != '\0')
    return usage_part(c, plugin_id, f, span, out, n);
  if (f->state[0] != '\0')
    return span_list(c, usage_state_newest, usage_state_oldest, span, out, n, OF, OF, OF);
  return span_list(c, usage_newest, usage_oldest, span, out, n, I(plugin_id), I(plugin_id), I(plugin_id));
#undef OF
}

static int64_t zone_of(const struct ctx *c) { return c->conf->zone * (int64_t)MINUTE; }
static int64_t today(const struct ctx *c) { return (c->now + zone_of(c)) / DAY; }

int64_t usage_day(const struct ctx *c, size_t ago) { return (today(c) - (int64_t)ago) * DAY - zone_of(c); }

/* Into the array of its kind; what lies ahead (a clock that was moved back) counts for nothing. */
static void spread(const struct ctx *c, const struct day *row, size_t n, size_t days, int64_t *const *out) {
  int64_t first = today(c) - (int64_t)days + 1;

  for (size_t i = 0; i < n; i++)
    if (row[i].day >= first && row[i].day < first + (int64_t)days)
      out[row[i].what][row[i].day - first] += row[i].n;
}

enum res usage_days(struct ctx *c, int64_t plugin_id, size_t days, int64_t *obtained, int64_t *bound) {
  int64_t *const out[] = {obtained, bound};
  struct day *row = NULL;
  size_t n = 0;
#define SINCE I(zone_of(c)), I(plugin_id), I(usage_day(c, days - 1))
  enum res r = db_list(c->db, c->a, usage_by_day, &row, &n, SINCE, SINCE, SINCE);
#undef SINCE

  memset(obtained, 0, days * sizeof obtained[0]);
  memset(bound, 0, days * sizeof bound[0]);
  if (r == RES_OK)
    spread(c, row, n, days, out);
  return r;
}

enum res usage_of_subject(struct ctx *c, int64_t subject_id, size_t days, int64_t *obtained, bool *whole) {
  int64_t *const out[] = {obtained};
  int64_t all = 0;
  struct day *row = NULL;
  size_t n = 0;
  enum res r =
      db_list(c->db, c->a, usage_subject_by_day, &row, &n, I(zone_of(c)), I(subject_id), I(usage_day(c, days - 1)));

  memset(obtained, 0, days * sizeof obtained[0]);
  for (size_t i = 0; r == RES_OK && i < n; i++)
    all += row[i].n;
  *whole = all <= 500;
  if (r == RES_OK && *whole)
    spread(c, row, n, days, out);
  return r;
}

enum res usage_versions(struct ctx *c, int64_t plugin_id, struct usage_version **out, size_t *n) {
  return db_list(c->db, c->a, usage_by_version, out, n, I(plugin_id), I(USAGE_VERSIONS));
}
