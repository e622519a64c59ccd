/* db/: transactions run again as a whole, errors roll back, a lost connection heals. security.md 1 and 2. */
#include "base/clock.h"
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

DB_STMT(test_add, "UPDATE epoch SET n = n + 1 WHERE name = ?");
DB_STMT(test_new, "INSERT INTO epoch (name, n) VALUES (?, 0)");
struct n_row {
  int64_t n;
};
SHAPE(n_shape, struct n_row, M(struct n_row, n));
DB_QUERY(test_read, n_shape, "SELECT n FROM epoch WHERE name = ? FOR UPDATE");
DB_QUERY(test_id, n_shape, "SELECT CONNECTION_ID() AS n");
DB_QUERY(test_odd, n_shape, "SELECT n AS m FROM epoch WHERE name = ?");

struct run {
  struct ctx *c;
  int calls, fail_first;
  const char *first, *second;
  enum res end;
};

static enum res add_two(void *arg) {
  struct run *x = arg;
  enum res r = db_exec(x->c->db, test_add, NULL, T(x->first));

  x->calls++;
  if (r == RES_OK && x->second != NULL) {
    usleep(100000);
    r = db_exec(x->c->db, test_add, NULL, T(x->second));
  }
  return r == RES_OK ? x->end : r;
}

static void an_error_rolls_back(void **state) {
  struct run x = {.c = fixture_ctx(), .first = "a", .end = RES_INVALID};

  (void)state;
  fixture_sql("INSERT IGNORE INTO epoch (name, n) VALUES ('a', 0), ('b', 0), ('c', 0)");
  assert_int_equal(db_tx(x.c->db, add_two, &x), RES_INVALID);
  assert_int_equal(x.calls, 1);
  assert_int_equal(fixture_int("SELECT n FROM epoch WHERE name = 'a'"), 0);
  assert_false(db_in_tx(x.c->db));
}

static enum res cross(struct ctx *c, int i, void *arg) {
  struct run x = {.c = c, .first = i % 2 == 0 ? "b" : "c", .second = i % 2 == 0 ? "c" : "b", .end = RES_OK};

  (void)arg;
  return add_two(&x);
}

static void deadlocks_run_again(void **state) {
  (void)state;
  assert_int_equal(fixture_race(4, cross, NULL, RES_OK), 4);
  assert_int_equal(fixture_int("SELECT n FROM epoch WHERE name = 'b'"), 4);
  assert_int_equal(fixture_int("SELECT n FROM epoch WHERE name = 'c'"), 4);
}

/* End another connection of the same account. */
static void cut(struct ctx *c, int64_t id) {
  struct ctx *other = fixture_ctx();

  assert_int_equal(db_text(other->db, arena_fmt(c->a, "KILL %lld", (long long)id)), RES_OK);
  db_close(other->db);
}

static enum res kill_self_once(void *arg) {
  struct run *x = arg;
  struct n_row id = {0};
  enum res r = db_exec(x->c->db, test_add, NULL, T("a"));

  if (r == RES_OK && x->calls++ == 0) {
    r = db_one(x->c->db, x->c->a, test_id, &id);
    cut(x->c, id.n);
  }
  return r == RES_OK ? db_exec(x->c->db, test_add, NULL, T("a")) : r;
}

static void a_lost_connection_runs_again(void **state) {
  struct run x = {.c = fixture_ctx()};

  (void)state;
  assert_int_equal(db_tx(x.c->db, kill_self_once, &x), RES_OK);
  assert_int_equal(x.calls, 2);
  assert_int_equal(fixture_int("SELECT n FROM epoch WHERE name = 'a'"), 2);
}

static void a_read_heals_and_a_write_does_not(void **state) {
  struct ctx *c = fixture_ctx();
  struct n_row row = {0};

  (void)state;
  assert_int_equal(db_one(c->db, c->a, test_id, &row), RES_OK);
  cut(c, row.n);
  assert_int_equal(db_one(c->db, c->a, test_read, &row, T("a")), RES_OK);
  assert_int_equal(db_one(c->db, c->a, test_id, &row), RES_OK);
  cut(c, row.n);
  assert_int_equal(db_exec(c->db, test_add, NULL, T("a")), RES_UNAVAILABLE);
  assert_int_equal(db_exec(c->db, test_add, NULL, T("a")), RES_OK);
}

