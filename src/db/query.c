/* Executing a prepared statement: bind the values, run, and copy rows into structs by their shape.
 *
 * A whole result is stored first, so that its longest values are known and one bind serves all rows. */
#include "db/conn.h"

#include "base/clock.h"

#include <mysqld_error.h>
#include <stdio.h>
#include <string.h>

enum { COLUMNS = 48, ARGS = 80 };

/* The last part of "Duplicate entry 'x' for key 'table.key'". */
static void remember_key(struct db *db, const char *words) {
  const char *end = strrchr(words, '\''), *from = end;

  db->dup[0] = '\0';
  if (end == NULL)
    return;
  while (from > words && from[-1] != '\'' && from[-1] != '.')
    from--;
  snprintf(db->dup, sizeof db->dup, "%.*s", (int)(end - from), from);
}

static enum res judge(struct db *db, const struct db_stmt *s, MYSQL_STMT *ms) {
  unsigned err = mysql_stmt_errno(ms);
  char words[400];

  snprintf(words, sizeof words, "%s", mysql_stmt_error(ms));
  if (err == ER_DUP_ENTRY) {
    remember_key(db, words);
    return RES_CONFLICT;
  }
  return db_fail(db, s->name, err, words);
}

static void bind_arg(MYSQL_BIND *b, const struct db_arg *arg, unsigned long *length, long long *value) {
  *length = arg->n;
  b->length = length;
  if (arg->kind == DB_INT) {
    *value = arg->i;
    b->buffer_type = MYSQL_TYPE_LONGLONG;
    b->buffer = value;
    return;
  }
  b->buffer_type = arg->p == NULL ? MYSQL_TYPE_NULL : arg->kind == DB_TEXT ? MYSQL_TYPE_STRING : MYSQL_TYPE_BLOB;
  b->buffer = (void *)(uintptr_t)arg->p;
  b->buffer_length = arg->n;
}

static enum res run_once(struct db *db, const struct db_stmt *s, size_t n, const struct db_arg *args,
                         MYSQL_STMT **out) {
  MYSQL_BIND bind[ARGS];
  unsigned long length[ARGS];
  long long value[ARGS];
  enum res r = RES_OK;
  MYSQL_STMT *ms = db_prepare(db, s, &r);

  if (ms == NULL)
    return r;
  if (n != mysql_stmt_param_count(ms) || n > ARGS) {
    snprintf(db->error, sizeof db->error, "%s: %zu values for %lu places", s->name, n, mysql_stmt_param_count(ms));
    return RES_INTERNAL;
  }
  memset(bind, 0, n * sizeof *bind);
  for (size_t i = 0; i < n; i++)
    bind_arg(&bind[i], &args[i], &length[i], &value[i]);
  db_trip(db);
  if ((n > 0 && mysql_stmt_bind_param(ms, bind) != 0) || mysql_stmt_execute(ms) != 0)
    return judge(db, s, ms);
  *out = ms;
  return RES_OK;
}

/* A single read outside a transaction may run once more on a fresh connection; a write may not, and neither may a read
 * that waited for its time-out: the server hangs, and the answer is due. */
static enum res run(struct db *db, const struct db_stmt *s, size_t n, const struct db_arg *args, MYSQL_STMT **out) {
  bool had = db->my != NULL;
  int64_t began = clock_ticks();
  enum res r;

  if (db->lost)
    return RES_RETRY;
  r = db_connect(db);
  if (r != RES_OK)
    return r;
  r = run_once(db, s, n, args, out);
  if (r != RES_UNAVAILABLE || db->my != NULL || !had || s->row == NULL || clock_ticks() - began > DB_SLOW)
    return r;
  r = db_connect(db);
  return r == RES_OK ? run_once(db, s, n, args, out) : r;
}

enum res db_exec_args(struct db *db, const struct db_stmt *s, int64_t *changed, size_t n, const struct db_arg *args) {
  int64_t began = clock_ticks();
  MYSQL_STMT *ms = NULL;
  enum res r = run(db, s, n, args, &ms);

  db->spent += clock_ticks() - began;
  if (r != RES_OK)
    return r;
  db->last_id = (int64_t)mysql_stmt_insert_id(ms);
  if (changed != NULL)
    *changed = (int64_t)mysql_stmt_affected_rows(ms);
  return RES_OK;
}

struct cell {
  char *p;
  unsigned long n;
  long long i;
  my_bool null;
};

/* Bind each column to a cell with room for the longest value of the stored result. */
static bool bind_row(struct arena *a, MYSQL_STMT *ms, const struct shape *sh, struct cell *cell) {
  MYSQL_BIND bind[COLUMNS];
  MYSQL_RES *meta = mysql_stmt_result_metadata(ms);
  const MYSQL_FIELD *field;
  bool ok;

  if (meta == NULL)
    return false;
  field = mysql_fetch_fields(meta);
  memset(bind, 0, sizeof bind);
  for (size_t i = 0; i < sh->n; i++) {
    MYSQL_BIND *b = &bind[i];

    b->is_null = &cell[i].null;
    b->length = &cell[i].n;
    if (sh->m[i].kind == MEMBER_INT) {
      b->buffer_type = MYSQL_TYPE_LONGLONG;
      b->buffer = &cell[i].i;
      continue;
    }
    b->buffer_type = sh->m[i].kind == MEMBER_TEXT ? MYSQL_TYPE_STRING : MYSQL_TYPE_BLOB;
    b->buffer_length = field[i].max_length + 1;
    b->buffer = cell[i].p = arena_alloc(a, b->buffer_length);
  }
  ok = mysql_stmt_bind_result(ms, bind) == 0;
  mysql_free_result(meta);
  return ok;
}

