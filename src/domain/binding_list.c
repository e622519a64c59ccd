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
      S(app_avatar), S(plugin_name), S(plugin_avatar), S(intro), S(contact), S(version), S(total));
#undef S
/* What is open, along one index; the rows of the page are read afterwards. */
#define NARROWED(key, id) " AND " LOOK_FITS(key, id) " AND (? = '' OR ? = b.state)"
#define OF_APP                                                                                                         \
  "binding b FORCE INDEX (of_host) STRAIGHT_JOIN plugin p ON p.id = b.plugin_id WHERE b.open_app = ?" NARROWED(        \
      "p.name_key", "p.id")
#define OF_PLUGIN                                                                                                      \
  "binding b FORCE INDEX (of_subject) STRAIGHT_JOIN app a ON a.id = b.app_id WHERE b.subject_id = ?"                   \
  " AND b.plugin_id = ? AND b.state <> 'closed'" NARROWED("a.name_key", "a.id")
#define LIST(from, end, order)                                                                                         \
  "SELECT b.id, b.app_id, b.plugin_id, b.created_at, b.state, a.name AS app_name, a.avatar AS app_avatar,"             \
  " p.name AS plugin_name, p.avatar AS plugin_avatar, p.intro, p.contact, " VERSION " AS version,"                     \
  " (SELECT COUNT(*) FROM (SELECT 1 FROM " from " LIMIT 1001) x) AS total FROM (SELECT b.id FROM " from end            \
  ") k JOIN binding b ON b.id = k.id JOIN app a ON a.id = b.app_id JOIN plugin p ON p.id = b.plugin_id"                \
  " ORDER BY " order
#define NEWEST(from) LIST(from, SPAN_NEWEST("b.created_at", "b.id"), "b.created_at DESC, b.id DESC")
#define OLDEST(from) LIST(from, SPAN_OLDEST("b.created_at", "b.id"), "b.created_at, b.id")
DB_QUERY(binding_app_newest, item_shape, NEWEST(OF_APP));
DB_QUERY(binding_app_oldest, item_shape, OLDEST(OF_APP));
DB_QUERY(binding_plugin_newest, item_shape, NEWEST(OF_PLUGIN));
DB_QUERY(binding_plugin_oldest, item_shape, OLDEST(OF_PLUGIN));

enum res binding_load(struct ctx *c, int64_t app_id, int64_t plugin_id, struct binding *out) {
  return db_one(c->db, c->a, binding_of_pair, out, I(app_id), I(plugin_id));
}

enum res binding_of_app(struct ctx *c, int64_t app_id, const struct binding_filter *f, const struct span *span,
                        struct binding_item **out, size_t *n) {
  struct look look = look_for(c, f->q);

  return span_list(c, binding_app_newest, binding_app_oldest, span, out, n, I(app_id), T(look.like), I(look.id),
                   T(f->state), T(f->state), I(app_id), T(look.like), I(look.id), T(f->state), T(f->state));
}

enum res binding_of_plugin(struct ctx *c, int64_t subject_id, int64_t plugin_id, const struct binding_filter *f,
                           const struct span *span, struct binding_item **out, size_t *n) {
  struct look look = look_for(c, f->q);

  return span_list(c, binding_plugin_newest, binding_plugin_oldest, span, out, n, I(subject_id), I(plugin_id),
                   T(look.like), I(look.id), T(f->state), T(f->state), I(subject_id), I(plugin_id), T(look.like),
                   I(look.id), T(f->state), T(f->state));
}
