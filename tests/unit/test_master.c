/* The master over trivial children: it keeps their number, waits before it forks what dies at once, drains on TERM,
 * rolls on HUP without ever having too few, kills the stuck, and takes its children with it. */
#include "bin/master.h"

#include "base/clock.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { SEEN = 4096, MS = 1000 };

/* What the children tell the test, in shared memory. */
struct seen {
  int starts, up, up_max, low, drained;
  pid_t pid[SEEN];
};

static struct seen *seen;
static volatile sig_atomic_t told;

static void on_term(int sig) {
  (void)sig;
  told = 1;
}

static void come_up(struct score *me) {
  int n = __atomic_fetch_add(&seen->starts, 1, __ATOMIC_SEQ_CST);

  signal(SIGTERM, on_term);
  seen->pid[n % SEEN] = getpid();
  n = __atomic_add_fetch(&seen->up, 1, __ATOMIC_SEQ_CST);
  if (n > seen->up_max)
    seen->up_max = n;
  me->ready = 1;
}

static void go_down(void) {
  int n = __atomic_fetch_sub(&seen->up, 1, __ATOMIC_SEQ_CST);

  if (seen->low == 0 || n < seen->low)
    seen->low = n;
}

static int good(void *arg, struct score *me) {
  (void)arg;
  come_up(me);
  while (!told)
    usleep(5 * MS);
  go_down();
  return 0;
}

/* Takes its time to start, as a worker that reads its templates does. */
static int slow_to_start(void *arg, struct score *me) {
  usleep(150 * MS);
  return good(arg, me);
}

static int slow_to_end(void *arg, struct score *me) {
  good(arg, me);
  usleep(300 * MS);
  __atomic_add_fetch(&seen->drained, 1, __ATOMIC_SEQ_CST);
  return 0;
}

static int hang(void) {
  while (seen != NULL)
    pause();
  return 1;
}

static int deaf(void *arg, struct score *me) {
  (void)arg;
  come_up(me);
  signal(SIGTERM, SIG_IGN);
  return hang();
}

static int dies_at_once(void *arg, struct score *me) {
  (void)arg, (void)me;
  __atomic_add_fetch(&seen->starts, 1, __ATOMIC_SEQ_CST);
  return 1;
}

static int first_gets_stuck(void *arg, struct score *me) {
  if (seen->starts == 0) {
    come_up(me);
    me->busy_since = clock_ticks();
    return hang();
  }
  return good(arg, me);
}

static int first_never_ready(void *arg, struct score *me) {
  if (__atomic_fetch_add(&seen->drained, 1, __ATOMIC_SEQ_CST) == 0)
    return hang();
  return good(arg, me);
}

static int first_gets_tired(void *arg, struct score *me) {
  me->done = seen->starts == 0 ? 10 : 9;
  return good(arg, me);
}

static int first_gets_fat(void *arg, struct score *me) {
  if (seen->starts == 0) {
    char *fat = malloc(64 << 20);

    memset(fat, 1, 64 << 20);
    __asm__ volatile("" ::"r"(fat) : "memory");
  }
  return good(arg, me);
}

static pid_t running;

static pid_t start(const struct crew_plan *plan, size_t n) {
  pid_t pid;

  memset(seen, 0, sizeof *seen);
  pid = fork();
  if (pid == 0)
    _exit(master_run(plan, n));
  assert_true(pid > 0);
  return running = pid;
}

/* After a test that failed half way: the master goes, and whoever is left and has become our own child goes too. */
static int sweep(void **state) {
  (void)state;
  if (running > 0) {
    kill(running, SIGKILL);
    waitpid(running, NULL, 0);
  }
  running = 0;
  for (int i = 0; i < seen->starts && i < SEEN; i++) {
    if (seen->pid[i] <= 0 || waitpid(seen->pid[i], NULL, WNOHANG) != 0)
      continue;
    kill(seen->pid[i], SIGKILL);
    waitpid(seen->pid[i], NULL, 0);
  }
  return 0;
}

