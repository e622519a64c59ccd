/* plugshelfctl seed --scale on a small site with demo data: what it makes is as true as what people make. Foreign keys are
 * not checked while it runs, so all of them are looked at here. */
#include "fixture.h"

#include "base/clock.h"
#include "domain/grams.h"
#include "domain/machines.h"
#include "domain/market_terms.h"
#include "domain/work.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { PLUGINS = 200, FIRST = 198 /* shelved */, WORDS = 8 };

static struct ctx *c;

/* Exit code of plugshelfctl with this configuration and these words. */
static int ctl(const char *conf, const char *const *words) {
  const char *argv[WORDS] = {getenv("PLUGSHELF_TEST_CTL"), arena_fmt(c->a, "--conf=%s", getenv(conf)), "seed"};
  int status = -1;
  pid_t pid = fork();

  assert_true(pid >= 0);
  for (size_t i = 0; words[i] != NULL && i + 4 < WORDS; i++)
    argv[3 + i] = words[i];
  if (pid == 0) {
    execv(argv[0], (char **)(uintptr_t)argv);
    _exit(127);
  }
  assert_int_equal(waitpid(pid, &status, 0), pid);
  return WEXITSTATUS(status);
}

static int scale(const char *n, const char *number) {
  const char *const words[] = {"--scale", n, number == NULL ? NULL : "--number", number, NULL};

  return ctl("PLUGSHELF_TEST_DDL", words);
}

static int up(void **state) {
  const char *const demo[] = {
      "--demo", "--out", arena_fmt((c = fixture_ctx())->a, "%s/demo-scale.json", getenv("PLUGSHELF_TEST_STATE")), NULL};

  (void)state;
  if (scale("200", NULL) != 1) /* nobody is there to own anything */
    return -1;
  return ctl("PLUGSHELF_TEST_CONF", demo) != 0 ? -1 : scale("200", NULL);
}

static void test_counts(void **state) {
  (void)state;
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM plugin WHERE id BETWEEN 7030000000000001 AND 7030000000009999"),
                   PLUGINS);
  assert_in_range(fixture_int("SELECT COUNT(*) FROM binding WHERE id BETWEEN 7090000000000001 AND 7090000000009999"),
                  PLUGINS * 9, PLUGINS * 10);
  assert_int_equal(
      fixture_int("SELECT COUNT(*) FROM version WHERE plugin_id BETWEEN 7030000000000001 AND 7030000000009999"),
      2 * PLUGINS);
  /* those with many are people of the demo data */
  assert_in_range(
      fixture_int("SELECT COUNT(*) FROM plugin p JOIN member m ON m.subject_id = p.subject_id JOIN user u ON"
                  " u.id = m.user_id WHERE p.id BETWEEN 7030000000000001 AND 7030000000009999 AND u.email NOT LIKE "
                  "'%%@scale.example'"),
      PLUGINS / 25, PLUGINS / 10);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM app a JOIN member m ON m.subject_id = a.subject_id JOIN user u ON"
                               " u.id = m.user_id WHERE a.id BETWEEN 7020000000000101 AND 7020000000000999"
                               " AND u.email NOT LIKE '%%@scale.example'"),
                   fixture_int("SELECT 0"));
  assert_true(fixture_int("SELECT COUNT(*) FROM binding WHERE plugin_id = 7030000000000001 AND state = 'active'") >=
              PLUGINS / 20);
  assert_true(
      fixture_int(
          "SELECT COUNT(*) FROM review WHERE id BETWEEN 7070000000000001 AND 7070000000009999 AND state = 'queued'") >=
      4);
}

/* Stopped or not, once more makes nothing twice; another number of plugins, and a site in use, are refused. */
static void test_runs_again(void **state) {
  int64_t before = fixture_int("SELECT COUNT(*) FROM history");

  (void)state;
  assert_int_equal(scale("200", NULL), 0);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM history"), before);
  assert_int_equal(scale("300", NULL), 1);
  assert_int_equal(scale("200", "2"), 1);
  assert_int_equal(scale("150", NULL), 64);
  assert_int_equal(scale("0", NULL), 64);
  assert_int_equal(scale("1000100", NULL), 64);
  assert_int_equal(scale("many", NULL), 64);
}

