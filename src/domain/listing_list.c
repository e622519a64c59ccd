/* What the console shows of a listing: the two revisions side by side, what happened, and how far the plugin reaches. */
#include "domain/listing.h"

#include "domain/count.h"

SHAPE(line_shape, struct revision_line, M(struct revision_line, id), M(struct revision_line, n),
      M(struct revision_line, rev), M(struct revision_line, info_saved), M(struct revision_line, guide_saved),
      M(struct revision_line, created_at), M(struct revision_line, submitted_at), M(struct revision_line, live_at),
      M(struct revision_line, state), M(struct revision_line, reason));
#define LINE                                                                                                           \
  "SELECT id, n, rev, info_saved, guide_saved, created_at, submitted_at, live_at, state, reason FROM listing_revision"
DB_QUERY(revision_line_list, line_shape, LINE " WHERE open_of = ? UNION ALL " LINE " WHERE live_of = ?");

/* The plugin's revisions first, then the log of each: the other way round would read the log of every listing. */
SHAPE(event_shape, struct listing_event, M(struct listing_event, id), M(struct listing_event, at),
      M(struct listing_event, n), M(struct listing_event, machine), M(struct listing_event, from_state),
      M(struct listing_event, action), M(struct listing_event, to_state), M(struct listing_event, side),
      M(struct listing_event, reason), M(struct listing_event, who));
#define EVENT "h.id, h.at, h.machine, h.from_state, h.action, h.to_state, h.side, h.reason, h.user_id"
#define EVENTS(beyond, way)                                                                                            \
  "SELECT e.id, e.at, e.n, e.machine, e.from_state, e.action, e.to_state, e.side, e.reason,"                           \
  " u.display_name AS who FROM (SELECT * FROM (SELECT STRAIGHT_JOIN " EVENT ", v.n FROM listing_revision v"            \
  " JOIN history h ON h.machine = 'listing' AND h.object_id = v.id WHERE v.plugin_id = ? AND h.id " beyond " ?"        \
  " ORDER BY h.id " way " LIMIT ?) a UNION ALL SELECT * FROM (SELECT " EVENT ", 0 AS n FROM history h"                 \
  " WHERE h.machine = 'shelf' AND h.object_id = ? AND h.id " beyond " ? ORDER BY h.id " way " LIMIT ?) b) e"           \
  " LEFT JOIN user u ON u.id = e.user_id ORDER BY e.id " way " LIMIT ?"
DB_QUERY(listing_event_list, event_shape, EVENTS("<", "DESC"));
DB_QUERY(listing_event_after, event_shape, EVENTS(">", "ASC"));

struct bound_row {
  int64_t n;
};
SHAPE(bound_shape, struct bound_row, M(struct bound_row, n));
DB_QUERY(listing_bound_count, bound_shape,
         "SELECT " COUNTED("binding WHERE plugin_id = ? AND state IN ('waiting', 'active', 'stopped')") " AS n");

SHAPE(manifest_shape, struct listing_manifest, M(struct listing_manifest, number),
      M(struct listing_manifest, manifest));
DB_QUERY(listing_manifest_of, manifest_shape,
         "SELECT CONCAT(major, '.', minor, '.', patch) AS number, manifest FROM version"
         " WHERE plugin_id = ? AND state = 'online' ORDER BY major DESC, minor DESC, patch DESC LIMIT 1");

enum res listing_manifest(struct ctx *c, int64_t plugin_id, struct listing_manifest *out) {
  return db_one(c->db, c->a, listing_manifest_of, out, I(plugin_id));
}

enum res revision_lines(struct ctx *c, int64_t plugin_id, struct revision_line **out, size_t *n) {
  return db_list(c->db, c->a, revision_line_list, out, n, I(plugin_id), I(plugin_id));
}

enum res listing_events(struct ctx *c, int64_t plugin_id, int64_t key, bool back, int64_t limit,
                        struct listing_event **out, size_t *n) {
  int64_t at = key == 0 && !back ? INT64_MAX : key;
  enum res r = db_list_args(c->db, c->a, back ? &listing_event_after : &listing_event_list, out, n,
                            DB_ARGS(I(plugin_id), I(at), I(limit), I(plugin_id), I(at), I(limit), I(limit)));

  if (r == RES_OK && back)
    db_turn(&listing_event_after, out, *n);
  return r;
}

enum res listing_bound(struct ctx *c, int64_t plugin_id, int64_t *n) {
  struct bound_row row = {0};
  enum res r = db_one(c->db, c->a, listing_bound_count, &row, I(plugin_id), I(plugin_id));

  *n = row.n;
  return r;
}
