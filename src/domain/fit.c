/* The mini-program stands beside each of the 64 rows of the tree, which costs less than another round trip. */
#include "domain/fit.h"

#include "domain/binding.h"

struct row {
  struct category k;
  struct fit f;
};
#define K(field)                                                                                                       \
  { #field, offsetof(struct row, k.field), MEMBER_KIND(((struct row *)0)->k.field) }
#define F(field)                                                                                                       \
  { #field, offsetof(struct row, f.field), MEMBER_KIND(((struct row *)0)->f.field) }
static const struct member row_members[] = {
    K(code),        K(level1),     K(level1_zh), K(level1_en), K(level2_zh), K(level2_en),  K(open_to_plugins),
    K(host_level1), K(host_types), K(note_zh),   K(note_en),   F(name),      F(categories), F(plugins)};
static const struct shape row_shape = {sizeof(struct row), sizeof row_members / sizeof row_members[0], row_members};
DB_QUERY(fit_rows, row_shape,
         "SELECT k.code, k.level1, k.level1_zh, k.level1_en, k.level2_zh, k.level2_en, k.open_to_plugins,"
         " k.host_level1, k.host_types, k.note_zh, k.note_en, h.name, h.categories, h.plugins FROM category k"
         " LEFT JOIN (SELECT a.name, COALESCE((SELECT GROUP_CONCAT(x.code SEPARATOR '|') FROM app_category x"
         " WHERE x.app_id = a.id AND x.state = 'passed'), '') AS categories, COALESCE((SELECT"
         " GROUP_CONCAT(b.plugin_id, IF(b.state = 'waiting', 'w', '') ORDER BY b.created_at DESC SEPARATOR '|'"
         " LIMIT 1000) FROM binding b WHERE b.open_app = a.id), '') AS plugins FROM app a WHERE a.id = ?"
         " AND a.subject_id = ?) h ON TRUE ORDER BY k.position");

enum res fit_tree(struct ctx *c, int64_t app_id, struct category **tree, size_t *n, struct fit *out) {
  struct row *row = NULL;
  enum res r = db_list(c->db, c->a, fit_rows, &row, n, I(app_id), I(c->who.subject_id));

  *out = (struct fit){0};
  *tree = ARENA_ARRAY(c->a, struct category, *n + 1);
  for (size_t i = 0; r == RES_OK && i < *n; i++) {
    (*tree)[i] = row[i].k;
    *out = row[i].f;
  }
  return r;
}

const char *fit_why(struct ctx *c, const struct fit *f, const struct category *k, int64_t plugin_id) {
  static const struct category none = {0};
  const char *id = arena_fmt(c->a, "%lld", (long long)plugin_id), *bound = NULL;

  if (f->name == NULL)
    return NULL;
  if (codes_hold(f->plugins, id))
    bound = "active";
  else if (codes_hold(f->plugins, arena_fmt(c->a, "%sw", id)))
    bound = "waiting";
  return unfit_of(c, k == NULL ? &none : k, bound, f->categories).text;
}
