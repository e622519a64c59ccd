/* plugshelfctl seed --demo on an empty site: what demo.json says, that what it says is true, and that the site shows
 * every state. The program under test is the one that ./dev up runs. */
#include "fixture.h"

#include "base/clock.h"
#include "domain/content.h"
#include "domain/machines.h"
#include "domain/package.h"
#include "domain/people.h"

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
#include <jansson.h>

static const char *out_file;
static json_t *demo;

/* Exit code of plugshelfctl seed with these words; its complaints go to the log. */
static int seed(const char *flag, const char *out) {
  const char *conf = arena_fmt(fixture_ctx()->a, "--conf=%s", getenv("PLUGSHELF_TEST_CONF"));
  const char *ctl = getenv("PLUGSHELF_TEST_CTL");
  int status = -1;
  pid_t pid = fork();

  assert_true(pid >= 0);
  if (pid == 0) {
    execl(ctl, ctl, conf, "seed", flag, "--out", out, (char *)NULL);
    _exit(127);
  }
  assert_int_equal(waitpid(pid, &status, 0), pid);
  assert_true(WIFEXITED(status));
  return WEXITSTATUS(status);
}

static const char *text(const json_t *o, const char *name) {
  const char *s = json_string_value(json_object_get(o, name));

  if (s == NULL)
    fail_msg("demo.json: no text \"%s\" in %s", name, json_dumps(o, JSON_COMPACT));
  return s;
}

static int setup(void **state) {
  (void)state;
  out_file = arena_fmt(fixture_ctx()->a, "%s/demo-test.json", getenv("PLUGSHELF_TEST_STATE"));
  if (seed("--demo", out_file) != 0)
    return -1;
  demo = json_load_file(out_file, 0, NULL);
  return demo == NULL ? -1 : 0;
}

static int teardown(void **state) {
  (void)state;
  json_decref(demo);
  return 0;
}

static void test_refuses(void **state) {
  struct stat before, after;

  (void)state;
  assert_int_equal(stat(out_file, &before), 0);
  assert_int_equal(before.st_mode & 0777, 0600);
  assert_int_equal(seed("--demo", out_file), 1); /* not empty any more */
  assert_int_equal(stat(out_file, &after), 0);
  assert_int_equal(before.st_ino, after.st_ino);
  assert_int_equal(seed("--other", out_file), 64);
}

static size_t users_of(const char *role, const char *type) {
  size_t i, n = 0;
  json_t *u;

  json_array_foreach(json_object_get(demo, "users"), i, u) {
    n += strcmp(text(u, "role"), role) == 0 && (type == NULL || strcmp(text(u, "subject_type"), type) == 0);
  }
  return n;
}

