/* Rows are only ever added. Which of them count is a matter of the clock, so nothing has to end for a name to become free;
 * only the market, which has the names in its rows and terms, is told by a job. */
#include "domain/former.h"

#include "base/text.h"
#include "domain/each.h"
#include "domain/market.h"

#include <string.h>

enum { BATCH = 100, DAY = 86400 };

struct plugin_row {
  int64_t plugin_id;
};
SHAPE(plugin_row_shape, struct plugin_row, M(struct plugin_row, plugin_id));
DB_QUERY(former_taken, plugin_row_shape,
         "SELECT plugin_id FROM plugin_name WHERE name_look = ? AND kept_until > ? AND plugin_id <> ? LIMIT 1"
         " LOCK IN SHARE MODE");

struct kept_row {
  int64_t n, known;
};
SHAPE(kept_shape, struct kept_row, M(struct kept_row, known), M(struct kept_row, n));
DB_QUERY(former_count, kept_shape,
         "SELECT t.latest_version IS NOT NULL AS known, (SELECT COUNT(DISTINCT n.name_key) FROM plugin_name n"
         " WHERE n.plugin_id = t.plugin_id AND n.kept_until > ? AND n.name_key NOT IN (?, ?)) AS n"
         " FROM plugin_state t WHERE t.plugin_id = ?");
DB_STMT(former_insert,
        "INSERT INTO plugin_name (plugin_id, name, name_key, name_look, changed_at, changed_by, kept_until)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)");

SHAPE(former_shape, struct former, M(struct former, name), M(struct former, changed_at), M(struct former, kept_until));
DB_QUERY(former_names, former_shape,
         "SELECT name, changed_at, kept_until FROM plugin_name WHERE plugin_id = ? ORDER BY id DESC LIMIT 50");

DB_QUERY(former_ended, each_shape,
         "SELECT plugin_id AS id FROM market WHERE former_until BETWEEN 1 AND ? ORDER BY former_until LIMIT ?");

enum res former_free(struct ctx *c, int64_t plugin_id, const struct names *key) {
  struct plugin_row other = {0};
  enum res r = db_one(c->db, c->a, former_taken, &other, T(key->look), I(c->now), I(plugin_id));

  if (r == RES_OK)
    return why(c, RES_INVALID, "name", N_("别的插件不久前用过这个名称或很像它的名称，为免混淆，请换一个"));
  return r == RES_NOT_FOUND ? RES_OK : r;
}

enum res former_keep(struct ctx *c, int64_t plugin_id, const char *was, const struct names *now) {
  const char *key = text_key(c->a, was);
  struct kept_row kept = {0};
  enum res r;

  if (strcmp(key, now->key) == 0)
    return RES_OK;
  r = db_one(c->db, c->a, former_count, &kept, I(c->now), T(key), T(now->key), I(plugin_id));
  if (r == RES_OK && kept.known && kept.n >= FORMER_NAMES)
    return why(c, RES_INVALID, "name", N_("%lld 天内最多改 %d 次名称；可以改回用过的名称，或等最早的曾用名到期"),
               (long long)c->conf->name_kept, (int)FORMER_NAMES);
  if (r != RES_OK || !kept.known)
    return r;
  return db_exec(c->db, former_insert, NULL, I(plugin_id), T(was), T(key), T(text_skeleton(c->a, was)), I(c->now),
                 I(c->who.user_id), I(c->now + c->conf->name_kept * DAY));
}

enum res former_list(struct ctx *c, int64_t plugin_id, struct former **out, size_t *n) {
  return db_list(c->db, c->a, former_names, out, n, I(plugin_id));
}

enum res former_end(struct ctx *c) {
  struct each_row *row = NULL;
  size_t count = 0;
  int64_t n = 0;
  enum res r = db_list(c->db, c->a, former_ended, &row, &count, I(c->now), I(BATCH));

  return r == RES_OK ? each_tx(c, row, count, market_refresh, &n) : r;
}
