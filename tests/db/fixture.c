/* Scenes are written as SQL and not through the domain, so that each test depends on the module that it is about only. */
#include "fixture.h"

#include "app/journal.h"
#include "base/seal.h"
#include "base/text.h"
#include "bin/start.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

struct number {
  int64_t n;
};
SHAPE(number_shape, struct number, M(struct number, n));

/* Contexts live until the program ends: listed, so that the leak checker of an instrumented build sees them in use. A
 * forked child must not close what its parent still talks through. */
struct kept {
  struct ctx *c;
  struct kept *next;
};
static struct kept *kept __attribute__((used));

static struct ctx *open_ctx(const char *variable) {
  struct arena *a = arena_new(256 << 20);
  struct conf *conf = ARENA_NEW(a, struct conf);
  struct db_config *cfg = ARENA_NEW(a, struct db_config);
  struct ctx *c = ARENA_NEW(a, struct ctx);
  struct kept *k = ARENA_NEW(a, struct kept);
  const char *file = getenv(variable);
  char *argv[] = {(char *)(uintptr_t) "test", NULL, NULL};

  if (file == NULL)
    fail_msg("%s is not set: these programs are run by ./dev test db", variable);
  argv[1] = arena_fmt(a, "--conf=%s", file);
  assert_int_equal(start(a, 2, argv, true, conf), 0);
  assert_true(start_db(a, conf, cfg));
  *c =
      (struct ctx){.a = a, .db = db_open(cfg), .conf = conf, .now = 1790000000, .request_id = "test", .address = "::1"};
  *k = (struct kept){c, kept};
  kept = k;
  assert_int_equal(db_ping(c->db), RES_OK);
  return c;
}

struct ctx *fixture_ctx(void) {
  return open_ctx("PLUGSHELF_TEST_CONF");
}

/* One administrator's connection a process: a child must not use its parent's. */
static struct ctx *admin(void) {
  static struct ctx *c;
  static pid_t owner;

  if (c == NULL || owner != getpid())
    c = open_ctx("PLUGSHELF_TEST_DDL");
  owner = getpid();
  return c;
}

void fixture_sql(const char *fmt, ...) {
  struct ctx *c = admin();
  va_list ap;
  const char *sql;

  va_start(ap, fmt);
  sql = arena_vfmt(c->a, fmt, ap);
  va_end(ap);
  if (db_text(c->db, sql) != RES_OK)
    fail_msg("%s: %s", sql, db_error(c->db));
}

int64_t fixture_int(const char *fmt, ...) {
  struct ctx *c = admin();
  struct db_stmt *s = ARENA_NEW(c->a, struct db_stmt); /* the connection keeps it by its address */
  struct number row = {-1};
  va_list ap;
  enum res r;

  va_start(ap, fmt);
  *s = (struct db_stmt){"fixture_int", arena_vfmt(c->a, fmt, ap), &number_shape};
  va_end(ap);
  r = db_one_args(c->db, c->a, s, &row, 0, NULL);
  if (r != RES_OK && r != RES_NOT_FOUND)
    fail_msg("%s: %s", s->sql, db_error(c->db));
  return row.n;
}

void fixture_be(struct ctx *c, int64_t subject, const char *type, const char *role, const char *real_name) {
  c->who = (struct principal){.user_id = subject + 10000,
                              .session_id = 1,
                              .subject_id = subject,
                              .user_name = "u",
                              .subject_name = "s",
                              .subject_type = type,
                              .subject_state = "active",
                              .role = role,
                              .real_name = real_name,
                              .factor = 1};
  c->why = (struct reason){0};
}

int64_t fixture_subject(int64_t id, const char *type, const char *name) {
  long long s = id, u = id + 10000;

  fixture_sql("INSERT INTO user (id, email, email_key, display_name, password, created_at) VALUES (%lld, 'u%lld@x.cn',"
              " 'u%lld@x.cn', 'u%lld', '', 1)",
              u, u, u, u);
  fixture_sql("INSERT INTO subject (id, type, name, name_key, created_at) VALUES (%lld, '%s', '%s', '%s', 1)", s, type,
              name, name);
  fixture_sql("INSERT INTO member (subject_id, user_id, role, created_at) VALUES (%lld, %lld, 'main', 1)", s, u);
  fixture_sql("INSERT INTO real_name (subject_id, state) VALUES (%lld, 'verified')", s);
  return u;
}

