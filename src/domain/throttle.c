/* A row per bucket; its key is a keyed hash, so the table names nobody. Closed time doubles with each failure past the
 * free ones, up to 15 minutes; a quiet day forgets everything. */
#include "domain/throttle.h"

#include "base/clock.h"
#include "base/seal.h"

struct throttle_row {
  int64_t failures, blocked_until, updated_at;
};
SHAPE(throttle_shape, struct throttle_row, M(struct throttle_row, failures), M(struct throttle_row, blocked_until),
      M(struct throttle_row, updated_at));
DB_QUERY(throttle_worst, throttle_shape,
         "SELECT failures, blocked_until, updated_at FROM throttle WHERE bucket IN (?, ?) ORDER BY blocked_until DESC "
         "LIMIT 1");
DB_QUERY(throttle_one, throttle_shape, "SELECT failures, blocked_until, updated_at FROM throttle WHERE bucket = ?");
DB_STMT(throttle_count,
        "INSERT INTO throttle (bucket, failures, blocked_until, updated_at) VALUES (?, 1, 0, ?)"
        " ON DUPLICATE KEY UPDATE failures = IF(updated_at < ?, 1, failures + 1), updated_at = VALUES(updated_at)");
DB_STMT(throttle_block, "UPDATE throttle SET blocked_until = ? WHERE bucket = ?");
DB_STMT(throttle_forget, "DELETE FROM throttle WHERE bucket = ?");

enum { FREE_ACCOUNT = 5, FREE_ADDRESS = 30, LONGEST = 15 * MINUTE };

struct bucket {
  unsigned char key[SEAL_HASH];
};

static struct bucket account_of(struct ctx *c, const struct throttle *t) {
  struct bucket b;

  seal_mac("throttle", bytes_of(arena_fmt(c->a, "account|%s|%s", t->account, t->device == NULL ? "" : t->device)),
           b.key);
  return b;
}

static struct bucket address_of(struct ctx *c, const struct throttle *t) {
  struct bucket b;

  seal_mac("throttle", bytes_of(arena_fmt(c->a, "address|%s", t->address)), b.key);
  return b;
}

enum res throttle_check(struct ctx *c, const struct throttle *t) {
  struct bucket a = account_of(c, t), b = address_of(c, t);
  struct throttle_row row = {0};
  enum res r = db_one(c->db, c->a, throttle_worst, &row, H(a.key, SEAL_HASH), H(b.key, SEAL_HASH));

  if (r != RES_OK)
    return r == RES_NOT_FOUND ? RES_OK : r;
  if (row.blocked_until <= c->now)
    return RES_OK;
  return why(c, RES_THROTTLED, NULL, N_("尝试次数太多，请 %lld 秒后再试"), (long long)(row.blocked_until - c->now));
}

static int64_t closed_for(int64_t failures, int64_t free) {
  int64_t seconds = 2;

  for (int64_t i = free; i < failures && seconds < LONGEST; i++)
    seconds *= 2;
  return failures <= free ? 0 : seconds < LONGEST ? seconds : LONGEST;
}

static enum res count(struct ctx *c, const struct bucket *b, int64_t free) {
  struct throttle_row row = {0};
  int64_t seconds;
  enum res r = db_exec(c->db, throttle_count, NULL, H(b->key, SEAL_HASH), I(c->now), I(c->now - DAY));

  if (r == RES_OK)
    r = db_one(c->db, c->a, throttle_one, &row, H(b->key, SEAL_HASH));
  if (r != RES_OK)
    return r;
  seconds = closed_for(row.failures, free);
  return seconds == 0 ? RES_OK : db_exec(c->db, throttle_block, NULL, I(c->now + seconds), H(b->key, SEAL_HASH));
}

enum res throttle_fail(struct ctx *c, const struct throttle *t) {
  struct bucket a = account_of(c, t), b = address_of(c, t);
  enum res r = count(c, &a, FREE_ACCOUNT);

  return r == RES_OK ? count(c, &b, FREE_ADDRESS) : r;
}

enum res throttle_pass(struct ctx *c, const struct throttle *t) {
  struct bucket a = account_of(c, t);

  return db_exec(c->db, throttle_forget, NULL, H(a.key, SEAL_HASH));
}
