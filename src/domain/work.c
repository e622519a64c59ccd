/* Everything here is read along an index that begins with whose it is. Two figures have none: how many mini-programs use a
 * provider's plugins, and how many subjects obtained them, are summed up over its newest WORK_LOOKED plugins. */
#include "domain/work.h"

#include "base/clock.h"
#include "domain/count.h"

#define W(field) M(struct work_item, field)
SHAPE(work_shape, struct work_item, W(id), W(plugin_name), W(what), W(number), W(state), W(at), W(due_at));
#undef W
DB_QUERY(work_of_provider, work_shape,
         "(SELECT p.id, p.name AS plugin_name, 'version' AS what,"
         " CONCAT(v.major, '.', v.minor, '.', v.patch) AS number, v.state, v.submitted_at AS at, 0 AS due_at"
         " FROM version v JOIN plugin p ON p.id = v.plugin_id WHERE v.todo_of = ?"
         " ORDER BY v.submitted_at DESC, v.id DESC LIMIT 10)"
         " UNION ALL (SELECT p.id, p.name, 'listing', '', r.state, r.todo_at, 0 FROM listing_revision r"
         " JOIN plugin p ON p.id = r.plugin_id WHERE r.todo_of = ? ORDER BY r.todo_at DESC, r.id DESC LIMIT 10)"
         " UNION ALL (SELECT p.id, p.name, 'payment', '', y.state, y.todo_at, 0 FROM payment y"
         " JOIN plugin p ON p.id = y.plugin_id WHERE y.todo_of = ? ORDER BY y.todo_at DESC, y.plugin_id DESC LIMIT 10)"
         " UNION ALL (SELECT t.id, p.name, 'transfer', s.name, t.state, t.offered_at, t.due_at FROM transfer t"
         " JOIN plugin p ON p.id = t.plugin_id JOIN subject s ON s.id = t.from_subject WHERE t.to_subject = ?"
         " AND t.state = 'offered' ORDER BY t.due_at, t.id LIMIT 10)"
         " UNION ALL (SELECT p.id, p.name, 'application', h.name, a.state, a.applied_at, a.due_at FROM application a"
         " JOIN plugin p ON p.id = a.plugin_id JOIN app h ON h.id = a.app_id WHERE a.provider_id = ?"
         " AND a.state = 'pending' ORDER BY a.due_at, a.id LIMIT 10) ORDER BY due_at = 0, due_at, at DESC, id, number");

#define F(field) M(struct work_figures, field)
SHAPE(figures_shape, struct work_figures, F(plugins), F(on_shelf), F(hosts), F(obtained_week), F(apps), F(held),
      F(bound));
#undef F
/* clang-format off */
/* One figure to a line: the formatter would break them into columns of two letters. */
#define NEWEST "(SELECT id FROM plugin FORCE INDEX (of_subject) WHERE subject_id = ? ORDER BY created_at DESC, id DESC LIMIT 100)"
/* Where seldom as many are found, once through is better than looking for the last one first. */
#define CAP(from) "(SELECT COUNT(*) FROM (SELECT 1 FROM " from " LIMIT 101) x)"
#define HOSTS NEWEST " p STRAIGHT_JOIN binding b ON b.plugin_id = p.id WHERE b.state = 'active'"
#define OBTAINED NEWEST " p STRAIGHT_JOIN entitlement e FORCE INDEX (lately) ON e.plugin_id = p.id WHERE e.obtained_at > ?"
DB_QUERY(work_of_subject, figures_shape,
         "SELECT " FIGURE("listing WHERE provider_id = ?") " AS plugins,"
         " " FIGURE("listing WHERE provider_id = ? AND shelf = 'on'") " AS on_shelf,"
         " " CAP(HOSTS) " AS hosts,"
         " " CAP(OBTAINED) " AS obtained_week,"
         " " FIGURE("app WHERE subject_id = ?") " AS apps,"
         " " FIGURE("entitlement WHERE subject_id = ? AND state = 'held'") " AS held,"
         " " FIGURE("binding WHERE subject_id = ? AND state <> 'closed'") " AS bound");

#define P(field) M(struct work_platform, field)
SHAPE(platform_shape, struct work_platform, P(subjects), P(plugins), P(on_shelf), P(reviews_open), P(reviews_overdue),
      P(bindings));
#undef P
#define OPEN "review WHERE kind IN ('version', 'listing', 'payment', 'real-name') AND state IN ('queued', 'claimed')"
/* Where more than a thousand are overdue, as many are open. */
DB_QUERY(work_of_platform, platform_shape,
         "SELECT " COUNTED("subject") " AS subjects,"
         " " COUNTED("plugin") " AS plugins,"
         " " COUNTED("market") " AS on_shelf,"
         " IF(x.overdue > 1000, x.overdue, " COUNTED(OPEN) ") AS reviews_open,"
         " x.overdue AS reviews_overdue,"
         " " COUNTED("binding FORCE INDEX (of_plugin) WHERE state = 'active'") " AS bindings"
         " FROM (SELECT " COUNTED(OPEN " AND due_at < ?") " AS overdue) x");
/* clang-format on */

enum res work_provider(struct ctx *c, int64_t subject_id, struct work_item **out, size_t *n) {
  const struct db_arg me = I(subject_id);

  return db_list(c->db, c->a, work_of_provider, out, n, me, me, me, me, me);
}

enum res work_subject(struct ctx *c, int64_t subject_id, struct work_figures *out) {
  const struct db_arg me = I(subject_id), week = I(c->now - 7 * DAY);

  return db_one(c->db, c->a, work_of_subject, out, me, me, me, me, me, me, week, me, me, me, me, me, me);
}

enum res work_platform(struct ctx *c, struct work_platform *out) {
  return db_one(c->db, c->a, work_of_platform, out, I(c->now), I(c->now));
}
