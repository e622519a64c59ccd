/* Connecting, the cache of prepared statements, and what each error number means. */
#include "db/conn.h"

#include "base/clock.h"

#include <errmsg.h>
#include <mysqld_error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char session_sql[] =
    "SET sql_mode='STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,NO_ZERO_DATE,NO_ZERO_IN_DATE,"
    "ONLY_FULL_GROUP_BY', time_zone='+00:00', innodb_lock_wait_timeout=2";

struct db *db_open(const struct db_config *cfg) {
  struct db *db = calloc(1, sizeof *db); /* lint: allow calloc, lives as long as the process */

  if (db != NULL)
    db->cfg = *cfg;
  return db;
}

void db_trip(struct db *db) {
  db->trips++;
  db->asked = clock_ticks();
}

static void pause_if_slow(struct db *db) {
  int64_t now = clock_ticks();

  if (now - db->asked > DB_SLOW)
    db->pause_until = now + DB_PAUSE;
}

void db_drop(struct db *db) {
  if (db->my != NULL)
    pause_if_slow(db);
  for (size_t i = 0; i < DB_SLOTS; i++) {
    if (db->slot[i].ms != NULL)
      mysql_stmt_close(db->slot[i].ms);
    db->slot[i].key = NULL;
    db->slot[i].ms = NULL;
  }
  if (db->my != NULL)
    mysql_close(db->my);
  db->my = NULL;
}

void db_close(struct db *db) {
  if (db == NULL)
    return;
  db_drop(db);
  free(db); /* lint: allow free, pairs with db_open */
}

static bool gone(unsigned err) {
  switch (err) {
  case CR_CONNECTION_ERROR:
  case CR_CONN_HOST_ERROR:
  case CR_SERVER_GONE_ERROR:
  case CR_SERVER_LOST:
  case ER_CONNECTION_KILLED:
  case ER_SERVER_SHUTDOWN:
  case ER_UNKNOWN_COM_ERROR:
  case ER_UNKNOWN_STMT_HANDLER:
  case ER_NEED_REPREPARE:
    return true;
  default:
    return false;
  }
}

enum res db_fail(struct db *db, const char *what, unsigned err, const char *words) {
  snprintf(db->error, sizeof db->error, "%s: %u %s", what, err, words);
  if (gone(err)) {
    db_drop(db);
    db->lost = db->in_tx;
    return db->in_tx ? RES_RETRY : RES_UNAVAILABLE;
  }
  switch (err) {
  case ER_LOCK_DEADLOCK:
  case ER_LOCK_WAIT_TIMEOUT:
  case ER_CHECKREAD:
    return db->in_tx ? RES_RETRY : RES_UNAVAILABLE;
  case ER_TOO_MANY_USER_CONNECTIONS:
  case ER_CON_COUNT_ERROR:
  case ER_DISK_FULL:
  case ER_RECORD_FILE_FULL:
    return RES_UNAVAILABLE;
  default:
    return RES_INTERNAL;
  }
}

static MYSQL *try_host(struct db *db, const char *host, unsigned port, const char *socket) {
  unsigned connect = 2, rw = db->cfg.patience == 0 ? 5 : db->cfg.patience;
  MYSQL *my = mysql_init(NULL);

  if (my == NULL)
    return NULL;
  mysql_options(my, MYSQL_OPT_CONNECT_TIMEOUT, &connect);
  mysql_options(my, MYSQL_OPT_READ_TIMEOUT, &rw);
  mysql_options(my, MYSQL_OPT_WRITE_TIMEOUT, &rw);
  mysql_options(my, MYSQL_SET_CHARSET_NAME, "utf8mb4");
  if (mysql_real_connect(my, host, db->cfg.user, db->cfg.password, db->cfg.name, port, socket, 0) != NULL &&
      mysql_query(my, session_sql) == 0)
    return my;
  snprintf(db->error, sizeof db->error, "connect: %u %s", mysql_errno(my), mysql_error(my));
  mysql_close(my);
  return NULL;
}

