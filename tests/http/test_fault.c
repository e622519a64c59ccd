/* The site survives: the database killed, hung, away, full; workers killed, told to stop, rolled. Meanwhile every
 * answer comes within 7 seconds, a 503 says when to come back, nothing is half done, and all heals by itself.
 * security.md "Process". */
#include "../db/fixture.h"
#include "bin/start.h"
#include "burst.h"
#include "client.h"
#include "form.h"
#include "journey.h"
#include "people.h"
#include "process.h"
#include "workers.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { HEALED = 15 /* seconds */ };

static struct journey s;
static struct process db, app;
static const char *cookie, *settings;

/* ---- what is sent ---- */

static void escape(struct buf *b, const char *text) {
  for (; *text != '\0'; text++)
    buf_fmt(b, "%%%02X", (unsigned char)*text);
}

/* A change of the mini-program's name, ready to be sent: its form is fetched now. */
static struct shot rename_app(const char *name) {
  static const char *const kept[] = {"csrf", "rev", "key", "categories", "action"};
  struct form *f = form_get(page_want(client_get(s.provider, settings), 200), "save");
  struct buf b = buf_new(s.a, 1 << 14);

  for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
    buf_fmt(&b, "%s=", kept[i]);
    escape(&b, form_value(f, kept[i]));
    buf_char(&b, '&');
  }
  buf_str(&b, "name=");
  escape(&b, name);
  return (struct shot){.path = settings, .body = b.p, .cookie = cookie};
}

static struct shot get(const char *path) { return (struct shot){.path = path, .cookie = cookie}; }

/* How often that name was given to the mini-program: never, or once with its row in the audit log. */
static void want_named(const char *name, int times, int audits) {
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM app WHERE id = %s AND name = '%s'", s.app, name), times);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM audit WHERE act = 'app.settings' AND object_id = %s", s.app),
                   audits);
}

static int audit_rows(void) {
  return (int)fixture_int("SELECT COUNT(*) FROM audit WHERE act = 'app.settings' AND object_id = %s", s.app);
}

/* Every kind of request of a signed-in person, all at once: more than there are workers. */
static void want_away(const struct shot *change) {
  struct shot all[] = {
      get("/console/subject/sessions"), get("/console/apps"), get(settings), get("/console/subject"), *change,
      get("/console/subject/sessions"), get("/console/apps"), *change,       get("/console/apps/new")};

  burst(all, sizeof all / sizeof all[0], 0, NULL, NULL);
  for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
    shot_want(&all[i], 503);
  shot_send(get("/healthz"), 200);
  shot_send(get("/readyz"), 503);
}

/* Good answers from all workers again, soon and without anybody's help. */
static void want_healed(void) {
  time_t began = time(NULL);
  int good = 0;

  while (good < 8) {
    struct shot probe = get("/console/subject/sessions");

    burst(&probe, 1, 0, NULL, NULL);
    good = probe.status == 200 ? good + 1 : 0;
    if (time(NULL) - began > HEALED)
      fail_msg("%ld, %d s after the cause was gone", probe.status, HEALED);
    if (good == 0)
      usleep(100000);
  }
  (void)fixture_int("SELECT 1"); /* our own connection, too */
}

/* ---- the scene ---- */

static void row_lock(void) {
  fixture_sql("START TRANSACTION");
  assert_true(fixture_int("SELECT id FROM app WHERE id = %s FOR UPDATE", s.app) > 0);
}

static void row_free(void) { fixture_sql("ROLLBACK"); }

static int begin(void **state) {
  (void)state;
  s.a = arena_new((size_t)2 << 30);
  db = process_find(s.a, "db");
  app = process_find(s.a, "app");
  s.provider = people_register(s.a, "fault", "enterprise");
  s.app = journey_app(&s, s.provider, "经得起故障", "tools.lookup");
  settings = arena_fmt(s.a, "/console/apps/%s/settings", s.app);
  cookie = arena_fmt(s.a, "sid=%s", client_cookie(s.provider, s.a, "sid"));
  want_healed();
  return 0;
}

static int end(void **state) {
  (void)state;
  arena_free(s.a);
  return 0;
}

/* After each test, whatever it left: database and program run. */
static int mend(void **state) {
  (void)state;
  if (process_lives(db.pid))
    kill(db.pid, SIGCONT);
  else
    process_start(s.a, &db);
  if (!process_lives(app.pid))
    process_start(s.a, &app);
  want_healed();
  return 0;
}