/* It goes on where it was stopped: the last rows are as if they had never been made. */
static void test_goes_on(void **state) {
  int64_t bindings = fixture_int("SELECT COUNT(*) FROM binding"), moves = fixture_int("SELECT COUNT(*) FROM history"),
          terms = fixture_int("SELECT COUNT(*) FROM search_gram");

  (void)state;
  fixture_sql(
      "DELETE FROM history WHERE machine = 'binding' AND object_id BETWEEN 7090000000000001 AND 7090000000009999");
  fixture_sql("DELETE FROM public_id WHERE id BETWEEN 7090000000000001 AND 7090000000009999");
  fixture_sql("DELETE FROM binding WHERE id BETWEEN 7090000000000001 AND 7090000000009999");
  fixture_sql("DELETE FROM market WHERE plugin_id BETWEEN 7030000000000001 AND 7030000000009999");
  assert_int_equal(scale("200", NULL), 0);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM binding"), bindings);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM history"), moves);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM search_gram"), terms);
}

struct reference {
  const char *name, *from_table, *from_column, *to_table, *to_column;
};
#define R(field) M(struct reference, field)
SHAPE(reference_shape, struct reference, R(name), R(from_table), R(from_column), R(to_table), R(to_column));
#undef R
DB_QUERY(references_here, reference_shape,
         "SELECT constraint_name AS name, table_name AS from_table, column_name AS from_column,"
         " referenced_table_name AS to_table, referenced_column_name AS to_column FROM"
         " information_schema.key_column_usage WHERE table_schema = DATABASE() AND referenced_table_name IS NOT NULL");

static void test_foreign_keys(void **state) {
  struct reference *r = NULL;
  size_t n = 0;

  (void)state;
  assert_int_equal(db_list(c->db, c->a, references_here, &r, &n), RES_OK);
  assert_true(n > 20);
  for (size_t i = 0; i < n; i++)
    if (fixture_int("SELECT COUNT(*) FROM %s f LEFT JOIN %s t ON t.%s = f.%s WHERE f.%s IS NOT NULL AND t.%s IS NULL",
                    r[i].from_table, r[i].to_table, r[i].to_column, r[i].from_column, r[i].from_column,
                    r[i].to_column) != 0)
      fail_msg("%s is broken", r[i].name);
}

/* Every object that has a public id is in the namespace. */
static void test_ids(void **state) {
  static const char *const tables[] = {"user", "subject", "app",         "plugin",  "version",
                                       "doc",  "review",  "entitlement", "binding", "listing_revision"};

  (void)state;
  for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
    assert_int_equal(
        fixture_int("SELECT COUNT(*) FROM %s x LEFT JOIN public_id i ON i.id = x.id WHERE i.id IS NULL", tables[i]), 0);
}

static const struct {
  const char *machine, *objects; /* table, its key, its state */
} kept[] = {
    {"version", "version o ON o.id = h.object_id WHERE o.state"},
    {"doc", "doc o ON o.id = h.object_id WHERE o.state"},
    {"listing", "listing_revision o ON o.id = h.object_id WHERE o.state"},
    {"shelf", "listing o ON o.plugin_id = h.object_id WHERE o.shelf"},
    {"review", "review o ON o.id = h.object_id WHERE o.state"},
    {"real-name", "real_name o ON o.subject_id = h.object_id WHERE o.state"},
    {"entitlement", "entitlement o ON o.id = h.object_id WHERE o.state"},
    {"binding", "binding o ON o.id = h.object_id WHERE o.state"},
};

#define CHAIN                                                                                                          \
  "(SELECT object_id, from_state, to_state, at, LAG(to_state) OVER w AS was, LAG(at) OVER w AS before_at,"             \
  " LEAD(id) OVER w AS later FROM history WHERE machine = '%s' WINDOW w AS (PARTITION BY object_id ORDER BY id)) h"

/* Each move begins where the one before ended, not earlier than it, and the last one ends where the object is. */
static void test_histories(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
    const char *m = kept[i].machine;

    assert_true(fixture_int("SELECT COUNT(*) FROM history WHERE machine = '%s'", m) > 0);
    if (fixture_int("SELECT COUNT(*) FROM " CHAIN " WHERE was IS NOT NULL AND was <> from_state", m) != 0)
      fail_msg("%s: a move does not begin where the one before ended", m);
    if (fixture_int("SELECT COUNT(*) FROM " CHAIN " WHERE before_at > at", m) != 0)
      fail_msg("%s: a move is older than the one before", m);
    if (fixture_int("SELECT COUNT(*) FROM " CHAIN " JOIN %s <> h.to_state AND h.later IS NULL", m, kept[i].objects) !=
        0)
      fail_msg("%s: the last move does not end where the object is", m);
  }
}

