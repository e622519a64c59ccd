/* The jobs loop in a child of its own: each at its time, waiting while the database is away, ended by SIGTERM. */
#include "bin/jobs.h"

#include "base/clock.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { MS = 1000 };

static struct {
  struct score score;
  volatile int quick, slow, failing, away, busy;
  volatile bool is_away;
} * seen;

static enum res once(void *arg, const struct job *job) {
  (void)arg;
  seen->busy += seen->score.busy_since != 0;
  if (seen->is_away) {
    seen->away++;
    return RES_UNAVAILABLE;
  }
  if (strcmp(job->name, "failing") == 0) {
    seen->failing++;
    return RES_INTERNAL;
  }
  if (strcmp(job->name, "long") == 0)
    usleep(400 * MS);
  if (strcmp(job->name, "quick") == 0)
    seen->quick++;
  else
    seen->slow++;
  return RES_OK;
}

static pid_t start(const struct job *table) {
  static const struct jobs_env env = {once, NULL};
  pid_t pid = fork();

  assert_true(pid >= 0);
  if (pid == 0)
    _exit(jobs_run(table, &env, &seen->score));
  return pid;
}

static void stop(pid_t pid) {
  int64_t begin = clock_ticks();
  int status;

  kill(pid, SIGTERM);
  assert_int_equal(waitpid(pid, &status, 0), pid);
  assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  assert_true(clock_ticks() - begin < 1500 * MS);
}

static int clear(void **state) {
  (void)state;
  memset(seen, 0, sizeof *seen);
  return 0;
}

static void each_at_its_time(void **state) {
  static const struct job table[] = {{"failing", 1, NULL}, {"quick", 1, NULL}, {"slow", 60, NULL}, {NULL, 0, NULL}};
  pid_t pid = start(table);

  (void)state;
  usleep(2500 * MS);
  stop(pid);
  assert_int_equal(seen->quick, 3); /* at 0, 1 and 2 s */
  assert_int_equal(seen->failing, 3);
  assert_int_equal(seen->slow, 1);
  assert_int_equal(seen->score.ready, 1);
  assert_int_equal(seen->score.done, 7);
  assert_int_equal(seen->busy, 7);
  assert_int_equal(seen->score.busy_since, 0);
}

static void waits_for_the_database(void **state) {
  static const struct job table[] = {{"quick", 60, NULL}, {"slow", 60, NULL}, {NULL, 0, NULL}};
  pid_t pid;

  (void)state;
  seen->is_away = true;
  pid = start(table);
  usleep(1500 * MS);
  assert_int_equal(seen->away, 2); /* at 0 and 1 s, the first job only */
  seen->is_away = false;
  usleep(2000 * MS); /* next try at 3 s */
  assert_int_equal(seen->quick, 1);
  assert_int_equal(seen->slow, 1);
  stop(pid);
}

static void stop_lets_the_job_end(void **state) {
  static const struct job table[] = {{"long", 60, NULL}, {"quick", 60, NULL}, {NULL, 0, NULL}};
  pid_t pid = start(table);

  (void)state;
  usleep(150 * MS);
  stop(pid);
  assert_int_equal(seen->slow, 1);
  assert_int_equal(seen->quick, 0);
}

static void no_jobs_is_fine(void **state) {
  static const struct job none[] = {{NULL, 0, NULL}};
  pid_t pid = start(none);

  (void)state;
  usleep(100 * MS);
  stop(pid);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(each_at_its_time, clear),
      cmocka_unit_test_setup(waits_for_the_database, clear),
      cmocka_unit_test_setup(stop_lets_the_job_end, clear),
      cmocka_unit_test_setup(no_jobs_is_fine, clear),
  };

  seen = mmap(NULL, sizeof *seen, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  return seen == MAP_FAILED ? 1 : cmocka_run_group_tests(tests, NULL, NULL);
}
