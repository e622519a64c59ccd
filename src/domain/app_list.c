/* Lists around mini-programs. Ids are random, so lists go by the time of creation; the id breaks ties. */
#include "domain/app.h"

#include "domain/count.h"

#define S(field) M(struct app_item, field)
SHAPE(item_shape, struct app_item, S(id), S(name), S(avatar), S(created_at), S(plugins), S(running), S(asked),
      S(total));
#undef S
/* The index has all that is looked at, so only the rows of the page are read. Forced: the optimiser would walk from the newest
 * row to the page. */
#define FROM  "app a FORCE INDEX (of_subject) WHERE a.subject_id = ? AND " LOOK_FITS("a.name_key", "a.id")
#define TOTAL "IF(?, " COUNTED("app WHERE subject_id = ?") ", " COUNTED(FROM) ")"
#define ASKED "EXISTS (SELECT 1 FROM link l WHERE l.app_id = a.id AND l.is_open = 1 AND l.state = 'pending')"
#define ITEM(end, order)                                                                                               \
  "SELECT a.id, a.name, a.avatar, a.created_at, (SELECT COUNT(*) FROM plugin p WHERE p.app_id = a.id) AS plugins,"     \
  " (SELECT COUNT(*) FROM binding b WHERE b.open_app = a.id) AS running, " ASKED " AS asked, " TOTAL " AS total"       \
  " FROM (SELECT a.id FROM " FROM end ") k JOIN app a ON a.id = k.id ORDER BY " order
DB_QUERY(app_newest, item_shape, ITEM(SPAN_NEWEST("a.created_at", "a.id"), "a.created_at DESC, a.id DESC"));
DB_QUERY(app_oldest, item_shape, ITEM(SPAN_OLDEST("a.created_at", "a.id"), "a.created_at, a.id"));

SHAPE(name_shape, struct app_item, M(struct app_item, id), M(struct app_item, name));
DB_QUERY(app_names_of, name_shape,
         "SELECT id, name FROM app WHERE id = ? AND subject_id = ? UNION ALL (SELECT id, name FROM app"
         " WHERE subject_id = ? AND id <> ? ORDER BY created_at DESC, id DESC LIMIT ?)");

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

enum res app_list(struct ctx *c, int64_t subject_id, const char *q, const struct span *span, struct app_item **out,
                  size_t *n) {
  struct look look = look_for(c, q);

  return span_list(c, app_newest, app_oldest, span, out, n, I(q[0] == '\0'), I(subject_id), I(subject_id),
                   I(subject_id), T(look.like), I(look.id), I(subject_id), T(look.like), I(look.id), I(subject_id),
                   T(look.like), I(look.id));
}

enum res app_names(struct ctx *c, int64_t subject_id, int64_t also, struct app_item **out, size_t *n) {
  return db_list(c->db, c->a, app_names_of, out, n, I(also), I(subject_id), I(subject_id), I(also), I(APP_NAMES));
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