/* ---- the database ---- */

static void database_killed_and_back(void **state) {
  struct workers before = workers_of(s.a, app.pid);
  struct shot change = rename_app("数据库被杀之后");
  int n = audit_rows();

  (void)state;
  process_end(db.pid, SIGKILL);
  want_away(&change);
  process_start(s.a, &db);
  want_healed();
  workers_want_same(&before);
  want_named("数据库被杀之后", 0, n);
  shot_send(change, 303); /* the form that was refused is still good */
  want_named("数据库被杀之后", 1, n + 1);
}

static void database_hung(void **state) {
  struct workers before = workers_of(s.a, app.pid);
  struct shot change = rename_app("数据库停顿之后");
  int n = audit_rows();

  (void)state;
  kill(db.pid, SIGSTOP);
  want_away(&change);
  want_away(&change); /* now without a connection */
  kill(db.pid, SIGCONT);
  want_healed();
  workers_want_same(&before);
  want_named("数据库停顿之后", 0, n);
  shot_send(change, 303);
  want_named("数据库停顿之后", 1, n + 1);
}

static void stop_database(void *arg) {
  (void)arg;
  kill(db.pid, SIGSTOP);
}

static void kill_database(void *arg) {
  (void)arg;
  process_end(db.pid, SIGKILL);
}

/* It goes while a change is under way: the answer is 503, and the change is either done or not. */
static void database_lost_in_the_middle_of_a_change(void **state) {
  void (*const blow[])(void *) = {stop_database, kill_database};

  (void)state;
  for (size_t i = 0; i < sizeof blow / sizeof blow[0]; i++) {
    const char *name = arena_fmt(s.a, "中途失联 %zu", i);
    struct shot change = rename_app(name);
    int n = audit_rows();

    row_lock();
    burst(&change, 1, 500, blow[i], NULL);
    shot_want(&change, 503);
    kill(db.pid, SIGCONT);
    if (process_lives(db.pid))
      row_free();
    assert_int_equal(mend(NULL), 0);
    want_named(name, 0, n);
    shot_send(change, 303);
    want_named(name, 1, n + 1);
  }
}

static void database_away_at_start(void **state) {
  struct shot change = rename_app("启动时没有数据库");
  struct shot probe = get("/healthz");

  (void)state;
  process_end(app.pid, SIGTERM);
  process_end(db.pid, SIGKILL);
  process_start(s.a, &app);
  for (int i = 0; i < 100 && probe.status != 200; i++) {
    usleep(50000);
    burst(&probe, 1, 0, NULL, NULL);
  }
  want_away(&change);
  assert_int_equal(workers_of(s.a, app.pid).n, 2);
  process_start(s.a, &db);
  want_healed();
  shot_send(change, 303);
}

static void root_sql(const char *sql) {
  const char *socket = NULL;

  for (char **word = db.argv; *word != NULL; word++)
    if (strncmp(*word, "--socket=", 9) == 0)
      socket = *word;
  assert_non_null(socket);
  assert_int_equal(system(arena_fmt(s.a, "mariadb --no-defaults --user=root '%s' -e '%s'", socket, sql)), 0);
}

/* Connections as the workers' account until the server has none left; how many are held. */
static size_t take_all(struct db_config *cfg, struct db **taken, size_t n, size_t max) {
  while (n < max) {
    taken[n] = db_open(cfg);
    if (db_ping(taken[n]) != RES_OK) {
      db_close(taken[n]);
      return n;
    }
    n++;
  }
  fail_msg("%zu connections, and the server has more", n);
  return n;
}

/* Ten is the smallest limit that MariaDB knows. The workers are new, so they need a connection. */
static void out_of_connections(void **state) {
  struct workers before = workers_of(s.a, app.pid);
  struct shot change = rename_app("连接用尽之后");
  struct db_config cfg;
  struct db *taken[16];
  size_t n;

  (void)state;
  assert_true(start_db(s.a, fixture_ctx()->conf, &cfg));
  root_sql("SET GLOBAL max_connections = 10");
  n = take_all(&cfg, taken, 0, 16);
  for (size_t i = 0; i < before.n; i++)
    kill(before.pid[i], SIGKILL);
  workers_want_new(s.a, app.pid, &before);
  n = take_all(&cfg, taken, n, 16); /* what the old ones had */
  want_away(&change);
  while (n > 0)
    db_close(taken[--n]);
  want_healed();
  root_sql("SET GLOBAL max_connections = 151");
  shot_send(change, 303);
}

