/* Lists and figures of plugins. Ids are random, so lists go by the time of creation; the id breaks ties. */
#include "domain/plugin.h"

#include "domain/count.h"

SHAPE(item_shape, struct plugin_item, M(struct plugin_item, id), M(struct plugin_item, name),
      M(struct plugin_item, avatar), M(struct plugin_item, created_at), M(struct plugin_item, app_name),
      M(struct plugin_item, state), M(struct plugin_item, shelf), M(struct plugin_item, online_versions),
      M(struct plugin_item, latest), M(struct plugin_item, pipeline), M(struct plugin_item, holders),
      M(struct plugin_item, total));
/* Looked for in the index, then read for the page alone. Forced: the optimiser would walk from the newest row to the page. */
#define ALL "plugin p FORCE INDEX (of_subject) WHERE p.subject_id = ?"
#define SOME                                                                                                           \
  "plugin p FORCE INDEX (of_subject) STRAIGHT_JOIN listing l ON l.plugin_id = p.id WHERE p.subject_id = ?"             \
  " AND " LOOK_FITS("p.name_key", "p.id") " AND (? = '' OR ? = IF(p.state = 'active', l.shelf, 'disabled'))"
#define HOLDERS ROW_FIGURE("entitlement e WHERE e.plugin_id = p.id AND e.state = 'held'")
/* A plugin has one row of listing; their index is the smallest. */
#define ALL_COUNTED "listing WHERE provider_id = ?"
#define ITEM(counted, from, end, order)                                                                                \
  "SELECT p.id, p.name, p.avatar, p.created_at, a.name AS app_name, p.state, l.shelf, st.online_versions,"             \
  " CONCAT(v.major, '.', v.minor, '.', v.patch) AS latest,"                                                            \
  " (SELECT w.state FROM version w WHERE w.pipeline_of = p.id) AS pipeline,"                                           \
  " " HOLDERS " AS holders, " COUNTED(                                                                                 \
      counted) " AS total FROM (SELECT p.id FROM " from end                                                            \
               ") k JOIN plugin p ON p.id = k.id JOIN app a ON a.id = p.app_id JOIN listing l ON l.plugin_id = p.id"   \
               " JOIN plugin_state st ON st.plugin_id = p.id LEFT JOIN version v ON v.id = st.latest_version ORDER "   \
               "BY " order
#define NEWEST(counted, from) ITEM(counted, from, SPAN_NEWEST("p.created_at", "p.id"), "p.created_at DESC, p.id DESC")
#define OLDEST(counted, from) ITEM(counted, from, SPAN_OLDEST("p.created_at", "p.id"), "p.created_at, p.id")
DB_QUERY(plugin_newest, item_shape, NEWEST(ALL_COUNTED, ALL));
DB_QUERY(plugin_oldest, item_shape, OLDEST(ALL_COUNTED, ALL));
DB_QUERY(plugin_some_newest, item_shape, NEWEST(SOME, SOME));
DB_QUERY(plugin_some_oldest, item_shape, OLDEST(SOME, SOME));

SHAPE(progress_shape, struct plugin_progress, M(struct plugin_progress, pipeline), M(struct plugin_progress, waiting),
      M(struct plugin_progress, revision), M(struct plugin_progress, payment), M(struct plugin_progress, versions),
      M(struct plugin_progress, holders), M(struct plugin_progress, hosts));
#define HELD  FIGURE("entitlement WHERE plugin_id = ? AND state = 'held'")
#define HOSTS FIGURE("binding WHERE plugin_id = ? AND state IN ('active', 'stopped')")
DB_QUERY(plugin_progress_of, progress_shape,
         "SELECT (SELECT v.state FROM version v WHERE v.pipeline_of = ?) AS pipeline,"
         " (SELECT CONCAT(v.major, '.', v.minor, '.', v.patch) FROM version v WHERE v.plugin_id = ? AND v.state IN"
         " ('init', 'rejected') ORDER BY v.created_at DESC, v.id DESC LIMIT 1) AS waiting,"
         " (SELECT l.state FROM listing_revision l WHERE l.open_of = ?) AS revision,"
         " COALESCE((SELECT y.state FROM payment y WHERE y.plugin_id = ?), 'none') AS payment,"
         " (SELECT COUNT(*) FROM version v WHERE v.plugin_id = ? AND v.state <> 'deleted') AS versions,"
         " " HELD " AS holders, " HOSTS " AS hosts");

enum res plugin_list(struct ctx *c, int64_t subject_id, const struct plugin_filter *f, const struct span *span,
                     struct plugin_item **out, size_t *n) {
  struct look look = look_for(c, f->q);

  if (f->q[0] == '\0' && f->shelf[0] == '\0')
    return span_list(c, plugin_newest, plugin_oldest, span, out, n, I(subject_id), I(subject_id), I(subject_id));
#define FILTER I(subject_id), T(look.like), I(look.id), T(f->shelf), T(f->shelf)
  return span_list(c, plugin_some_newest, plugin_some_oldest, span, out, n, FILTER, FILTER, FILTER);
#undef FILTER
}

enum res plugin_progress(struct ctx *c, int64_t id, struct plugin_progress *out) {
  return db_one(c->db, c->a, plugin_progress_of, out, I(id), I(id), I(id), I(id), I(id), I(id), I(id), I(id), I(id));
}
