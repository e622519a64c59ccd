/* Declared SQL: every statement of the program is a named constant, so that a test can prepare all of them against
 * the migrated schema, and a log line can name the one that failed.
 *
 *     DB_STMT(user_lock, "UPDATE user SET status = ? WHERE id = ?");
 *     DB_QUERY(user_by_id, user_shape, "SELECT id, email FROM user WHERE id = ?");
 *
 * The columns of a query are the members of its shape, in order and by name (`db_check` compares them). */
#ifndef DB_STMT_H
#define DB_STMT_H

#include "base/bytes.h"
#include "base/shape.h"

struct db_stmt {
  const char *name, *sql;
  const struct shape *row; /* NULL: no result set */
};

/* A pointer to each declared statement lies in one linker section; db_check walks it. */
#define DB_LISTED(name)                                                                                                \
  static const struct db_stmt *const name##_listed __attribute__((section("db_stmts"), used)) = &name
#define DB_STMT(name, sql)                                                                                             \
  static const struct db_stmt name = {#name, sql, NULL};                                                               \
  DB_LISTED(name)
#define DB_QUERY(name, shape, sql)                                                                                     \
  static const struct db_stmt name = {#name, sql, &shape};                                                             \
  DB_LISTED(name)

/* A bound value. T(NULL) and B({NULL, 0}) bind SQL NULL; an empty text is T(""). */
struct db_arg {
  enum { DB_INT, DB_TEXT, DB_BYTES } kind;
  int64_t i;
  const void *p;
  size_t n;
};

static inline struct db_arg I(int64_t i) {
  return (struct db_arg){.kind = DB_INT, .i = i};
} static inline struct db_arg T(const char *s) {
  return (struct db_arg){.kind = DB_TEXT, .p = s, .n = s == NULL ? 0 : __builtin_strlen(s)};
} static inline struct db_arg B(struct bytes b) {
  return (struct db_arg){.kind = DB_BYTES, .p = b.p, .n = b.n};
}
/* Bytes of a fixed array or a buffer. */
static inline struct db_arg
H(const void *p, size_t n) {
  return (struct db_arg){.kind = DB_BYTES, .p = p, .n = n};
}

#endif