static struct crew_plan plan_of(int want, int (*run)(void *, struct score *)) {
  return (struct crew_plan){.name = "worker", .want = want, .overlap = true, .watchdog = 20, .grace = 10, .run = run};
}

#define WAIT_FOR(condition)                                                                                            \
  do {                                                                                                                 \
    int64_t until = clock_ticks() + 8000 * MS;                                                                         \
    while (!(condition) && clock_ticks() < until)                                                                      \
      usleep(5 * MS);                                                                                                  \
    assert_true(condition);                                                                                            \
  } while (0)

static void ends_well(pid_t master) {
  int status;

  assert_int_equal(waitpid(master, &status, 0), master);
  running = 0;
  assert_true(WIFEXITED(status));
  assert_int_equal(WEXITSTATUS(status), 0);
}

static void stop(pid_t master) {
  kill(master, SIGTERM);
  ends_well(master);
}

static void gone(pid_t pid) {
  assert_int_equal(kill(pid, 0), -1);
  assert_int_equal(errno, ESRCH);
}

static void a_killed_worker_comes_back(void **state) {
  struct crew_plan plan = plan_of(2, good);
  pid_t master = start(&plan, 1);

  (void)state;
  WAIT_FOR(seen->up == 2);
  kill(seen->pid[0], SIGKILL);
  WAIT_FOR(seen->starts == 3);
  usleep(200 * MS);
  assert_int_equal(seen->starts, 3);
  stop(master);
  for (int i = 0; i < 3; i++)
    gone(seen->pid[i]);
}

static void forks_wait_for_what_dies_at_once(void **state) {
  struct crew_plan plan = plan_of(1, dies_at_once);
  pid_t master = start(&plan, 1);

  (void)state;
  usleep(1200 * MS);
  assert_in_range(seen->starts, 3, 5); /* at 0, 0.1, 0.3, 0.7 s and then not before 1.5 s */
  stop(master);
}

static void term_lets_work_end(void **state) {
  struct crew_plan plan = plan_of(2, slow_to_end);
  pid_t master = start(&plan, 1);

  (void)state;
  WAIT_FOR(seen->up == 2);
  stop(master);
  assert_int_equal(seen->drained, 2);
  assert_int_equal(seen->starts, 2);
}

static void who_does_not_stop_is_killed(void **state) {
  struct crew_plan plan = plan_of(1, deaf);
  int64_t begin;
  pid_t master;

  (void)state;
  plan.grace = 1;
  master = start(&plan, 1);
  WAIT_FOR(seen->up == 1);
  begin = clock_ticks();
  stop(master);
  assert_in_range((clock_ticks() - begin) / MS, 900, 3000);
  gone(seen->pid[0]);
}

static void hup_rolls_one_by_one(void **state) {
  struct crew_plan plan = plan_of(3, slow_to_start);
  pid_t master = start(&plan, 1);

  (void)state;
  WAIT_FOR(seen->up == 3);
  kill(master, SIGHUP);
  WAIT_FOR(seen->starts == 6 && seen->up == 3);
  for (int i = 0; i < 3; i++)
    for (int j = 3; j < 6; j++)
      assert_int_not_equal(seen->pid[i], seen->pid[j]);
  assert_in_range(seen->low, 4, 6); /* each old one was told when at least four were up */
  assert_in_range(seen->up_max, 4, 6);
  usleep(300 * MS);
  assert_int_equal(seen->starts, 6);
  stop(master);
}

static void without_overlap_there_is_never_a_second(void **state) {
  struct crew_plan plan = plan_of(1, good);
  pid_t master;

  (void)state;
  plan.overlap = false;
  master = start(&plan, 1);
  WAIT_FOR(seen->up == 1);
  kill(master, SIGHUP);
  WAIT_FOR(seen->starts == 2 && seen->up == 1);
  assert_int_equal(seen->up_max, 1);
  stop(master);
}

static void the_stuck_are_killed(void **state) {
  struct crew_plan plan = plan_of(1, first_gets_stuck);
  int64_t begin = clock_ticks();
  pid_t master;

  (void)state;
  plan.watchdog = 1;
  master = start(&plan, 1);
  WAIT_FOR(seen->starts == 2);
  assert_in_range((clock_ticks() - begin) / MS, 950, 4500);
  gone(seen->pid[0]);
  stop(master);
}

