/* plugshelfctl, run as an administrator runs it: migrations that may not change, staff, what it prints, the clock. */
#include "fixture.h"

#include "base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static struct arena *a;

/* Run it with these words (NULL-terminated); its output goes to *out. Gives the exit code. */
static int ctl(const char *conf, const char *const *words, const char **out) {
  const char *argv[20] = {getenv("PLUGSHELF_TEST_CTL"), arena_fmt(a, "--conf=%s", getenv(conf))};
  struct buf b = buf_new(a, 1 << 20);
  int ends[2], status = -1, n = 2;
  char piece[4096];
  ssize_t got;
  pid_t pid;

  while (*words != NULL)
    argv[n++] = *words++;
  assert_int_equal(pipe(ends), 0);
  pid = fork();
  assert_true(pid >= 0);
  if (pid == 0) {
    dup2(ends[1], 1);
    dup2(ends[1], 2);
    close(ends[0]);
    execv(argv[0], (char *const *)(uintptr_t)argv);
    _exit(127);
  }
  close(ends[1]);
  while ((got = read(ends[0], piece, sizeof piece)) > 0)
    buf_add(&b, piece, (size_t)got);
  close(ends[0]);
  assert_int_equal(waitpid(pid, &status, 0), pid);
  *out = b.p;
  return WEXITSTATUS(status);
}
#define RUN(conf, out, ...) ctl((conf), (const char *const[]){__VA_ARGS__, NULL}, (out))

static void migrations_are_applied_once(void **state) {
  const char *out;

  (void)state;
  assert_int_equal(RUN("PLUGSHELF_TEST_DDL", &out, "migrate"), 0);
  assert_string_equal(out, "");
  assert_int_equal(RUN("PLUGSHELF_TEST_DDL", &out, "migrate", "--dry-run"), 0);
  fixture_sql("UPDATE schema_migration SET done = done - 1 WHERE n = 5");
  assert_int_equal(RUN("PLUGSHELF_TEST_DDL", &out, "migrate", "--dry-run"), 0);
  assert_non_null(strstr(out, "would apply 0005_"));
  fixture_sql("UPDATE schema_migration SET done = steps WHERE n = 5");
}

/* A large table takes longer than a person would wait for a page. */
static void a_migration_takes_its_time(void **state) {
  const char *dir = arena_fmt(a, "%s/tmp/slow", getenv("PLUGSHELF_TEST_STATE")), *out;
  FILE *f;

  (void)state;
  assert_int_equal(mkdir(dir, 0700), 0);
  f = fopen(arena_fmt(a, "%s/9999_slow.sql", dir), "w");
  assert_non_null(f);
  fputs("DO SLEEP(6);\n", f);
  fclose(f);
  assert_int_equal(RUN("PLUGSHELF_TEST_DDL", &out, arena_fmt(a, "--sql_dir=%s", dir), "migrate"), 0);
  fixture_sql("DELETE FROM schema_migration WHERE n = 9999");
}

static void an_applied_migration_must_not_change(void **state) {
  const char *out;

  (void)state;
  fixture_sql("UPDATE schema_migration SET sha256 = REPEAT('x', 32) WHERE n = 1");
  assert_int_equal(RUN("PLUGSHELF_TEST_DDL", &out, "migrate"), 1);
  assert_non_null(strstr(out, "was changed after it had been applied"));
}

static void tables_of_the_program_are_printed(void **state) {
  const char *out;

  (void)state;
  assert_int_equal(RUN("PLUGSHELF_TEST_CONF", &out, "routes"), 0);
  assert_non_null(strstr(out, "/console/plugins/{plugin}/versions/{version}/submit"));
  assert_int_equal(RUN("PLUGSHELF_TEST_CONF", &out, "flow", "version", "--dot"), 0);
  assert_non_null(strstr(out, "\"auditing\" -> \"passed\" [label=\"approve\"]"));
  assert_int_equal(RUN("PLUGSHELF_TEST_CONF", &out, "flow", "nothing"), 64);
  assert_int_equal(RUN("PLUGSHELF_TEST_CONF", &out, "frobnicate"), 64);
  assert_int_equal(RUN("PLUGSHELF_TEST_CONF", &out, "--no_such_key=1", "routes"), 78);
}

static void staff_is_made_once(void **state) {
  const char *out;

  (void)state;
  assert_int_equal(RUN("PLUGSHELF_TEST_CONF", &out, "staff", "create", "--email", "ctl@example.com", "--name", "Ctl",
                       "--rights", "version,operator"),
                   0);
  assert_non_null(strstr(out, "otpauth://totp/plugshelf:ctl@example.com?secret="));
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM staff s JOIN user u ON u.id = s.user_id"
                               " WHERE u.email = 'ctl@example.com'"),
                   2);
  assert_int_equal(RUN("PLUGSHELF_TEST_CONF", &out, "staff", "create", "--email", "ctl@example.com", "--name", "Ctl",
                       "--rights", "version"),
                   1);
  assert_int_equal(RUN("PLUGSHELF_TEST_CONF", &out, "staff", "create", "--email", "x@example.com", "--name", "X",
                       "--rights", "king"),
                   1);
  assert_int_equal(RUN("PLUGSHELF_TEST_CONF", &out, "staff", "create", "--email", "x@example.com"), 64);
}

static void the_doctor_names_what_is_wrong(void **state) {
  const char *out;

  (void)state;
  (void)RUN("PLUGSHELF_TEST_CONF", &out, "doctor");
  assert_non_null(strstr(out, "ok   database"));
  assert_non_null(strstr(out, "ok   sitemap"));
  assert_int_equal(RUN("PLUGSHELF_TEST_CONF", &out, "--db_socket=/nonexistent/sock", "doctor"), 1);
  assert_non_null(strstr(out, "BAD  database"));
}

static void expire_gives_lapsed_claims_back(void **state) {
  int64_t now = clock_now();
  const char *out;

  (void)state;
  fixture_subject(77, "enterprise", "到期公司");
  fixture_sql("INSERT INTO review (id, kind, object_id, subject_id, submitter, state, queued_at, submitted_at, due_at,"
              " claimed_by, lease_until) VALUES (701, 'version', 1, 77, 1, 'claimed', 1, 1, 1, 5, %lld),"
              " (702, 'version', 2, 77, 1, 'claimed', 1, 1, 1, 5, %lld)",
              (long long)(now - 1), (long long)(now + 600));
  assert_int_equal(RUN("PLUGSHELF_TEST_CONF", &out, "expire"), 0);
  assert_int_equal(
      fixture_int("SELECT COUNT(*) FROM review WHERE id = 701 AND state = 'queued' AND claimed_by IS NULL"), 1);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM review WHERE id = 702 AND state = 'claimed'"), 1);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM history WHERE machine = 'review' AND object_id = 701"
                               " AND action = 'lease-over' AND user_id IS NULL AND side = 'clock'"),
                   1);
}

static int set_up(void **state) {
  (void)state;
  a = arena_new(64 << 20);
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  arena_free(a);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(migrations_are_applied_once),          cmocka_unit_test(a_migration_takes_its_time),
      cmocka_unit_test(tables_of_the_program_are_printed),    cmocka_unit_test(staff_is_made_once),
      cmocka_unit_test(the_doctor_names_what_is_wrong),       cmocka_unit_test(expire_gives_lapsed_claims_back),
      cmocka_unit_test(an_applied_migration_must_not_change),
  };

  return cmocka_run_group_tests(tests, set_up, tear_down);
}
