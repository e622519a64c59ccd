/* Reading bindings: one with all that its page shows, and the two lists. The version in effect is the highest number that
 * is online in the binding's major (policy follow). */
#include "domain/binding.h"

#include "base/clock.h"
#include "domain/advisory.h"
#include "domain/application_rule.h"
#include "domain/count.h"
#include "domain/effect.h"

#include <string.h>

#define VERSION EFFECT_NUMBER("b")
#define LIBRARY EFFECT_OF("b", "v.min_base_library")
#define SINCE   EFFECT_OF("b", "v.online_at")
#define HELD                                                                                                           \
  " EXISTS (SELECT 1 FROM entitlement e WHERE e.subject_id = b.subject_id AND e.plugin_id = b.plugin_id"               \
  " AND e.state = 'held') AS held"

#define S(field) M(struct binding, field)
SHAPE(binding_shape, struct binding, S(id), S(app_id), S(plugin_id), S(subject_id), S(major), S(rev), S(created_at),
      S(agreed_by), S(state), S(policy), S(config), S(agreed_name), S(app_name), S(plugin_name), S(plugin_intro),
      S(plugin_contact), S(avatar), S(disabled), S(provider), S(guide), S(version), S(base_library), S(version_at),
      S(application_id), S(due_at), S(decided_at), S(asked), S(reason), S(answer), S(rule_n), S(rule_types),
      S(rule_names), S(held));
#undef S
DB_QUERY(binding_of_pair, binding_shape,
         "SELECT b.id, b.app_id, b.plugin_id, b.subject_id, b.major, b.rev, b.created_at, b.agreed_by, b.state,"
         " b.policy, b.config, u.display_name AS agreed_name, a.name AS app_name, p.name AS plugin_name,"
         " p.intro AS plugin_intro, p.contact AS plugin_contact, p.avatar, p.state <> 'active' AS disabled,"
         " s.name AS provider, g.guide, " VERSION " AS version, " LIBRARY " AS base_library, " SINCE " AS version_at,"
         " x.id AS application_id, x.due_at, x.decided_at, x.state AS asked, x.reason, x.answer,"
         " y.n AS rule_n, y.host_types AS rule_types, " RULE_NAMES " AS rule_names," HELD
         " FROM binding b JOIN app a ON a.id = b.app_id JOIN plugin p ON p.id = b.plugin_id"
         " JOIN subject s ON s.id = p.subject_id LEFT JOIN user u ON u.id = b.agreed_by"
         " LEFT JOIN listing_revision g ON g.live_of = b.plugin_id LEFT JOIN application x ON x.binding_id = b.id"
         " LEFT JOIN application_rule y ON y.id = x.rule_id WHERE b.app_id = ? AND b.plugin_id = ? ORDER BY b.open_app "
         "IS NULL, b.closed_at DESC, b.created_at DESC, "
         "b.id LIMIT 1");

#define S(field) M(struct binding_item, field)
SHAPE(item_shape, struct binding_item, S(id), S(app_id), S(plugin_id), S(created_at), S(state), S(app_name),
      S(app_avatar), S(plugin_name), S(plugin_avatar), S(intro), S(contact), S(version), S(due_at), S(decided_at),
      S(asked), S(reason), S(answer), S(held), S(notices), S(total));
#undef S
/* What is open, along one index; the rows of the page are read afterwards. */
#define NARROWED(key, id) " AND " LOOK_FITS(key, id) " AND (? = '' OR ? = b.state)"
#define OF_APP                                                                                                         \
  "binding b FORCE INDEX (of_host) STRAIGHT_JOIN plugin p ON p.id = b.plugin_id WHERE b.open_app = ?" NARROWED(        \
      "p.name_key", "p.id")
#define OF_PLUGIN                                                                                                      \
  "binding b FORCE INDEX (of_subject) STRAIGHT_JOIN app a ON a.id = b.app_id WHERE b.subject_id = ?"                   \
  " AND b.plugin_id = ? AND b.state <> 'closed'" NARROWED("a.name_key", "a.id")
/* The same where nothing is asked for: for counting, the index alone. */
#define ALL_OF_APP    "binding WHERE open_app = ?"
#define ALL_OF_PLUGIN "binding WHERE subject_id = ? AND plugin_id = ? AND state <> 'closed'"
#define COLUMNS                                                                                                        \
  "SELECT b.id, b.app_id, b.plugin_id, b.created_at, b.state, a.name AS app_name, a.avatar AS app_avatar,"             \
  " p.name AS plugin_name, p.avatar AS plugin_avatar, p.intro, p.contact, " VERSION                                    \
  " AS version, x.due_at, x.decided_at, x.state AS asked, x.reason, x.answer," HELD ", " ADVISORIES_OPEN " AS notices"