static void who_never_gets_ready_is_killed(void **state) {
  struct crew_plan plan = plan_of(1, first_never_ready);
  pid_t master;

  (void)state;
  plan.watchdog = 1;
  master = start(&plan, 1);
  WAIT_FOR(seen->up == 1);
  stop(master);
}

static void the_tired_are_replaced(void **state) {
  struct crew_plan plan = plan_of(1, first_gets_tired);
  pid_t master;

  (void)state;
  plan.recycle = 10;
  master = start(&plan, 1);
  WAIT_FOR(seen->starts == 2 && seen->up == 1);
  assert_int_equal(seen->low, 2); /* the new one was up first */
  usleep(1200 * MS);
  assert_int_equal(seen->starts, 2); /* nine is below the limit */
  stop(master);
}

static void the_fat_are_replaced(void **state) {
  struct crew_plan plan = plan_of(1, first_gets_fat);
  pid_t master;

  (void)state;
  plan.rss_max = 60 << 20;
  master = start(&plan, 1);
  WAIT_FOR(seen->starts >= 2 && seen->up == 1);
  stop(master);
}

static void children_die_with_the_master(void **state) {
  struct crew_plan plan[] = {plan_of(2, good), plan_of(1, good)};
  pid_t master = start(plan, 2);

  (void)state;
  WAIT_FOR(seen->up == 3);
  kill(master, SIGKILL);
  assert_int_equal(waitpid(master, NULL, 0), master);
  running = 0;
  WAIT_FOR(seen->up == 0);
  for (int i = 0; i < 3; i++)
    assert_true(waitpid(seen->pid[i], NULL, 0) > 0 || errno == ECHILD);
}

static void readiness_is_told(void **state) {
  struct crew_plan plan = plan_of(2, good);
  struct sockaddr_un un = {.sun_family = AF_UNIX};
  int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  char text[64] = "";
  pid_t master;

  (void)state;
  snprintf(un.sun_path, sizeof un.sun_path, "/tmp/plugshelf-notify-%d", (int)getpid());
  unlink(un.sun_path);
  assert_int_equal(bind(fd, (struct sockaddr *)&un, sizeof un), 0);
  setenv("NOTIFY_SOCKET", un.sun_path, 1);
  master = start(&plan, 1);
  unsetenv("NOTIFY_SOCKET");
  assert_int_equal(recv(fd, text, sizeof text - 1, 0), 7);
  assert_string_equal(text, "READY=1");
  assert_int_equal(seen->up, 2);
  stop(master);
  memset(text, 0, sizeof text);
  assert_true(recv(fd, text, sizeof text - 1, 0) > 0);
  assert_string_equal(text, "STOPPING=1");
  unlink(un.sun_path);
  close(fd);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_teardown(a_killed_worker_comes_back, sweep),
      cmocka_unit_test_teardown(forks_wait_for_what_dies_at_once, sweep),
      cmocka_unit_test_teardown(term_lets_work_end, sweep),
      cmocka_unit_test_teardown(who_does_not_stop_is_killed, sweep),
      cmocka_unit_test_teardown(hup_rolls_one_by_one, sweep),
      cmocka_unit_test_teardown(without_overlap_there_is_never_a_second, sweep),
      cmocka_unit_test_teardown(the_stuck_are_killed, sweep),
      cmocka_unit_test_teardown(who_never_gets_ready_is_killed, sweep),
      cmocka_unit_test_teardown(the_tired_are_replaced, sweep),
      cmocka_unit_test_teardown(the_fat_are_replaced, sweep),
      cmocka_unit_test_teardown(children_die_with_the_master, sweep),
      cmocka_unit_test_teardown(readiness_is_told, sweep),
  };

  prctl(PR_SET_CHILD_SUBREAPER, 1);
  seen = mmap(NULL, sizeof *seen, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  return seen == MAP_FAILED ? 1 : cmocka_run_group_tests(tests, NULL, NULL);
}