/* A change waits 2 s for a row, twice, and is then given back undone. */
static void row_locked_for_long(void **state) {
  struct shot change = rename_app("等了很久的行"), other = get("/console/subject/sessions");
  struct shot all[] = {change, other, change};
  int n = audit_rows();

  (void)state;
  row_lock();
  burst(all, 3, 0, NULL, NULL);
  shot_want(&all[0], 503);
  shot_want(&all[1], 200);
  shot_want(&all[2], 503);
  row_free();
  want_named("等了很久的行", 0, n);
  shot_send(change, 303);
  want_named("等了很久的行", 1, n + 1);
}

/* ---- the workers ---- */

static void kill_busy(void *arg) { *(pid_t *)arg = workers_busy(s.a, app.pid), kill(*(pid_t *)arg, SIGKILL); }

static void worker_killed_in_the_middle_of_a_request(void **state) {
  struct workers before = workers_of(s.a, app.pid);
  struct shot change = rename_app("进程被杀之后");
  struct shot all[] = {change, get("/console/subject/sessions"), get("/console/apps"), get("/")};
  pid_t killed = 0;
  int n = audit_rows();

  (void)state;
  row_lock();
  burst(all, 4, 500, kill_busy, &killed);
  shot_want(&all[0], 502);
  assert_true(all[0].retry_after > 0);
  for (size_t i = 1; i < 4; i++)
    shot_want(&all[i], 200);
  row_free();
  assert_true(workers_have(&before, killed));
  for (int i = 0; i < 100 && workers_of(s.a, app.pid).n < before.n; i++)
    usleep(50000);
  assert_int_equal(workers_of(s.a, app.pid).n, before.n);
  want_named("进程被杀之后", 0, n);
  shot_send(change, 303);
  want_named("进程被杀之后", 1, n + 1);
}

static void term_busy(void *arg) {
  *(pid_t *)arg = workers_busy(s.a, app.pid);
  kill(*(pid_t *)arg, SIGTERM);
  usleep(300000);
  row_free();
}

static void worker_told_to_stop_finishes_its_request(void **state) {
  struct workers before = workers_of(s.a, app.pid);
  struct shot change = rename_app("先做完再停");
  pid_t told = 0;
  int n = audit_rows();

  (void)state;
  row_lock();
  burst(&change, 1, 500, term_busy, &told);
  shot_want(&change, 303);
  want_named("先做完再停", 1, n + 1);
  assert_true(workers_have(&before, told));
  for (int i = 0; i < 100 && (process_lives(told) || workers_of(s.a, app.pid).n < before.n); i++)
    usleep(50000);
  assert_false(process_lives(told));
  assert_int_equal(workers_of(s.a, app.pid).n, before.n);
}

static void rolls_without_a_failed_request(void **state) {
  struct workers before = workers_of(s.a, app.pid);
  struct shot change = rename_app("滚动重启");

  (void)state;
  for (int i = 0; i < 60; i++) {
    struct shot all[] = {
        get("/console/subject/sessions"), get("/"), get("/login"), get("/console/apps"), get(settings), change};

    if (i == 10 || i == 30)
      kill(app.pid, SIGHUP);
    burst(all, 6, 0, NULL, NULL);
    for (int k = 0; k < 6; k++)
      shot_want(&all[k], k == 5 ? 303 : 200);
  }
  workers_want_new(s.a, app.pid, &before);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_teardown(database_killed_and_back, mend),
      cmocka_unit_test_teardown(database_hung, mend),
      cmocka_unit_test_teardown(database_lost_in_the_middle_of_a_change, mend),
      cmocka_unit_test_teardown(database_away_at_start, mend),
      cmocka_unit_test_teardown(out_of_connections, mend),
      cmocka_unit_test_teardown(row_locked_for_long, mend),
      cmocka_unit_test_teardown(worker_killed_in_the_middle_of_a_request, mend),
      cmocka_unit_test_teardown(worker_told_to_stop_finishes_its_request, mend),
      cmocka_unit_test_teardown(rolls_without_a_failed_request, mend),
  };

  return cmocka_run_group_tests(tests, begin, end);
}