static void test_users(void **state) {
  struct ctx *c = fixture_ctx();
  size_t i, k;
  json_t *u, *other;

  (void)state;
  assert_string_equal(text(demo, "url"), "");
  assert_true(users_of("reviewer", NULL) >= 2);
  assert_true(users_of("operator", NULL) >= 2);
  assert_true(users_of("provider", "enterprise") >= 1);
  assert_true(users_of("merchant", "enterprise") >= 1);
  assert_true(users_of("merchant", "individual") >= 1);
  json_array_foreach(json_object_get(demo, "users"), i, u) {
    struct account acc = {0};
    bool staff = strcmp(text(u, "role"), "reviewer") == 0 || strcmp(text(u, "role"), "operator") == 0;

    assert_true(strlen(text(u, "password")) >= 20);
    assert_int_equal(strspn(text(u, "password"), "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
                     strlen(text(u, "password")));
    assert_int_equal(people_recognise(c, text(u, "login"), text(u, "password"), &acc), RES_OK);
    assert_int_equal(acc.invited_until, 0); /* no one-time step is left */
    assert_int_equal(strlen(text(u, "totp")), staff ? 32 : 0);
    assert_int_equal(acc.totp_secret.n > 0, staff);
    if (strcmp(text(u, "role"), "reviewer") == 0)
      assert_string_equal(acc.rights, "listing,payment,real-name,version");
    json_array_foreach(json_object_get(demo, "users"), k, other) {
      assert_true(i == k || strcmp(text(u, "password"), text(other, "password")) != 0);
    }
  }
}

static void test_objects(void **state) {
  size_t i;
  json_t *o;

  (void)state;
  assert_true(json_array_size(json_object_get(demo, "apps")) >= 12);
  json_array_foreach(json_object_get(demo, "apps"), i, o) {
    assert_int_equal(fixture_int("SELECT COUNT(*) FROM app a JOIN subject s ON s.id = a.subject_id WHERE a.id = %s"
                                 " AND a.name = '%s' AND s.name = '%s'",
                                 text(o, "id"), text(o, "name"), text(o, "subject")),
                     1);
  }
  assert_int_equal(json_array_size(json_object_get(demo, "plugins")), 12);
  json_array_foreach(json_object_get(demo, "plugins"), i, o) {
    const char *number;
    json_t *v;

    assert_true(json_is_boolean(json_object_get(o, "hidden")));
    assert_int_equal(fixture_int("SELECT COUNT(*) FROM plugin p JOIN listing l ON l.plugin_id = p.id WHERE p.id = %s"
                                 " AND p.name = '%s' AND l.shelf = '%s' AND l.hidden = %d",
                                 text(o, "id"), text(o, "name"), text(o, "shelf"),
                                 json_is_true(json_object_get(o, "hidden"))),
                     1);
    assert_int_equal(fixture_int("SELECT COUNT(*) FROM version WHERE plugin_id = %s", text(o, "id")),
                     json_object_size(json_object_get(o, "versions")));
    json_object_foreach(json_object_get(o, "versions"), number, v) {
      assert_int_equal(fixture_int("SELECT COUNT(*) FROM version WHERE plugin_id = %s AND state = '%s'"
                                   " AND CONCAT(major, '.', minor, '.', patch) = '%s'",
                                   text(o, "id"), json_string_value(v), number),
                       1);
    }
  }
}

/* Where a machine's states are kept: named here a second time on purpose. */
static const struct {
  const char *machine, *table, *column;
} kept[] = {
    {"version", "version", "state"},
    {"doc", "doc", "state"},
    {"listing", "listing_revision", "state"},
    {"shelf", "listing", "shelf"},
    {"review", "review", "state"},
    {"real-name", "real_name", "state"},
    {"entitlement", "entitlement", "state"},
    {"binding", "binding", "state"},
    {"application", "application", "state"},
    {"payment", "payment", "state"},
    {"transfer", "transfer", "state"},
    {"advisory", "advisory", "state"},
    {"deprecation", "deprecation", "state"},
    {"link", "link", "state"},
    {"rule", "application_rule", "state"},
};

/* A draft beside what is published, and one that is published for the second time. */
static void test_docs(void **state) {
  (void)state;
  assert_true(
      fixture_int("SELECT COUNT(*) FROM doc d JOIN doc p ON p.published_of = d.plugin_id WHERE d.state = 'draft'"
                  " AND d.n > p.n AND d.n >= 3") >= 1);
  assert_true(fixture_int("SELECT COUNT(*) FROM doc d JOIN doc s ON s.plugin_id = d.plugin_id AND s.n > d.n"
                          " WHERE d.state = 'published' AND s.state = 'superseded'") >= 1);
  assert_true(fixture_int("SELECT COUNT(*) FROM doc_file f JOIN doc d ON d.id = f.doc_id WHERE d.published_at = 0") >=
              1);
}

static void test_states(void **state) {
  (void)state;
  for (size_t m = 0; machines[m] != NULL; m++) {
    size_t k = 0;

    while (k < sizeof kept / sizeof kept[0] && strcmp(kept[k].machine, machines[m]->name) != 0)
      k++;
    if (k == sizeof kept / sizeof kept[0])
      fail_msg("the demo data has nothing of the machine %s", machines[m]->name);
    for (size_t s = 0; s < machines[m]->nstates; s++)
      if (fixture_int("SELECT COUNT(*) FROM %s WHERE %s = '%s'", kept[k].table, kept[k].column,
                      machines[m]->states[s].code) < 1)
        fail_msg("no %s in state %s", machines[m]->name, machines[m]->states[s].code);
  }
  assert_true(fixture_int("SELECT COUNT(*) FROM listing WHERE hidden = 1") >= 1);
}

/* A month of it, none of it in the future, and every object has its first row. */
static void test_history(void **state) {
  long long now = clock_now();

  (void)state;
  assert_true(fixture_int("SELECT MIN(at) FROM history") < now - 28LL * DAY);
  assert_true(fixture_int("SELECT MAX(at) FROM history") <= now);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM audit WHERE at > %lld", now), 0);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM version v WHERE NOT EXISTS (SELECT 1 FROM history h"
                               " WHERE h.machine = 'version' AND h.object_id = v.id AND h.from_state = '')"),
                   0);
  assert_true(fixture_int("SELECT COUNT(*) FROM review WHERE state = 'queued' AND due_at < %lld", now) >= 2);
  assert_true(fixture_int("SELECT COUNT(*) FROM review WHERE state = 'queued' AND due_at > %lld", now) >= 2);
  /* nobody has decided on work of a subject of his own */
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM review r JOIN member m ON m.user_id = r.decided_by"
                               " AND m.subject_id = r.subject_id"),
                   0);
}

