/* Lists and figures of plugins. Ids are random, so lists go by the time of creation; the id breaks ties. */
#include "domain/plugin.h"

SHAPE(item_shape, struct plugin_item, M(struct plugin_item, id), M(struct plugin_item, name),
      M(struct plugin_item, avatar), M(struct plugin_item, created_at), M(struct plugin_item, app_name),
      M(struct plugin_item, state), M(struct plugin_item, shelf), M(struct plugin_item, online_versions),
      M(struct plugin_item, latest), M(struct plugin_item, pipeline), M(struct plugin_item, holders));
/* Forced: the optimiser would walk from the newest row to the page. */
#define ITEM                                                                                                           \
  "SELECT p.id, p.name, p.avatar, p.created_at, a.name AS app_name, p.state, l.shelf, st.online_versions,"             \
  " CONCAT(v.major, '.', v.minor, '.', v.patch) AS latest,"                                                            \
  " (SELECT w.state FROM version w WHERE w.pipeline_of = p.id) AS pipeline,"                                           \
  " LEAST(1001, (SELECT COUNT(*) FROM entitlement e WHERE e.plugin_id = p.id AND e.state = 'held')) AS holders"        \
  " FROM plugin p FORCE INDEX (of_subject) JOIN app a ON a.id = p.app_id JOIN listing l ON l.plugin_id = p.id"         \
  " JOIN plugin_state st ON st.plugin_id = p.id LEFT JOIN version v ON v.id = st.latest_version"                       \
  " WHERE p.subject_id = ?"
DB_QUERY(plugin_newest, item_shape,
         ITEM
         " AND p.created_at <= ? AND (p.created_at < ? OR p.id < ?) ORDER BY p.created_at DESC, p.id DESC LIMIT ?");
DB_QUERY(plugin_newer, item_shape,
         ITEM " AND p.created_at >= ? AND (p.created_at > ? OR p.id > ?) ORDER BY p.created_at, p.id LIMIT ?");

struct count_row {
  int64_t n;
};
SHAPE(count_shape, struct count_row, M(struct count_row, n));
DB_QUERY(plugin_count_of, count_shape,
         "SELECT COUNT(*) AS n FROM (SELECT 1 FROM plugin WHERE subject_id = ? LIMIT 1001) x");

SHAPE(progress_shape, struct plugin_progress, M(struct plugin_progress, doc), M(struct plugin_progress, pipeline),
      M(struct plugin_progress, waiting), M(struct plugin_progress, revision), M(struct plugin_progress, versions),
      M(struct plugin_progress, holders), M(struct plugin_progress, hosts));
DB_QUERY(plugin_progress_of, progress_shape,
         "SELECT (SELECT d.state FROM doc d WHERE d.plugin_id = ? ORDER BY d.n DESC LIMIT 1) AS doc,"
         " (SELECT v.state FROM version v WHERE v.pipeline_of = ?) AS pipeline,"
         " (SELECT CONCAT(v.major, '.', v.minor, '.', v.patch) FROM version v WHERE v.plugin_id = ? AND v.state IN"
         " ('init', 'rejected') ORDER BY v.created_at DESC, v.id DESC LIMIT 1) AS waiting,"
         " (SELECT l.state FROM listing_revision l WHERE l.open_of = ?) AS revision,"
         " (SELECT COUNT(*) FROM version v WHERE v.plugin_id = ? AND v.state <> 'deleted') AS versions,"
         " (SELECT COUNT(*) FROM (SELECT 1 FROM entitlement WHERE plugin_id = ? AND state = 'held' LIMIT 1001) x)"
         " AS holders,"
         " (SELECT COUNT(*) FROM (SELECT 1 FROM binding WHERE plugin_id = ? AND state IN ('active', 'stopped')"
         " LIMIT 1001) y) AS hosts");

static void turn(struct plugin_item *item, size_t n) {
  for (size_t i = 0; i < n / 2; i++) {
    struct plugin_item x = item[i];

    item[i] = item[n - 1 - i];
    item[n - 1 - i] = x;
  }
}

enum res plugin_list(struct ctx *c, int64_t subject_id, struct place from, bool back, int64_t limit,
                     struct plugin_item **out, size_t *n) {
  int64_t at = from.at == 0 && !back ? INT64_MAX : from.at;
  enum res r;

  if (!back)
    return db_list(c->db, c->a, plugin_newest, out, n, I(subject_id), I(at), I(at), I(from.id), I(limit));
  r = db_list(c->db, c->a, plugin_newer, out, n, I(subject_id), I(at), I(at), I(from.id), I(limit));
  if (r == RES_OK)
    turn(*out, *n);
  return r;
}

enum res plugin_count(struct ctx *c, int64_t subject_id, int64_t *out) {
  struct count_row row = {0};
  enum res r = db_one(c->db, c->a, plugin_count_of, &row, I(subject_id));

  *out = row.n;
  return r;
}

enum res plugin_progress(struct ctx *c, int64_t id, struct plugin_progress *out) {
  return db_one(c->db, c->a, plugin_progress_of, out, I(id), I(id), I(id), I(id), I(id), I(id), I(id));
}