/* Nothing happened that the machine does not know, and what has a state has a history. */
static void test_moves(void **state) {
  (void)state;
  for (size_t i = 0; machines[i] != NULL; i++) {
    int64_t known = 0;

    for (size_t k = 0; k < machines[i]->nmoves; k++) {
      const struct move *m = &machines[i]->moves[k];

      known += fixture_int("SELECT COUNT(*) FROM history WHERE machine = '%s' AND from_state = '%s' AND action = '%s'"
                           " AND to_state = '%s'",
                           machines[i]->name, m->from, m->action, m->to);
    }
    assert_int_equal(known, fixture_int("SELECT COUNT(*) FROM history WHERE machine = '%s'", machines[i]->name));
  }
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM version v WHERE NOT EXISTS (SELECT 1 FROM history h WHERE"
                               " h.machine = 'version' AND h.object_id = v.id)"),
                   0);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM binding b WHERE NOT EXISTS (SELECT 1 FROM history h WHERE"
                               " h.machine = 'binding' AND h.object_id = b.id)"),
                   0);
}

/* What the domain demands of them: domain.md section 4. */
static void test_rules(void **state) {
  static const char *const broken[] = {
      "binding b LEFT JOIN entitlement e ON e.subject_id = b.subject_id AND e.plugin_id = b.plugin_id AND"
      " e.state = 'held' WHERE e.id IS NULL AND b.state <> 'closed'",
      "binding b JOIN app a ON a.id = b.app_id WHERE a.subject_id <> b.subject_id",
      "binding b JOIN entitlement e ON e.subject_id = b.subject_id AND e.plugin_id = b.plugin_id WHERE"
      " e.obtained_at > b.created_at",
      "plugin p JOIN app a ON a.id = p.app_id WHERE a.subject_id <> p.subject_id",
      "plugin p JOIN subject s ON s.id = p.subject_id WHERE s.type = 'individual'",
      "plugin p JOIN plugin_state t ON t.plugin_id = p.id JOIN version v ON v.id = t.latest_version WHERE"
      " v.state <> 'online' OR v.plugin_id <> p.id OR v.category <> t.category",
      "plugin_state t WHERE t.online_versions <> (SELECT COUNT(*) FROM version v WHERE v.plugin_id = t.plugin_id AND"
      " v.state = 'online')",
      "plugin_state t JOIN plugin p ON p.id = t.plugin_id WHERE t.category IS NOT NULL AND NOT EXISTS (SELECT 1 FROM"
      " app_category c WHERE c.app_id = p.app_id AND c.code = t.category AND c.state = 'passed')",
      /* what stands in rows of a plugin as well; those of the demo data went through the domain */
      "version v JOIN plugin p ON p.id = v.plugin_id WHERE v.provider_id <> p.subject_id",
      "listing v JOIN plugin p ON p.id = v.plugin_id WHERE v.provider_id <> p.subject_id",
      "listing_revision v JOIN plugin p ON p.id = v.plugin_id WHERE v.provider_id <> p.subject_id",
      "application v JOIN plugin p ON p.id = v.plugin_id WHERE v.provider_id <> p.subject_id",
      "payment v JOIN plugin p ON p.id = v.plugin_id WHERE v.provider_id <> p.subject_id",
      "(SELECT app_id FROM app_category GROUP BY app_id HAVING COUNT(*) > 5) x",
      "listing l WHERE (l.shelf = 'never') = EXISTS (SELECT 1 FROM listing_revision r WHERE r.live_of = l.plugin_id)",
      "review r WHERE r.state = 'queued' AND r.kind = 'version' AND NOT EXISTS (SELECT 1 FROM version v WHERE"
      " v.id = r.object_id AND v.state = 'auditing' AND v.package_sha256 = r.shown_hash)",
      "version v WHERE v.state = 'auditing' AND NOT EXISTS (SELECT 1 FROM review r WHERE r.kind = 'version' AND"
      " r.object_id = v.id AND r.state IN ('queued', 'claimed'))",
      "version v WHERE v.state <> 'deleted' AND NOT EXISTS (SELECT 1 FROM version_file f WHERE f.version_id = v.id)",
  };

  (void)state;
  for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++)
    if (fixture_int("SELECT COUNT(*) FROM %s", broken[i]) != 0)
      fail_msg("there is: %s", broken[i]);
}

