/* migrate: numbered SQL files, each with its checksum; a file that was applied must never change.
 *
 * DDL commits by itself, so progress is noted statement by statement: a migration that failed half way goes on where it
 * stopped. Afterwards the workers' account (db_user of the configuration file) gets its rights: rows only, and on
 * history and audit no change at all (security.md 7). */
#include "base/seal.h"
#include "bin/ctl.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILES = 1000 };

struct migration {
  int64_t n;
  const char *name, *text;
  size_t steps;
  unsigned char sha256[SEAL_HASH];
};

struct applied {
  int64_t n, done;
  struct bytes sha256;
};
SHAPE(applied_shape, struct applied, M(struct applied, n), M(struct applied, done), M(struct applied, sha256));
DB_QUERY(migration_rows, applied_shape, "SELECT n, done, sha256 FROM schema_migration ORDER BY n");
DB_STMT(migration_begin,
        "INSERT INTO schema_migration (n, name, sha256, steps, done, applied_at) VALUES (?, ?, ?, ?, 0, ?)");
DB_STMT(migration_step, "UPDATE schema_migration SET done = ? WHERE n = ?");

struct table_row {
  const char *name;
};
SHAPE(table_shape, struct table_row, M(struct table_row, name));
DB_QUERY(
    tables_here, table_shape,
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY table_name");

static const char schema_table[] =
    "CREATE TABLE IF NOT EXISTS schema_migration (n INT PRIMARY KEY, name VARCHAR(100) NOT NULL,"
    " sha256 BINARY(32) NOT NULL, steps INT NOT NULL, done INT NOT NULL, applied_at BIGINT NOT NULL) ENGINE=InnoDB";

static int by_number(const void *a, const void *b) {
  const struct migration *x = a, *y = b;

  return (x->n > y->n) - (x->n < y->n);
}

static size_t load_files(struct tool *t, struct migration *out) {
  DIR *dir = opendir(t->conf.sql_dir);
  size_t n = 0;

  for (struct dirent *e = dir == NULL ? NULL : readdir(dir); e != NULL && n < FILES; e = readdir(dir)) {
    struct migration *m = &out[n];
    size_t len = strlen(e->d_name);

    if (len < 9 || strspn(e->d_name, "0123456789") != 4 || strcmp(e->d_name + len - 4, ".sql") != 0)
      continue;
    m->n = strtoll(e->d_name, NULL, 10);
    m->name = arena_str(t->a, e->d_name);
    m->text = tool_file(t->a, arena_fmt(t->a, "%s/%s", t->conf.sql_dir, e->d_name));
    if (m->text == NULL)
      continue;
    seal_sha256(bytes_of(m->text), m->sha256);
    for (const char *p = m->text; (p = tool_statement_end(p)) != NULL; p++)
      m->steps++;
    n++;
  }
  if (dir != NULL)
    closedir(dir);
  qsort(out, n, sizeof *out, by_number);
  return n;
}

static enum res apply(struct tool *t, const struct migration *m, int64_t done) {
  const char *p = m->text, *end;
  enum res r = RES_OK;

  for (int64_t i = 0; r == RES_OK && (end = tool_statement_end(p)) != NULL; i++, p = end + 1) {
    if (i < done)
      continue;
    r = db_text(t->db, arena_strn(t->a, p, (size_t)(end - p)));
    if (r == RES_OK)
      r = db_exec(t->db, migration_step, NULL, I(i + 1), I(m->n));
  }
  return r;
}

static int one(struct tool *t, const struct migration *m, const struct applied *was, bool dry) {
  struct ctx c = tool_ctx(t);
  enum res r = RES_OK;

  if (was != NULL && !bytes_same(was->sha256, (struct bytes){m->sha256, SEAL_HASH})) {
    fprintf(stderr, "plugshelfctl: %s was changed after it had been applied; put the old file back\n", m->name);
    return 1;
  }
  if (was != NULL && was->done == (int64_t)m->steps)
    return 0;
  printf("%s %s (%zu statements)\n", dry ? "would apply" : "applying", m->name, m->steps);
  if (dry)
    return 0;
  if (was == NULL)
    r = db_exec(t->db, migration_begin, NULL, I(m->n), T(m->name), H(m->sha256, SEAL_HASH), I((int64_t)m->steps),
                I(c.now));
  if (r == RES_OK)
    r = apply(t, m, was == NULL ? 0 : was->done);
  return tool_result(t, &c, r, m->name);
}

static const char *rights_on(const char *table) {
  static const char *const kept[] = {"history", "audit", "audit_seal"};

  for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
    if (strcmp(table, kept[i]) == 0)
      return "SELECT, INSERT";
  return strcmp(table, "schema_migration") == 0 ? "SELECT" : "SELECT, INSERT, UPDATE, DELETE";
}

/* The account of the workers as the file names it; `db_user` of the flags is the one that migrates. */
static int grant(struct tool *t) {
  const char *account = tool_option(t, "--account");
  struct table_row *rows = NULL;
  struct ctx c = tool_ctx(t);
  size_t n = 0;
  enum res r = db_list(t->db, t->a, tables_here, &rows, &n);

  if (account == NULL)
    return 0;
  for (size_t i = 0; i < n && r == RES_OK; i++)
    r = db_text(t->db,
                arena_fmt(t->a, "GRANT %s ON `%s` TO '%s'@localhost", rights_on(rows[i].name), rows[i].name, account));
  return tool_result(t, &c, r, "grant");
}

int ctl_migrate(struct tool *t) {
  struct migration *files = ARENA_ARRAY(t->a, struct migration, FILES);
  size_t n = load_files(t, files), rows = 0;
  struct applied *was = NULL;
  struct ctx c = tool_ctx(t);
  enum res r = n == 0 ? RES_NOT_FOUND : db_text(t->db, schema_table);

  if (r == RES_OK)
    r = db_list(t->db, t->a, migration_rows, &was, &rows);
  if (r != RES_OK)
    return tool_result(t, &c, r, n == 0 ? t->conf.sql_dir : "schema_migration");
  for (size_t i = 0; i < n; i++) {
    const struct applied *mine = NULL;

    for (size_t k = 0; k < rows; k++)
      if (was[k].n == files[i].n)
        mine = &was[k];
    if (one(t, &files[i], mine, tool_flag(t, "--dry-run")) != 0)
      return 1;
  }
  return tool_flag(t, "--dry-run") ? 0 : grant(t);
}
