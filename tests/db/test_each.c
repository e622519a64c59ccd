/* The rows of a job: each is done or not by itself, and only a real failure keeps the rest from being done. */
#include "domain/each.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { CONFLICT = 2, FAILURE = 4 };

DB_STMT(test_mark, "UPDATE epoch SET n = n + 1 WHERE name = ?");

static struct ctx *c;

static int up(void **state) {
  (void)state;
  c = fixture_ctx();
  fixture_sql("INSERT IGNORE INTO epoch (name, n) VALUES ('1', 0), ('2', 0), ('3', 0), ('4', 0), ('5', 0)");
  return 0;
}

static int fresh(void **state) {
  (void)state;
  fixture_sql("UPDATE epoch SET n = 0 WHERE name BETWEEN '1' AND '5'");
  return 0;
}

/* Writes first, so that a refused row shows whether it was rolled back. */
static enum res mark(struct ctx *mine, int64_t id) {
  enum res r = db_exec(mine->db, test_mark, NULL, T(arena_fmt(mine->a, "%lld", (long long)id)));

  assert_true(db_in_tx(mine->db));
  if (r != RES_OK)
    return r;
  return id == CONFLICT ? RES_CONFLICT : id == FAILURE ? RES_INTERNAL : RES_OK;
}

static int64_t marks(int64_t id) { return fixture_int("SELECT n FROM epoch WHERE name = '%lld'", (long long)id); }

static void a_conflict_passes_on(void **state) {
  const struct each_row row[] = {{1}, {CONFLICT}, {3}};
  int64_t n = 7;

  (void)state;
  assert_int_equal(each_tx(c, row, 3, mark, &n), RES_OK);
  assert_int_equal(n, 7 + 2);
  assert_int_equal(marks(1), 1);
  assert_int_equal(marks(CONFLICT), 0);
  assert_int_equal(marks(3), 1);
  assert_false(db_in_tx(c->db));
}

static void a_failure_ends_it(void **state) {
  const struct each_row row[] = {{3}, {FAILURE}, {5}};
  int64_t n = 0;

  (void)state;
  assert_int_equal(each_tx(c, row, 3, mark, &n), RES_INTERNAL);
  assert_int_equal(n, 1);
  assert_int_equal(marks(3), 1); /* what was done stays */
  assert_int_equal(marks(FAILURE), 0);
  assert_int_equal(marks(5), 0);
}

static void nothing_is_due(void **state) {
  int64_t n = 0;

  (void)state;
  assert_int_equal(each_tx(c, NULL, 0, mark, &n), RES_OK);
  assert_int_equal(n, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(a_conflict_passes_on, fresh),
      cmocka_unit_test_setup(a_failure_ends_it, fresh),
      cmocka_unit_test(nothing_is_due),
  };

  return cmocka_run_group_tests(tests, up, NULL);
}