static void copy_row(struct arena *a, const struct shape *sh, const struct cell *cell, void *row) {
  for (size_t i = 0; i < sh->n; i++) {
    const struct member *m = &sh->m[i];

    if (m->kind == MEMBER_INT)
      *shape_int(row, m) = cell[i].null ? 0 : cell[i].i;
    else if (cell[i].null)
      continue;
    else if (m->kind == MEMBER_TEXT)
      *shape_text(row, m) = arena_strn(a, cell[i].p, cell[i].n);
    else
      *shape_bytes(row, m) = (struct bytes){arena_strn(a, cell[i].p, cell[i].n), cell[i].n};
  }
}

static enum res fetch(struct db *db, struct arena *a, const struct db_stmt *s, MYSQL_STMT *ms, void **rows,
                      size_t *count) {
  struct cell cell[COLUMNS];
  const struct shape *sh = s->row;

  memset(cell, 0, sizeof cell);
  if (mysql_stmt_field_count(ms) != sh->n || sh->n > COLUMNS) {
    snprintf(db->error, sizeof db->error, "%s: columns and shape differ", s->name);
    return RES_INTERNAL;
  }
  if (mysql_stmt_store_result(ms) != 0)
    return judge(db, s, ms);
  *count = (size_t)mysql_stmt_num_rows(ms);
  *rows = arena_array(a, *count + 1, sh->size);
  if (*count > 0 && !bind_row(a, ms, sh, cell))
    return judge(db, s, ms);
  for (size_t i = 0; i < *count; i++) {
    if (mysql_stmt_fetch(ms) != 0)
      return judge(db, s, ms);
    copy_row(a, sh, cell, (char *)*rows + i * sh->size);
  }
  mysql_stmt_free_result(ms);
  return RES_OK;
}

enum res db_list_args(struct db *db, struct arena *a, const struct db_stmt *s, void *rows, size_t *count, size_t n,
                      const struct db_arg *args) {
  int64_t began = clock_ticks();
  MYSQL_STMT *ms = NULL;
  enum res r;

  *count = 0;
  r = run(db, s, n, args, &ms);
  if (r == RES_OK)
    r = fetch(db, a, s, ms, rows, count);
  db->spent += clock_ticks() - began;
  return r;
}

enum res db_one_args(struct db *db, struct arena *a, const struct db_stmt *s, void *out, size_t n,
                     const struct db_arg *args) {
  void *rows = NULL;
  size_t count = 0;
  enum res r = db_list_args(db, a, s, &rows, &count, n, args);

  if (r != RES_OK)
    return r;
  if (count == 0)
    return RES_NOT_FOUND;
  memcpy(out, rows, s->row->size);
  return RES_OK;
}

void db_turn(const struct db_stmt *s, void *rows, size_t n) {
  size_t size = s->row->size;
  char *p;

  memcpy(&p, rows, sizeof p);
  for (size_t i = 0; i < n / 2; i++)
    for (size_t k = 0; k < size; k++) {
      char *x = p + i * size + k, *y = p + (n - 1 - i) * size + k, z = *x;

      *x = *y;
      *y = z;
    }
}

/* Weak: a program without a single statement has no such section. */
extern const struct db_stmt *const __start_db_stmts[] __attribute__((weak));
extern const struct db_stmt *const __stop_db_stmts[] __attribute__((weak));

const struct db_stmt *const *db_stmts(size_t *n) {
  *n = (size_t)(__stop_db_stmts - __start_db_stmts);
  return __start_db_stmts;
}

static const char *check_columns(struct arena *a, MYSQL_STMT *ms, const struct db_stmt *s) {
  MYSQL_RES *meta = mysql_stmt_result_metadata(ms);
  const char *why = NULL;

  for (size_t i = 0; meta != NULL && s->row != NULL && i < s->row->n && why == NULL; i++) {
    const char *column = mysql_fetch_field_direct(meta, (unsigned)i)->name;

    if (strcmp(column, s->row->m[i].name) != 0)
      why = arena_fmt(a, "%s: column %s is read as %s", s->name, column, s->row->m[i].name);
  }
  if (meta != NULL)
    mysql_free_result(meta);
  return why;
}

const char *db_check(struct db *db, struct arena *a, const struct db_stmt *s) {
  enum res why = db_connect(db);
  MYSQL_STMT *ms = why == RES_OK ? db_prepare(db, s, &why) : NULL;
  size_t n = s->row == NULL ? 0 : s->row->n;

  if (ms == NULL)
    return arena_str(a, db->error);
  if (mysql_stmt_field_count(ms) != n)
    return arena_fmt(a, "%s: %u columns, %zu members", s->name, mysql_stmt_field_count(ms), n);
  return check_columns(a, ms, s);
}
