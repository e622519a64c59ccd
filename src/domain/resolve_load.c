/* Two queries whatever the number of pairs: what is known of each, and the versions of all plugins together. */
#include "domain/payment.h"
#include "domain/resolve.h"

enum { PAIRS_JSON = 16 * 1024 };

struct pair_row {
  int64_t app_id, plugin_id, app, linked, trial, major, held_major, held_minor, held_patch, obtained;
  const char *plugin, *binding, *policy, *shelf, *payment;
};
#define P(field) M(struct pair_row, field)
SHAPE(pair_shape, struct pair_row, P(app_id), P(plugin_id), P(app), P(linked), P(trial), P(major), P(held_major),
      P(held_minor), P(held_patch), P(obtained), P(plugin), P(binding), P(policy), P(shelf), P(payment));
#undef P
#define PAIRS " JSON_TABLE(?, '$[*]' COLUMNS (n FOR ORDINALITY, app BIGINT PATH '$[0]', plugin BIGINT PATH '$[1]')) j"
DB_QUERY(resolve_pairs, pair_shape,
         "SELECT j.app AS app_id, j.plugin AS plugin_id, a.id IS NOT NULL AS app, EXISTS (SELECT 1 FROM link l"
         " WHERE l.open_app = j.app AND l.plugin_id = j.plugin AND l.state = 'authorised') AS linked,"
         " COALESCE(t.version_id, 0) AS trial, COALESCE(b.major, 0) AS major, COALESCE(x.major, 0) AS held_major,"
         " COALESCE(x.minor, 0) AS held_minor, COALESCE(x.patch, 0) AS held_patch, EXISTS (SELECT 1 FROM entitlement e"
         " WHERE e.subject_id = a.subject_id AND e.plugin_id = j.plugin AND e.state = 'held') AS obtained,"
         " p.state AS plugin, b.state AS binding, b.policy, s.shelf, " PAYMENT_OF(
             "j.plugin") " AS payment FROM" PAIRS
                         " LEFT JOIN app a ON a.id = j.app LEFT JOIN plugin p ON p.id = j.plugin"
                         " LEFT JOIN listing s ON s.plugin_id = j.plugin LEFT JOIN trial t ON t.plugin_id = j.plugin"
                         " LEFT JOIN binding b ON b.open_app = j.app AND b.plugin_id = j.plugin"
                         " LEFT JOIN version x ON x.id = b.pin_version ORDER BY j.n");

struct version_row {
  int64_t id, plugin_id, percent, major, minor, patch;
  const char *state;
};
#define V(field) M(struct version_row, field)
SHAPE(version_shape, struct version_row, V(id), V(plugin_id), V(percent), V(major), V(minor), V(patch), V(state));
#undef V
#define COLUMNS "SELECT v.id, v.plugin_id, v.gray_percent AS percent, v.major, v.minor, v.patch, v.state FROM"
/* One that comes twice does no harm. */
DB_QUERY(resolve_versions, version_shape,
         COLUMNS " version v WHERE v.plugin_id IN (SELECT j.plugin FROM" PAIRS ") AND v.state IN ('online', 'gray')"
                 " UNION ALL " COLUMNS " version v WHERE v.plugin_id IN (SELECT j.plugin FROM" PAIRS
                 ") AND v.major = ? AND v.minor = ? AND v.patch = ?"
                 " UNION ALL " COLUMNS PAIRS
                 " JOIN trial t ON t.plugin_id = j.plugin JOIN version v ON v.id = t.version_id"
                 " UNION ALL " COLUMNS PAIRS " JOIN binding b ON b.open_app = j.app AND b.plugin_id = j.plugin"
                 " JOIN version v ON v.id = b.pin_version ORDER BY plugin_id");

static const char *pairs_json(struct ctx *c, const struct resolve_pair *pair, size_t n) {
  struct buf b = buf_new(c->a, PAIRS_JSON);

  for (size_t i = 0; i < n; i++)
    buf_fmt(&b, "%c[%lld,%lld]", i == 0 ? '[' : ',', (long long)pair[i].app_id, (long long)pair[i].plugin_id);
  buf_char(&b, ']');
  return b.p;
}

static struct resolve_facts facts_of(const struct pair_row *x) {
  return (struct resolve_facts){.app_id = x->app_id,
                                .plugin_id = x->plugin_id,
                                .app = x->app != 0,
                                .plugin = x->plugin,
                                .linked = x->linked != 0,
                                .trial = x->trial,
                                .binding = x->binding,
                                .policy = x->policy,
                                .major = x->major,
                                .held = {x->held_major, x->held_minor, x->held_patch},
                                .shelf = x->shelf == NULL ? "" : x->shelf,
                                .obtained = x->obtained != 0,
                                .payment = x->payment};
}

/* The versions stand together by plugin. */
static void give_versions(struct resolve_facts *f, const struct resolve_version *v, size_t n) {
  size_t from = 0, to;

  while (from < n && v[from].plugin_id != f->plugin_id)
    from++;
  for (to = from; to < n && v[to].plugin_id == f->plugin_id;)
    to++;
  f->version = v + from;
  f->n = to - from;
}

enum res resolve_load(struct ctx *c, const struct resolve_pair *pair, size_t n, const struct version_number *number,
                      struct resolve_facts **out) {
  struct version_number none = {-1, -1, -1}, x = number == NULL ? none : *number;
  const char *json = pairs_json(c, pair, n);
  struct resolve_version *version = NULL;
  struct version_row *row = NULL;
  struct pair_row *known = NULL;
  size_t rows = 0;
  enum res r = db_list(c->db, c->a, resolve_pairs, &known, &n, T(json));

  *out = ARENA_ARRAY(c->a, struct resolve_facts, n + 1);
  if (r == RES_OK)
    r = db_list(c->db, c->a, resolve_versions, &row, &rows, T(json), T(json), I(x.major), I(x.minor), I(x.patch),
                T(json), T(json));
  if (r != RES_OK)
    return r;
  version = ARENA_ARRAY(c->a, struct resolve_version, rows + 1);
  for (size_t i = 0; i < rows; i++)
    version[i] = (struct resolve_version){
        row[i].id, row[i].plugin_id, row[i].percent, {row[i].major, row[i].minor, row[i].patch}, row[i].state};
  for (size_t i = 0; i < n; i++) {
    (*out)[i] = facts_of(&known[i]);
    give_versions(&(*out)[i], version, rows);
  }
  return RES_OK;
}