/* The dashboard of the provider with many: what waits and the figures, against plain counting. */
static void test_dashboard(void **state) {
  long long s = (long long)fixture_int("SELECT subject_id FROM plugin WHERE id = 7030000000000001"), plugins;
  struct work_figures f = {0};
  struct work_item *w = NULL;
  size_t n = 0, versions = 0;

  (void)state;
  plugins = (long long)fixture_int("SELECT COUNT(*) FROM plugin WHERE subject_id = %lld", s);
  assert_in_range(plugins, PLUGINS / 25, WORK_LOOKED);
  assert_int_equal(work_subject(c, s, &f), RES_OK);
  assert_int_equal(f.plugins, plugins);
  assert_int_equal(f.on_shelf, fixture_int("SELECT COUNT(*) FROM listing l JOIN plugin p ON p.id = l.plugin_id WHERE"
                                           " p.subject_id = %lld AND l.shelf = 'on'",
                                           s));
  assert_int_equal(f.hosts,
                   fixture_int("SELECT LEAST(101, COUNT(*)) FROM binding b JOIN plugin p ON p.id = b.plugin_id WHERE"
                               " p.subject_id = %lld AND b.state = 'active'",
                               s));
  assert_int_equal(f.apps, fixture_int("SELECT COUNT(*) FROM app WHERE subject_id = %lld", s));
  assert_int_equal(work_provider(c, s, &w, &n), RES_OK);
  assert_true(n > 0);
  for (size_t i = 0; i < n; i++)
    versions += strcmp(w[i].what, "version") == 0;
  assert_int_equal(versions,
                   fixture_int("SELECT LEAST(10, COUNT(*)) FROM version v JOIN plugin p ON p.id = v.plugin_id"
                               " WHERE p.subject_id = %lld AND v.state IN ('auditing', 'rejected', 'passed', 'gray')",
                               s));
  for (size_t i = 1; i < n; i++) /* due ones first, then the newest */
    assert_true(w[i - 1].due_at != 0 || (w[i].due_at == 0 && w[i - 1].at >= w[i].at));
}

static void test_market(void **state) {
  struct market_fault *fault = NULL;
  int64_t after = 0, rows = 1, seen = 0;
  size_t n = 0;

  (void)state;
  assert_int_equal(market_verify_rows(c, &fault, &n), RES_OK);
  assert_int_equal(n, 0);
  while (rows > 0) {
    assert_int_equal(market_verify(c, &after, &rows, &fault, &n), RES_OK);
    assert_int_equal(n, 0);
    seen += rows;
  }
  assert_true(seen >= FIRST * 95 / 100);
}

/* What came to be is in the audit, and the audit is sealed up to its end. */
static void test_audit(void **state) {
  (void)state;
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM audit WHERE act = 'plugin.create' AND object_id BETWEEN"
                               " 7030000000000001 AND 7030000000009999"),
                   PLUGINS);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM audit"), fixture_int("SELECT COUNT(*) FROM audit_seal"));
}

static void test_site_in_use(void **state) {
  (void)state;
  fixture_subject(77, "enterprise", "有人在用");
  fixture_sql("UPDATE user SET email = 'someone@company.test', email_key = 'someone@company.test' ORDER BY id LIMIT 1");
  assert_int_equal(scale("200", NULL), 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_counts),       cmocka_unit_test(test_runs_again), cmocka_unit_test(test_goes_on),
      cmocka_unit_test(test_foreign_keys), cmocka_unit_test(test_ids),        cmocka_unit_test(test_histories),
      cmocka_unit_test(test_moves),        cmocka_unit_test(test_rules),      cmocka_unit_test(test_market),
      cmocka_unit_test(test_dashboard),    cmocka_unit_test(test_audit),      cmocka_unit_test(test_site_in_use),
  };

  return cmocka_run_group_tests(tests, up, NULL);
}
