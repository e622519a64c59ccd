/* The inside of a handle; shared by the files of db/ only. */
#ifndef DB_CONN_H
#define DB_CONN_H

#include "db/db.h"

#include <mysql.h>

enum {
  DB_SLOTS = 1024,       /* power of two, well above the number of statements */
  DB_SLOW = 1000 * 1000, /* microseconds: a server that fails after so long hangs … */
  DB_PAUSE =
      1000 * 1000, /* … and is left alone for so long, so that those who queue for this process are told at once */
};

struct db {
  struct db_config cfg;
  MYSQL *my; /* NULL: not connected */
  struct {
    const struct db_stmt *key;
    MYSQL_STMT *ms;
  } slot[DB_SLOTS];
  bool in_tx, lost;
  int64_t trips, spent, last_id;
  int64_t asked, pause_until; /* clock_ticks(): the last round trip's start; no new connection before */
  char error[512], dup[64];
};

/* A round trip begins: counts it. */
void db_trip(struct db *db);
/* Connect when not connected. RES_OK, or RES_UNAVAILABLE: at once for DB_PAUSE after a server that hung. */
MUST_USE enum res db_connect(struct db *db);
/* Close the connection and forget its statements. Where the last round trip took long, the server hangs: see DB_PAUSE. */
void db_drop(struct db *db);
/* The prepared statement, from the cache or new. NULL on failure: *why is the result. */
MYSQL_STMT *db_prepare(struct db *db, const struct db_stmt *s, enum res *why);
/* Judge an error: remember its words, drop the connection when it is gone. */
enum res db_fail(struct db *db, const char *what, unsigned err, const char *words);

#endif
