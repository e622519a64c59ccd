/* MariaDB through Connector/C: one connection and one cache of prepared statements per process.
 *
 * Failure rules (security.md 1–5): timeouts of 2 s (connect) and 5 s (read, write); the library's own reconnect
 * stays off; a lost connection is opened anew before the next transaction or single read; only a whole transaction
 * is ever run again; any error ends in ROLLBACK. */
#ifndef DB_DB_H
#define DB_DB_H

#include "base/arena.h"
#include "base/result.h"
#include "db/stmt.h"

#include <stdbool.h>
#include <stdint.h>

struct db;

struct db_config {
  const char *socket; /* unix socket, or NULL/"" for hosts */
  const char *hosts;  /* host[:port], comma separated: tried in order, the next one when one is away */
  const char *name, *user;
  const char *password; /* NULL: none */
  unsigned patience;    /* seconds that one answer may take; 0: 5, as long as a person waits */
};

/* A handle; does not connect yet. The strings of `cfg` must stay. Freed by db_close. */
struct db *db_open(const struct db_config *cfg);
void db_close(struct db *db);

/* Is the database there? Connects when needed. RES_OK or RES_UNAVAILABLE. */
MUST_USE enum res db_ping(struct db *db);

/* Run a statement without a result set. `changed` (may be NULL) gets the number of changed rows.
 * RES_CONFLICT: a unique key was hit (db_dup_key names it). RES_RETRY: only inside a transaction; return it. */
#define db_exec(db, stmt, changed, ...) db_exec_args((db), &(stmt), (changed), DB_ARGS(__VA_ARGS__))
/* Read one row into `out`, a struct of the statement's shape. RES_NOT_FOUND when there is none. */
#define db_one(db, a, stmt, out, ...) db_one_args((db), (a), &(stmt), (out), DB_ARGS(__VA_ARGS__))
/* Read all rows as an array of the statement's struct, in the arena: `rows` is the address of a struct pointer. */
#define db_list(db, a, stmt, rows, n, ...) db_list_args((db), (a), &(stmt), (rows), (n), DB_ARGS(__VA_ARGS__))

#define DB_ARGS(...)                                                                                                   \
  (sizeof((struct db_arg[]){__VA_ARGS__}) / sizeof(struct db_arg)), (struct db_arg[]) { __VA_ARGS__ }

/* Turn the rows of a list round: for those that were read against its order. `rows` as for db_list. */
void db_turn(const struct db_stmt *s, void *rows, size_t n);

MUST_USE enum res db_exec_args(struct db *db, const struct db_stmt *s, int64_t *changed, size_t n,
                               const struct db_arg *args);
MUST_USE enum res db_one_args(struct db *db, struct arena *a, const struct db_stmt *s, void *out, size_t n,
                              const struct db_arg *args);
MUST_USE enum res db_list_args(struct db *db, struct arena *a, const struct db_stmt *s, void *rows, size_t *count,
                               size_t n, const struct db_arg *args);

/* The AUTO_INCREMENT value of the last db_exec. */
int64_t db_last_id(const struct db *db);
/* After RES_CONFLICT: the name of the unique key that was hit ("name_key"), or "". */
const char *db_dup_key(const struct db *db);
/* The last error in words, with the statement's name, for the log; "" when there was none since db_clear. */
const char *db_error(const struct db *db);
/* Round trips since db_clear. */
int64_t db_trips(const struct db *db);
/* Microseconds spent on statements since db_clear: asking, waiting and taking the rows in. */
int64_t db_spent(const struct db *db);
void db_clear(struct db *db);

/* Run `work` in a transaction: COMMIT when it returns RES_OK, ROLLBACK otherwise, and again from the start (up to 8
 * times) on a deadlock, a lock timeout or a connection lost before COMMIT. So `work` must be free of other effects.
 * RES_UNAVAILABLE: the database is away or the conflict did not end. RES_UNKNOWN: lost during COMMIT. */
MUST_USE enum res db_tx(struct db *db, enum res (*work)(void *arg), void *arg);
bool db_in_tx(const struct db *db);

/* Run one statement of text: migrations and grants only. */
MUST_USE enum res db_text(struct db *db, const char *sql);

/* Every declared statement of the program. */
const struct db_stmt *const *db_stmts(size_t *n);
/* Prepare one against the schema and compare its columns with its shape. NULL when fine, else why, in the arena. */
const char *db_check(struct db *db, struct arena *a, const struct db_stmt *s);

#endif
