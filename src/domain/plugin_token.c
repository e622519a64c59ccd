/* Sealed under the plugin's own purpose, so that a row copied to another plugin opens nothing. */
#include "domain/plugin_token.h"

#include "base/seal.h"
#include "domain/count.h"
#include "domain/moving.h"

#define S(field) M(struct plugin_token, field)
SHAPE(plugin_token_shape, struct plugin_token, S(plugin_id), S(n), S(made_at), S(shown_to), S(hosts), S(made_by),
      S(token), S(former));
#undef S
DB_QUERY(plugin_token_of, plugin_token_shape,
         "SELECT p.id AS plugin_id, COALESCE(t.n, 0) AS n, COALESCE(t.made_at, 0) AS made_at,"
         " COALESCE(t.shown_to, 0) AS shown_to,"
         " " FIGURE("binding WHERE plugin_id = ? AND state = 'active'") " AS hosts,"
                                                                        " u.display_name AS made_by, t.token, "
                                                                        "t.former FROM plugin p LEFT JOIN "
                                                                        "plugin_token t ON t.plugin_id = p.id"
                                                                        " LEFT JOIN user u ON u.id = "
                                                                        "t.made_by WHERE p.id = ?");
DB_STMT(plugin_token_insert, "INSERT INTO plugin_token (plugin_id, n, token, made_at, made_by, shown_to)"
                             " VALUES (?, 1, ?, ?, ?, ?)");
DB_STMT(plugin_token_update, "UPDATE plugin_token SET n = n + 1, former = token, token = ?, made_at = ?, made_by = ?,"
                             " shown_to = ? WHERE plugin_id = ? AND n = ?");
DB_STMT(plugin_token_seen, "UPDATE plugin_token SET shown_to = 0 WHERE plugin_id = ? AND n = ? AND shown_to = ?");

enum res plugin_token_load(struct ctx *c, int64_t plugin_id, struct plugin_token *out) {
  return db_one(c->db, c->a, plugin_token_of, out, I(plugin_id), I(plugin_id), I(plugin_id));
}

static const char *purpose(struct ctx *c, int64_t plugin_id) {
  return arena_fmt(c->a, "plugin-token %lld", (long long)plugin_id);
}

enum res plugin_token_rotate(struct ctx *c, const struct plugin_token *seen, int64_t session_id) {
  struct bytes sealed = seal_close(c->a, purpose(c, seen->plugin_id), bytes_of(seal_token(c->a)));
  int64_t changed = 0;
  enum res r = seen->n == 0 ? db_exec(c->db, plugin_token_insert, &changed, I(seen->plugin_id), B(sealed), I(c->now),
                                      I(c->who.user_id), I(session_id))
                            : db_exec(c->db, plugin_token_update, &changed, B(sealed), I(c->now), I(c->who.user_id),
                                      I(session_id), I(seen->plugin_id), I(seen->n));

  if (r == RES_CONFLICT || (r == RES_OK && changed == 0))
    return RES_STALE;
  return r == RES_OK ? audit(c, "plugin.token", "plugin", seen->plugin_id,
                             arena_fmt(c->a, "{\"n\":%lld}", (long long)seen->n + 1))
                     : r;
}

static const char *opened(struct ctx *c, const struct plugin_token *t, struct bytes sealed) {
  struct bytes plain = seal_open(c->a, purpose(c, t->plugin_id), sealed);

  return plain.p == NULL ? NULL : arena_strn(c->a, plain.p, plain.n);
}

const char *plugin_token_text(struct ctx *c, const struct plugin_token *t) { return opened(c, t, t->token); }
const char *plugin_token_former(struct ctx *c, const struct plugin_token *t) { return opened(c, t, t->former); }

enum res plugin_token_show(struct ctx *c, const struct plugin_token *t, const char **text) {
  int64_t changed = 0;
  enum res r;

  *text = NULL;
  if (t->shown_to == 0 || t->shown_to != c->who.session_id)
    return RES_OK;
  r = db_exec(c->db, plugin_token_seen, &changed, I(t->plugin_id), I(t->n), I(t->shown_to));
  if (r == RES_OK && changed == 1)
    *text = plugin_token_text(c, t);
  return r;
}
