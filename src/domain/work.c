/* A subject's newest thousand plugins stand for all of them here. Counts stop where nobody counts on (1001), so that a large platform's dashboard costs what a small one's does. */
#include "domain/work.h"

#include "base/clock.h"

#define NEWEST "(SELECT id, name FROM plugin WHERE subject_id = ? ORDER BY created_at DESC, id DESC LIMIT 1000)"

#define W(field) M(struct work_item, field)
SHAPE(work_shape, struct work_item, W(plugin_id), W(plugin_name), W(what), W(number), W(state), W(at), W(due_at));
#undef W
DB_QUERY(work_of_provider, work_shape,
         "(SELECT p.id AS plugin_id, p.name AS plugin_name, 'version' AS what,"
         " CONCAT(v.major, '.', v.minor, '.', v.patch) AS number, v.state, GREATEST(v.submitted_at, v.created_at) AS "
         "at, 0 AS due_at"
         " FROM " NEWEST " p STRAIGHT_JOIN version v FORCE INDEX (by_state) ON v.plugin_id = p.id"
         " WHERE v.state IN ('rejected', 'passed', 'auditing') ORDER BY v.id DESC LIMIT 10)"
         " UNION ALL (SELECT p.id, p.name, 'listing', '', r.state, GREATEST(r.submitted_at, r.created_at), 0"
         " FROM " NEWEST " p STRAIGHT_JOIN listing_revision r ON r.open_of = p.id"
         " ORDER BY r.id DESC LIMIT 10) UNION ALL (SELECT p.id, p.name, 'application', h.name, a.state, a.applied_at,"
         " a.due_at FROM " NEWEST " p STRAIGHT_JOIN application a FORCE INDEX (waiting) ON a.plugin_id = p.id"
         " JOIN app h ON h.id = a.app_id WHERE a.state = 'pending' ORDER BY a.due_at, a.id LIMIT 10)"
         " ORDER BY due_at = 0, due_at, at DESC");

#define F(field) M(struct work_figures, field)
SHAPE(figures_shape, struct work_figures, F(plugins), F(on_shelf), F(hosts), F(obtained_week), F(apps), F(held),
      F(bound));
#undef F
/* clang-format off */
/* One figure to a line: the formatter would break them into columns of two letters. */
/* A count that stops at 1001. */
#define CAP(from) "(SELECT COUNT(*) FROM (SELECT 1 FROM " from " LIMIT 1001) x)"
#define ON_SHELF NEWEST " p STRAIGHT_JOIN listing l ON l.plugin_id = p.id WHERE l.shelf = 'on'"
#define HOSTS NEWEST " p STRAIGHT_JOIN binding b ON b.plugin_id = p.id WHERE b.state = 'active'"
#define OBTAINED NEWEST " p STRAIGHT_JOIN entitlement e ON e.plugin_id = p.id WHERE e.obtained_at > ?"
DB_QUERY(work_of_subject, figures_shape,
         "SELECT " CAP("plugin WHERE subject_id = ?") " AS plugins,"
         " " CAP(ON_SHELF) " AS on_shelf,"
         " " CAP(HOSTS) " AS hosts,"
         " " CAP(OBTAINED) " AS obtained_week,"
         " " CAP("app WHERE subject_id = ?") " AS apps,"
         " " CAP("entitlement WHERE subject_id = ? AND state = 'held'") " AS held,"
         " " CAP("binding WHERE subject_id = ? AND state <> 'closed'") " AS bound");

#define P(field) M(struct work_platform, field)
SHAPE(platform_shape, struct work_platform, P(subjects), P(plugins), P(on_shelf), P(reviews_open), P(reviews_overdue),
      P(bindings));
#undef P
#define OPEN "review WHERE kind IN ('version', 'listing', 'payment', 'real-name') AND state IN ('queued', 'claimed')"
DB_QUERY(work_of_platform, platform_shape,
         "SELECT " CAP("subject") " AS subjects,"
         " " CAP("plugin") " AS plugins,"
         " " CAP("market") " AS on_shelf,"
         " " CAP(OPEN) " AS reviews_open,"
         " " CAP(OPEN " AND due_at < ?") " AS reviews_overdue,"
         " " CAP("binding WHERE state = 'active'") " AS bindings");
/* clang-format on */

enum res work_provider(struct ctx *c, int64_t subject_id, struct work_item **out, size_t *n) {
  return db_list(c->db, c->a, work_of_provider, out, n, I(subject_id), I(subject_id), I(subject_id));
}

enum res work_subject(struct ctx *c, int64_t subject_id, struct work_figures *out) {
  return db_one(c->db, c->a, work_of_subject, out, I(subject_id), I(subject_id), I(subject_id), I(subject_id),
                I(c->now - 7 * DAY), I(subject_id), I(subject_id), I(subject_id));
}

enum res work_platform(struct ctx *c, struct work_platform *out) {
  return db_one(c->db, c->a, work_of_platform, out, I(c->now));
}
