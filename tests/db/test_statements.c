/* What `plugshelfctl sql check` says is worth something: it looks at every statement of the program, and the check behind
 * it sees what is wrong with one. (That the statements themselves are right is in test_schema.) */
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* This program is linked with the whole library, so no statement can be missing here because nobody calls it yet. */
static void test_ctl_sees_all(void **state) {
  struct ctx *c = fixture_ctx();
  char line[400] = "";
  size_t here = 0, there = 0, bad = 1;
  FILE *f;

  (void)state;
  (void)db_stmts(&here);
  f = popen(
      arena_fmt(c->a, "'%s' --conf='%s' sql check 2>&1", getenv("PLUGSHELF_TEST_CTL"), getenv("PLUGSHELF_TEST_DDL")),
      "r");
  assert_non_null(f);
  while (fgets(line, sizeof line, f) != NULL)
    if (sscanf(line, "%zu statements, %zu bad", &there, &bad) != 2)
      print_error("# %s", line);
  assert_int_equal(pclose(f), 0);
  assert_int_equal(bad, 0);
  assert_true(there >= here);
}

struct row {
  int64_t id;
  const char *name;
};
SHAPE(row_shape, struct row, M(struct row, id), M(struct row, name));

static void test_wrong_statements(void **state) {
  static const struct {
    const char *sql;
    const struct shape *row;
    const char *why; /* a piece of the words; NULL: nothing is wrong */
  } cases[] = {
      {"SELECT id, name FROM subject WHERE id = ?", &row_shape, NULL},
      {"UPDATE subject SET name = ? WHERE id = ?", NULL, NULL},
      {"SELECT id, nmae FROM subject", &row_shape, "nmae"},
      {"SELECT id, name FROM subjects", &row_shape, "subjects"},
      {"SELECT name, id FROM subject", &row_shape, "column name is read as id"},
      {"SELECT id, name, type FROM subject", &row_shape, "3 columns, 2 members"},
      {"SELECT id FROM subject", &row_shape, "1 columns, 2 members"},
      {"SELECT id, name FROM subject", NULL, "2 columns, 0 members"},
      {"UPDATE subject SET name = ? WHERE id = ?", &row_shape, "0 columns, 2 members"},
      {"UPDATE subject SET nmae = ? WHERE id = ?", NULL, "nmae"},
      {"SELEC 1", NULL, "syntax"},
  };
  struct ctx *c = fixture_ctx();

  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    struct db_stmt *s = ARENA_NEW(c->a, struct db_stmt);
    const char *why;

    *s = (struct db_stmt){"tried", cases[i].sql, cases[i].row};
    why = db_check(c->db, c->a, s);
    if ((why == NULL) != (cases[i].why == NULL) || (why != NULL && strstr(why, cases[i].why) == NULL))
      fail_msg("%s: %s", cases[i].sql, why == NULL ? "(fine)" : why);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_ctl_sees_all),
      cmocka_unit_test(test_wrong_statements),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