#define NAMED " JOIN app a ON a.id = b.app_id JOIN plugin p ON p.id = b.plugin_id"
/* Refused or expired, and nothing was tried since. */
#define ENDED(where)                                                                                                   \
  COLUMNS                                                                                                              \
  ", 0 AS total FROM application x JOIN binding b ON b.id = x.binding_id" NAMED " WHERE " where                        \
  " AND x.state IN ('refused', 'expired') AND x.decided_at > ? AND NOT EXISTS (SELECT 1 FROM binding l"                \
  " WHERE l.app_id = x.app_id AND l.plugin_id = x.plugin_id AND l.created_at >= x.decided_at AND l.id <> b.id)"        \
  " ORDER BY x.decided_at DESC, x.id DESC LIMIT 5"
/* What ended stands behind; the order is the outer one. */
#define TOTAL(all, from) "IF(?, " COUNTED(all) ", " COUNTED(from) ")"
#define LIST(ended, all, from, end, order)                                                                             \
  "(" ENDED(ended) ") UNION ALL (" COLUMNS ", " TOTAL(                                                                 \
      all, from) " AS total FROM (SELECT b.id FROM " from end                                                          \
                 ") k JOIN binding b ON b.id = k.id LEFT JOIN application x ON x.binding_id = b.id" NAMED              \
                 ") ORDER BY state = 'closed', " order
#define NEWEST(ended, all, from) LIST(ended, all, from, SPAN_NEWEST("b.created_at", "b.id"), "created_at DESC, id DESC")
#define OLDEST(ended, all, from) LIST(ended, all, from, SPAN_OLDEST("b.created_at", "b.id"), "created_at, id")
#define APP_ENDED                "x.app_id = ?"
#define PLUGIN_ENDED             "x.subject_id = ? AND x.plugin_id = ?"
DB_QUERY(binding_app_newest, item_shape, NEWEST(APP_ENDED, ALL_OF_APP, OF_APP));
DB_QUERY(binding_app_oldest, item_shape, OLDEST(APP_ENDED, ALL_OF_APP, OF_APP));
DB_QUERY(binding_plugin_newest, item_shape, NEWEST(PLUGIN_ENDED, ALL_OF_PLUGIN, OF_PLUGIN));
DB_QUERY(binding_plugin_oldest, item_shape, OLDEST(PLUGIN_ENDED, ALL_OF_PLUGIN, OF_PLUGIN));

enum res binding_load(struct ctx *c, int64_t app_id, int64_t plugin_id, struct binding *out) {
  return db_one(c->db, c->a, binding_of_pair, out, I(c->lang == LANG_ZH), I(app_id), I(plugin_id));
}

static bool all_of(const struct binding_filter *f) { return f->q[0] == '\0' && f->state[0] == '\0'; }

/* What ended stands on the first page of the whole list only. */
static int64_t ended_since(const struct ctx *c, const struct binding_filter *f, const struct span *span) {
  return span->from.id == 0 && !span->back && all_of(f) ? c->now - BINDING_ENDED_DAYS * (int64_t)DAY : INT64_MAX;
}

enum res binding_of_app(struct ctx *c, int64_t app_id, const struct binding_filter *f, const struct span *span,
                        struct binding_item **out, size_t *n) {
#define APP I(app_id), T(look.like), I(look.id), T(f->state), T(f->state)
  struct look look = look_for(c, f->q);

  return span_list(c, binding_app_newest, binding_app_oldest, span, out, n, I(app_id), I(ended_since(c, f, span)),
                   I(all_of(f)), I(app_id), I(app_id), APP, APP, APP);
#undef APP
}

enum res binding_of_plugin(struct ctx *c, int64_t subject_id, int64_t plugin_id, const struct binding_filter *f,
                           const struct span *span, struct binding_item **out, size_t *n) {
#define PAIR I(subject_id), I(plugin_id), T(look.like), I(look.id), T(f->state), T(f->state)
  struct look look = look_for(c, f->q);

  return span_list(c, binding_plugin_newest, binding_plugin_oldest, span, out, n, I(subject_id), I(plugin_id),
                   I(ended_since(c, f, span)), I(all_of(f)), I(subject_id), I(plugin_id), I(subject_id), I(plugin_id),
                   PAIR, PAIR, PAIR);
#undef PAIR
}
