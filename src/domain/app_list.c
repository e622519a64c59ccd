/* Lists around mini-programs. Ids are random, so lists go by the time of creation; the id breaks ties. */
#include "domain/app.h"

SHAPE(item_shape, struct app_item, M(struct app_item, id), M(struct app_item, name), M(struct app_item, avatar),
      M(struct app_item, created_at), M(struct app_item, plugins), M(struct app_item, running));
/* Forced: the optimiser would walk from the newest row to the page. */
#define ITEM                                                                                                           \
  "SELECT a.id, a.name, a.avatar, a.created_at, (SELECT COUNT(*) FROM plugin p WHERE p.app_id = a.id) AS plugins,"     \
  " (SELECT COUNT(*) FROM binding b WHERE b.open_app = a.id) AS running FROM app a FORCE INDEX (of_subject)"           \
  " WHERE a.subject_id = ?"
DB_QUERY(app_newest, item_shape,
         ITEM
         " AND a.created_at <= ? AND (a.created_at < ? OR a.id < ?) ORDER BY a.created_at DESC, a.id DESC LIMIT ?");
DB_QUERY(app_newer, item_shape,
         ITEM " AND a.created_at >= ? AND (a.created_at > ? OR a.id > ?) ORDER BY a.created_at, a.id LIMIT ?");

struct count_row {
  int64_t n;
};
SHAPE(count_shape, struct count_row, M(struct count_row, n));
DB_QUERY(app_count_of, count_shape, "SELECT COUNT(*) AS n FROM (SELECT 1 FROM app WHERE subject_id = ? LIMIT 1001) x");

SHAPE(name_shape, struct app_item, M(struct app_item, id), M(struct app_item, name));
DB_QUERY(app_names_of, name_shape,
         "SELECT id, name FROM app WHERE subject_id = ? ORDER BY created_at DESC, id DESC LIMIT 500");

SHAPE(category_shape, struct app_category, M(struct app_category, code), M(struct app_category, level1_zh),
      M(struct app_category, level1_en), M(struct app_category, level2_zh), M(struct app_category, level2_en),
      M(struct app_category, state));
DB_QUERY(app_categories_of, category_shape,
         "SELECT k.code, k.level1_zh, k.level1_en, k.level2_zh, k.level2_en, ac.state FROM app_category ac"
         " JOIN category k ON k.code = ac.code WHERE ac.app_id = ? ORDER BY k.position");

SHAPE(plugin_shape, struct app_plugin, M(struct app_plugin, id), M(struct app_plugin, name),
      M(struct app_plugin, intro), M(struct app_plugin, contact), M(struct app_plugin, avatar),
      M(struct app_plugin, state));
DB_QUERY(app_runs, plugin_shape,
         "SELECT p.id, p.name, p.intro, p.contact, p.avatar, b.state FROM binding b JOIN plugin p ON p.id = b.plugin_id"
         " WHERE b.open_app = ? ORDER BY p.name, p.id LIMIT 100");
DB_QUERY(app_owns, plugin_shape,
         "SELECT p.id, p.name, p.intro, p.contact, p.avatar, l.shelf AS state FROM plugin p"
         " JOIN listing l ON l.plugin_id = p.id WHERE p.app_id = ? ORDER BY p.name, p.id LIMIT 100");

static void turn(struct app_item *item, size_t n) {
  for (size_t i = 0; i < n / 2; i++) {
    struct app_item x = item[i];

    item[i] = item[n - 1 - i];
    item[n - 1 - i] = x;
  }
}

enum res app_list(struct ctx *c, int64_t subject_id, struct place from, bool back, int64_t limit, struct app_item **out,
                  size_t *n) {
  int64_t at = from.at == 0 && !back ? INT64_MAX : from.at;
  enum res r;

  if (!back)
    return db_list(c->db, c->a, app_newest, out, n, I(subject_id), I(at), I(at), I(from.id), I(limit));
  r = db_list(c->db, c->a, app_newer, out, n, I(subject_id), I(at), I(at), I(from.id), I(limit));
  if (r == RES_OK)
    turn(*out, *n);
  return r;
}

enum res app_count(struct ctx *c, int64_t subject_id, int64_t *out) {
  struct count_row row = {0};
  enum res r = db_one(c->db, c->a, app_count_of, &row, I(subject_id));

  *out = row.n;
  return r;
}

enum res app_names(struct ctx *c, int64_t subject_id, struct app_item **out, size_t *n) {
  return db_list(c->db, c->a, app_names_of, out, n, I(subject_id));
}

enum res app_categories(struct ctx *c, int64_t app_id, struct app_category **out, size_t *n) {
  return db_list(c->db, c->a, app_categories_of, out, n, I(app_id));
}

enum res app_running(struct ctx *c, int64_t app_id, struct app_plugin **out, size_t *n) {
  return db_list(c->db, c->a, app_runs, out, n, I(app_id));
}

enum res app_own_plugins(struct ctx *c, int64_t app_id, struct app_plugin **out, size_t *n) {
  return db_list(c->db, c->a, app_owns, out, n, I(app_id));
}