static void test_variety(void **state) {
  (void)state;
  assert_true(fixture_int("SELECT COUNT(DISTINCT type) FROM subject") >= 5);
  assert_true(fixture_int("SELECT COUNT(*) FROM subject") >= 6);
  assert_int_equal(fixture_int("SELECT COUNT(DISTINCT avatar) FROM plugin"), 12);
  assert_true(fixture_int("SELECT MAX(n) FROM (SELECT COUNT(*) AS n FROM app GROUP BY subject_id) x") > 40);
  assert_true(fixture_int("SELECT COUNT(*) FROM market") >= 5);
}

static struct bytes first_bytes(struct ctx *c, const char *sql, int64_t offset) {
  struct piece {
    struct bytes sha256;
  } row = {{NULL, 0}};
  static const struct member member[] = {{"sha256", 0, MEMBER_BYTES}};
  static const struct shape shape = {sizeof(struct bytes), 1, member};
  struct db_stmt *s = ARENA_NEW(c->a, struct db_stmt);

  *s = (struct db_stmt){"first_bytes", arena_fmt(c->a, "%s LIMIT 1 OFFSET %lld", sql, (long long)offset), &shape};
  (void)!db_one_args(c->db, c->a, s, &row, 0, NULL);
  return row.sha256;
}

/* Each stored package passes the checks again and offers something. */
static void test_packages(void **state) {
  struct ctx *c = fixture_ctx();
  int64_t n = fixture_int("SELECT COUNT(*) FROM version");

  (void)state;
  assert_true(n >= 15);
  for (int64_t i = 0; i < n; i++) {
    struct bytes sha256 = first_bytes(c, "SELECT package_sha256 AS sha256 FROM version ORDER BY id", i);
    struct findings f = findings_new(c->a);
    char path[] = "/tmp/seed-XXXXXX";
    struct content content;
    struct package package;
    int fd = mkstemp(path);

    assert_true(fd >= 0);
    unlink(path);
    assert_int_equal(sha256.n, SEAL_HASH);
    assert_int_equal(content_get(c, "package", sha256.p, &content), RES_OK);
    assert_int_equal(write(fd, content.data.p, content.data.n), content.data.n);
    assert_int_equal(package_read(c->a, fd, c->conf->package_max, &f, &package), RES_OK);
    assert_memory_equal(package.sha256, sha256.p, SEAL_HASH);
    assert_true(package.manifest.ncomponents >= 1 && package.manifest.npages >= 1);
    close(fd);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_refuses), cmocka_unit_test(test_users),    cmocka_unit_test(test_objects),
      cmocka_unit_test(test_states),  cmocka_unit_test(test_docs),     cmocka_unit_test(test_history),
      cmocka_unit_test(test_variety), cmocka_unit_test(test_packages),
  };

  return cmocka_run_group_tests(tests, setup, teardown);
}
