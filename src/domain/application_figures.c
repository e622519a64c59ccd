/* The rate has a bound on what it reads, so that it costs the same for a plugin that everybody asks for. */
#include "domain/application_figures.h"

#include "base/clock.h"
#include "domain/application.h"
#include "domain/count.h"

#define RATE                                                                                                           \
  "SELECT COUNT(*) AS asked, CAST(COALESCE(SUM(x.state <> 'expired'), 0) AS SIGNED) AS answered FROM"                  \
  " (SELECT state FROM application FORCE INDEX (history) WHERE plugin_id = ? AND decided_at > ?"                       \
  " AND state IN ('approved', 'refused', 'expired') ORDER BY decided_at DESC, id DESC LIMIT ?) x"
SHAPE(rate_shape, struct application_rate, M(struct application_rate, asked), M(struct application_rate, answered));
DB_QUERY(application_answered, rate_shape, RATE);

SHAPE(due_shape, struct application_due, M(struct application_due, soon), M(struct application_due, next_at),
      M(struct application_due, asked), M(struct application_due, answered));
DB_QUERY(
    application_due_soon, due_shape,
    "SELECT " FIGURE(
        "application WHERE plugin_id = ? AND state = 'pending' AND due_at > ? AND due_at <= ?") " AS soon, "
                                                                                                "COALESCE((SELECT "
                                                                                                "due_at FROM "
                                                                                                "application WHERE "
                                                                                                "plugin_id = ? AND "
                                                                                                "state = 'pending' AND "
                                                                                                "due_at > ?"
                                                                                                " ORDER BY due_at "
                                                                                                "LIMIT 1), 0) AS "
                                                                                                "next_at, r.asked, "
                                                                                                "r.answered FROM (" RATE
                                                                                                ") r");

#define RATE_ARGS I(plugin_id), I(c->now - RATE_DAYS * (int64_t)DAY), I(RATE_LOOKED)

enum res application_due(struct ctx *c, int64_t plugin_id, struct application_due *out) {
  const struct db_arg plugin = I(plugin_id), now = I(c->now), soon = I(c->now + APPLICATION_SOON);

  return db_one(c->db, c->a, application_due_soon, out, plugin, now, soon, plugin, now, soon, plugin, now, RATE_ARGS);
}

enum res application_rate(struct ctx *c, int64_t plugin_id, struct application_rate *out) {
  return db_one(c->db, c->a, application_answered, out, RATE_ARGS);
}

int rate_percent(int64_t asked, int64_t answered) { return asked < RATE_NEEDS ? -1 : (int)(answered * 100 / asked); }