void fixture_app(int64_t id, int64_t subject, const char *name, const char *category) {
  long long a = id, s = subject;

  fixture_sql("INSERT INTO app (id, subject_id, name, name_key, created_at) VALUES (%lld, %lld, '%s', '%s', 1)", a, s,
              name, name);
  if (category[0] != '\0')
    fixture_sql("INSERT INTO app_category (app_id, code) VALUES (%lld, '%s')", a, category);
}

void fixture_plugin(int64_t id, int64_t subject, const char *name, const char *summary, const char *tags,
                    const char *category) {
  long long p = id, s = subject, app = id + 1000000, v = id + 2000000, l = id + 3000000;
  const char *key = text_key(admin()->a, name);

  fixture_app(app, subject, arena_fmt(admin()->a, "host of %s", name), category);
  fixture_sql("INSERT IGNORE INTO content (sha256, size, type, class, created_at) VALUES (REPEAT('p', 32), 1, 'x/y',"
              " 'package', 1)");
  fixture_sql("INSERT INTO plugin (id, app_id, subject_id, name, name_key, name_look, intro, add_mode, audience,"
              " contact, created_at) VALUES (%lld, %lld, %lld, '%s', '%s', '%s', 'i', 'free', 'enterprise|individual',"
              " 'c', 1)",
              p, app, s, name, key, key);
  fixture_sql("INSERT INTO version (id, plugin_id, major, minor, patch, state, uploader, package_sha256, package_size,"
              " upload_sha256, upload_size, manifest, findings, category, tags, created_at, online_at)"
              " VALUES (%lld, %lld, 1, 0, 0, 'online', 1, REPEAT('p', 32), 2048, REPEAT('p', 32), 1, '{}', '[]',"
              " '%s', '%s', 1, 5)",
              v, p, category, tags);
  fixture_sql("INSERT INTO plugin_state (plugin_id, category, tags, latest_version, online_versions)"
              " VALUES (%lld, '%s', '%s', %lld, 1)",
              p, category, tags, v);
  fixture_sql("INSERT INTO listing (plugin_id, provider_id, shelf, shelved_at) VALUES (%lld, %lld, 'on', %lld)", p, s,
              p);
  fixture_sql("INSERT INTO listing_revision (id, plugin_id, n, state, summary, what, how, benefit, cases, guide,"
              " created_at) VALUES (%lld, %lld, 1, 'live', '%s', 'w', 'h', '', '', '', 1)",
              l, p, summary);
}

enum res fixture_tx(struct ctx *c, enum res (*work)(void *), void *arg) { return ctx_tx(c, work, arg); }

struct racer {
  struct ctx *c;
  int i;
  void *arg;
  enum res (*work)(struct ctx *c, int i, void *arg);
};

static enum res run(void *arg) {
  struct racer *x = arg;

  return x->work(x->c, x->i, x->arg);
}

int fixture_race(int n, enum res (*work)(struct ctx *c, int i, void *arg), void *arg, enum res want) {
  int go[2], wanted = 0;
  char ch = 0;

  assert_int_equal(pipe(go), 0);
  for (int i = 0; i < n; i++) {
    pid_t pid = fork();

    assert_true(pid >= 0);
    if (pid == 0) {
      struct racer x = {fixture_ctx(), i, arg, work};

      close(go[1]);
      (void)!read(go[0], &ch, 1); /* the end of file is the starting shot */
      _exit((int)ctx_tx(x.c, run, &x));
    }
  }
  close(go[0]);
  usleep(200000); /* the children connect meanwhile */
  close(go[1]);
  for (int i = 0; i < n; i++) {
    int status = 0;

    assert_true(wait(&status) > 0);
    assert_true(WIFEXITED(status));
    wanted += WEXITSTATUS(status) == (int)want;
  }
  return wanted;
}
