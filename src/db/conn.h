/* The inside of a handle; shared by the files of db/ only. */
#ifndef DB_CONN_H
#define DB_CONN_H

#include "db/db.h"

#include <mysql.h>

enum { DB_SLOTS = 1024 /* power of two, well above the number of statements */ };

struct db {
  struct db_config cfg;
  MYSQL *my; /* NULL: not connected */
  struct {
    const struct db_stmt *key;
    MYSQL_STMT *ms;
  } slot[DB_SLOTS];
  bool in_tx, lost;
  int64_t trips, last_id;
  char error[512], dup[64];
};

/* Connect when not connected. RES_OK or RES_UNAVAILABLE. */
MUST_USE enum res db_connect(struct db *db);
/* Close the connection and forget its statements. */
void db_drop(struct db *db);
/* The prepared statement, from the cache or new. NULL on failure: *why is the result. */
MYSQL_STMT *db_prepare(struct db *db, const struct db_stmt *s, enum res *why);
/* Judge an error: remember its words, drop the connection when it is gone. */
enum res db_fail(struct db *db, const char *what, unsigned err, const char *words);

#endif
