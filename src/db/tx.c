/* A transaction is a callback, so that it can run again as a whole. security.md 1 and 2: any error ends in ROLLBACK. */
#include "db/conn.h"

#include "base/clock.h"

#include <unistd.h>

/* A person waits for the answer: 503 must come within 7 seconds (a hung server costs one read time-out of 5 s; a row
 * that somebody keeps locked a lock wait of 2 s, and one try may meet two of them), so trying again ends early. */
enum { TRIES = 8, PATIENCE = 2500 * 1000, GONE_PATIENCE = 1000 * 1000 /* microseconds */ };

static void rollback(struct db *db) {
  db->in_tx = false;
  if (db->my == NULL)
    return;
  db_trip(db);
  if (mysql_rollback(db->my) != 0)
    db_drop(db); /* the server rolls back what a closed connection left */
}

static enum res commit(struct db *db) {
  enum res r;

  db_trip(db);
  if (mysql_commit(db->my) == 0) {
    db->in_tx = false;
    return RES_OK;
  }
  r = db_fail(db, "commit", mysql_errno(db->my), mysql_error(db->my));
  if (db->lost)
    r = RES_UNKNOWN;
  rollback(db);
  return r;
}

static enum res attempt(struct db *db, enum res (*work)(void *), void *arg) {
  enum res r = db_text(db, "START TRANSACTION");

  if (r != RES_OK)
    return r == RES_UNAVAILABLE ? RES_RETRY : r;
  db->in_tx = true;
  r = work(arg);
  if (r == RES_OK && !db->lost)
    return commit(db);
  rollback(db);
  return db->lost ? RES_RETRY : r;
}

enum res db_tx(struct db *db, enum res (*work)(void *), void *arg) {
  int64_t began = clock_ticks();
  enum res r = RES_RETRY;

  for (int i = 0; i < TRIES && r == RES_RETRY; i++) {
    int64_t spent = clock_ticks() - began;

    if (spent > PATIENCE || (db->my == NULL && spent > GONE_PATIENCE))
      break;
    if (i > 0)
      usleep((useconds_t)(2000u << i)); /* the other side of a deadlock needs a moment */
    db->lost = false;
    if (i > 1 && db->my == NULL && db_connect(db) != RES_OK)
      break; /* away: answering soon is better than trying on */
    r = attempt(db, work, arg);
  }
  db->lost = false;
  return r == RES_RETRY ? RES_UNAVAILABLE : r;
}
