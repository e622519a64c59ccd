/* Reading bindings: one with all that its page shows, and the two lists. The version in effect is the highest number that
 * is online in the binding's major (policy follow). */
#include "domain/binding.h"

#include <string.h>

/* One column of the version in effect for a row b. */
#define EFFECT(column)                                                                                                 \
  "(SELECT " column " FROM version v WHERE v.plugin_id = b.plugin_id AND v.major = b.major AND v.state = 'online'"     \
  " ORDER BY v.major DESC, v.minor DESC, v.patch DESC LIMIT 1)"
#define VERSION EFFECT("CONCAT(v.major, '.', v.minor, '.', v.patch)")
#define LIBRARY EFFECT("v.min_base_library")
#define SINCE   EFFECT("v.online_at")

#define S(field) M(struct binding, field)
SHAPE(binding_shape, struct binding, S(id), S(app_id), S(plugin_id), S(subject_id), S(major), S(rev), S(created_at),
      S(agreed_by), S(state), S(policy), S(config), S(agreed_name), S(app_name), S(plugin_name), S(plugin_intro),
      S(plugin_contact), S(avatar), S(disabled), S(provider), S(guide), S(version), S(base_library), S(version_at));
#undef S
DB_QUERY(binding_of_pair, binding_shape,
         "SELECT b.id, b.app_id, b.plugin_id, b.subject_id, b.major, b.rev, b.created_at, b.agreed_by, b.state,"
         " b.policy, b.config, u.display_name AS agreed_name, a.name AS app_name, p.name AS plugin_name,"
         " p.intro AS plugin_intro, p.contact AS plugin_contact, p.avatar, p.state <> 'active' AS disabled,"
         " s.name AS provider, g.guide, " VERSION " AS version, " LIBRARY " AS base_library, " SINCE " AS version_at"
         " FROM binding b JOIN app a ON a.id = b.app_id JOIN plugin p ON p.id = b.plugin_id"
         " JOIN subject s ON s.id = p.subject_id LEFT JOIN user u ON u.id = b.agreed_by"
         " LEFT JOIN listing_revision g ON g.live_of = b.plugin_id WHERE b.app_id = ? AND b.plugin_id = ?"
         " ORDER BY b.open_app IS NULL, b.closed_at DESC, b.id LIMIT 1");

#define S(field) M(struct binding_item, field)
SHAPE(item_shape, struct binding_item, S(id), S(app_id), S(plugin_id), S(created_at), S(state), S(app_name),
      S(app_avatar), S(plugin_name), S(plugin_avatar), S(intro), S(contact), S(version));
#undef S
#define LIST(where, beyond, way)                                                                                       \
  "SELECT b.id, b.app_id, b.plugin_id, b.created_at, b.state, a.name AS app_name, a.avatar AS app_avatar,"             \
  " p.name AS plugin_name, p.avatar AS plugin_avatar, p.intro, p.contact, " VERSION " AS version"                      \
  " FROM binding b JOIN app a ON a.id = b.app_id JOIN plugin p ON p.id = b.plugin_id WHERE " where                     \
  " AND b.created_at " beyond "= ? AND (b.created_at " beyond " ? OR b.id " beyond " ?)"                               \
  " ORDER BY b.created_at " way ", b.id " way " LIMIT ?"
#define OF_APP    "b.open_app = ?"
#define OF_PLUGIN "b.subject_id = ? AND b.plugin_id = ? AND b.open_app IS NOT NULL"
DB_QUERY(binding_app_after, item_shape, LIST(OF_APP, "<", "DESC"));
DB_QUERY(binding_app_before, item_shape, LIST(OF_APP, ">", "ASC"));
DB_QUERY(binding_plugin_after, item_shape, LIST(OF_PLUGIN, "<", "DESC"));
DB_QUERY(binding_plugin_before, item_shape, LIST(OF_PLUGIN, ">", "ASC"));

enum res binding_load(struct ctx *c, int64_t app_id, int64_t plugin_id, struct binding *out) {
  return db_one(c->db, c->a, binding_of_pair, out, I(app_id), I(plugin_id));
}

/* The place where a list begins: newest first, the beginning is behind everything. */
static int64_t start(struct place from, bool back) { return !back && from.id == 0 ? INT64_MAX : from.at; }

static void turn(struct binding_item *item, size_t n) {
  for (size_t i = 0; i < n / 2; i++) {
    struct binding_item x = item[i];

    item[i] = item[n - 1 - i];
    item[n - 1 - i] = x;
  }
}

enum res binding_of_app(struct ctx *c, int64_t app_id, struct place from, bool back, int64_t limit,
                        struct binding_item **out, size_t *n) {
  int64_t at = start(from, back);
  enum res r = db_list_args(c->db, c->a, back ? &binding_app_before : &binding_app_after, out, n,
                            DB_ARGS(I(app_id), I(at), I(at), I(from.id), I(limit)));

  if (r == RES_OK && back)
    turn(*out, *n);
  return r;
}

enum res binding_of_plugin(struct ctx *c, int64_t subject_id, int64_t plugin_id, struct place from, bool back,
                           int64_t limit, struct binding_item **out, size_t *n) {
  int64_t at = start(from, back);
  enum res r = db_list_args(c->db, c->a, back ? &binding_plugin_before : &binding_plugin_after, out, n,
                            DB_ARGS(I(subject_id), I(plugin_id), I(at), I(at), I(from.id), I(limit)));

  if (r == RES_OK && back)
    turn(*out, *n);
  return r;
}