static enum res one_try(void *arg) {
  struct run *x = arg;

  x->calls++;
  return db_exec(x->c->db, test_add, NULL, T(x->first));
}

/* A row that somebody keeps locked: two waits of 2 s, and the answer is still due within 7 s. */
static void a_locked_row_is_given_up_in_time(void **state) {
  struct run x = {.c = fixture_ctx(), .first = "a"};
  int64_t began = clock_ticks();

  (void)state;
  fixture_sql("START TRANSACTION");
  assert_true(fixture_int("SELECT n FROM epoch WHERE name = 'a' FOR UPDATE") >= 0);
  assert_int_equal(db_tx(x.c->db, one_try, &x), RES_UNAVAILABLE);
  fixture_sql("ROLLBACK");
  assert_int_equal(x.calls, 2);
  assert_true(clock_ticks() - began < 5500 * 1000);
  assert_int_equal(db_tx(x.c->db, one_try, &x), RES_OK);
}

/* A listening socket that nobody accepts from is what a hung server looks like. */
static void a_hung_server_is_left_alone_for_a_moment(void **state) {
  struct sockaddr_un un = {.sun_family = AF_UNIX};
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  struct db_config cfg = {.socket = un.sun_path, .name = "x", .user = "x"};
  struct db *db = db_open(&cfg);
  int64_t began;

  (void)state;
  snprintf(un.sun_path, sizeof un.sun_path, "/tmp/plugshelf-hung-%ld", (long)getpid());
  assert_int_equal(bind(fd, (struct sockaddr *)&un, sizeof un), 0);
  assert_int_equal(listen(fd, 8), 0);
  began = clock_ticks();
  assert_int_equal(db_ping(db), RES_UNAVAILABLE);
  assert_true(clock_ticks() - began > 1000 * 1000);
  began = clock_ticks();
  for (int i = 0; i < 10; i++) /* those who queued meanwhile */
    assert_int_equal(db_ping(db), RES_UNAVAILABLE);
  assert_true(clock_ticks() - began < 500 * 1000);
  usleep(1100 * 1000);
  began = clock_ticks();
  assert_int_equal(db_ping(db), RES_UNAVAILABLE);
  assert_true(clock_ticks() - began > 1000 * 1000); /* asked again */
  close(fd);
  unlink(un.sun_path);
  db_close(db);
}

static void a_unique_key_is_named(void **state) {
  struct ctx *c = fixture_ctx();

  (void)state;
  assert_int_equal(db_exec(c->db, test_new, NULL, T("a")), RES_CONFLICT);
  assert_string_equal(db_dup_key(c->db), "PRIMARY");
}

static void shapes_are_held_against_columns(void **state) {
  struct ctx *c = fixture_ctx();

  (void)state;
  assert_null(db_check(c->db, c->a, &test_read));
  assert_non_null(strstr(db_check(c->db, c->a, &test_odd), "column m is read as n"));
}

static void the_workers_account_cannot_rewrite_history(void **state) {
  struct ctx *c = fixture_ctx();

  (void)state;
  assert_int_equal(db_text(c->db, "DELETE FROM audit"), RES_INTERNAL);
  assert_int_equal(db_text(c->db, "UPDATE history SET reason = ''"), RES_INTERNAL);
  assert_int_equal(db_text(c->db, "DROP TABLE epoch"), RES_INTERNAL);
  assert_int_equal(db_text(c->db, "SELECT 1 FROM DUAL WHERE 1 = 0"), RES_OK);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_error_rolls_back),
      cmocka_unit_test(deadlocks_run_again),
      cmocka_unit_test(a_lost_connection_runs_again),
      cmocka_unit_test(a_read_heals_and_a_write_does_not),
      cmocka_unit_test(a_locked_row_is_given_up_in_time),
      cmocka_unit_test(a_hung_server_is_left_alone_for_a_moment),
      cmocka_unit_test(a_unique_key_is_named),
      cmocka_unit_test(shapes_are_held_against_columns),
      cmocka_unit_test(the_workers_account_cannot_rewrite_history),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
