/* Small deletes by index, so that no other transaction waits for them. */
#include "web/sweep.h"

#include "base/clock.h"

DB_STMT(sweep_sessions, "DELETE FROM session WHERE seen_at < ? LIMIT 1000");
DB_STMT(sweep_keys, "DELETE FROM idempotency WHERE created_at < ? LIMIT 1000");
DB_STMT(sweep_stash, "DELETE FROM stash WHERE created_at < ? LIMIT 1000");
DB_STMT(sweep_throttle, "DELETE FROM throttle WHERE updated_at < ? LIMIT 1000");

enum res sweep_old(struct ctx *c) {
  enum res r = db_exec(c->db, sweep_sessions, NULL, I(c->now - 30 * DAY));

  if (r == RES_OK)
    r = db_exec(c->db, sweep_keys, NULL, I(c->now - DAY));
  if (r == RES_OK)
    r = db_exec(c->db, sweep_stash, NULL, I(c->now - HOUR));
  if (r == RES_OK)
    r = db_exec(c->db, sweep_throttle, NULL, I(c->now - DAY));
  return r;
}