static void try_hosts(struct db *db) {
  const char *p = db->cfg.hosts;

  while (db->my == NULL && p != NULL && *p != '\0') {
    size_t n = strcspn(p, ",");
    char host[256];
    char *colon;

    snprintf(host, sizeof host, "%.*s", (int)n, p);
    colon = strrchr(host, ':');
    if (colon != NULL)
      *colon = '\0';
    db->my = try_host(db, host, colon == NULL ? 3306 : (unsigned)strtoul(colon + 1, NULL, 10), NULL);
    p += n + (p[n] == ',');
  }
}

enum res db_connect(struct db *db) {
  if (db->my != NULL)
    return RES_OK;
  if (clock_ticks() < db->pause_until) {
    snprintf(db->error, sizeof db->error, "connect: the server hung a moment ago");
    return RES_UNAVAILABLE;
  }
  db_trip(db);
  if (db->cfg.socket != NULL && db->cfg.socket[0] != '\0')
    db->my = try_host(db, NULL, 0, db->cfg.socket);
  else
    try_hosts(db);
  if (db->my == NULL)
    pause_if_slow(db);
  return db->my == NULL ? RES_UNAVAILABLE : RES_OK;
}

static size_t slot_of(const struct db *db, const struct db_stmt *s) {
  size_t i = ((uintptr_t)s >> 3) * 2654435761u & (DB_SLOTS - 1);

  while (db->slot[i].key != NULL && db->slot[i].key != s)
    i = (i + 1) & (DB_SLOTS - 1);
  return i;
}

MYSQL_STMT *db_prepare(struct db *db, const struct db_stmt *s, enum res *why) {
  size_t i = slot_of(db, s);
  my_bool longest = 1;
  char words[400];
  MYSQL_STMT *ms;
  unsigned err;

  if (db->slot[i].ms != NULL)
    return db->slot[i].ms;
  ms = mysql_stmt_init(db->my);
  if (ms == NULL) {
    *why = db_fail(db, s->name, CR_OUT_OF_MEMORY, "out of memory");
    return NULL;
  }
  mysql_stmt_attr_set(ms, STMT_ATTR_UPDATE_MAX_LENGTH, &longest);
  db_trip(db);
  if (mysql_stmt_prepare(ms, s->sql, strlen(s->sql)) == 0) {
    db->slot[i].key = s;
    return db->slot[i].ms = ms;
  }
  err = mysql_stmt_errno(ms);
  snprintf(words, sizeof words, "%s", mysql_stmt_error(ms));
  mysql_stmt_close(ms);
  *why = db_fail(db, s->name, err, words);
  return NULL;
}

enum res db_ping(struct db *db) {
  enum res r = db_connect(db);

  if (r != RES_OK)
    return r;
  db_trip(db);
  if (mysql_ping(db->my) == 0)
    return RES_OK;
  db_drop(db);
  return db_connect(db);
}

enum res db_text(struct db *db, const char *sql) {
  enum res r = db->lost ? RES_RETRY : db_connect(db);

  if (r != RES_OK)
    return r;
  db_trip(db);
  if (mysql_query(db->my, sql) != 0)
    return db_fail(db, "text", mysql_errno(db->my), mysql_error(db->my));
  return RES_OK;
}

int64_t db_last_id(const struct db *db) { return db->last_id; }
const char *db_dup_key(const struct db *db) { return db->dup; }
const char *db_error(const struct db *db) { return db->error; }
int64_t db_trips(const struct db *db) { return db->trips; }
int64_t db_spent(const struct db *db) { return db->spent; }
bool db_in_tx(const struct db *db) { return db->in_tx; }

void db_clear(struct db *db) {
  db->trips = 0;
  db->spent = 0;
  db->error[0] = '\0';
}
