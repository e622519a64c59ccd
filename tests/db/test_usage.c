/* Who uses a plugin, against a real database: states, tokens and versions of each row, filters, pages by key, the days and majors
 * of the charts; and that a large plugin costs what its page needs. */
#include "domain/usage.h"

#include "base/clock.h"
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { PLUGIN = 7401, QUIET = 7402, OTHER = 7403, ENOUGH = 25 };

static struct ctx *c;
static int64_t noon;

/* A host of its own for each binding; state, major, and how many days ago. */
static void bind_one(int i, const char *state, int major, int days) {
  const char *token = strcmp(state, "active") == 0 || strcmp(state, "stopped") == 0 ? "REPEAT('t', 31)" : "NULL";

  fixture_app(750000 + i, i % 2 == 0 ? 2 : 3, arena_fmt(c->a, "店铺%02d", i), "");
  fixture_sql("INSERT INTO binding (id, app_id, plugin_id, subject_id, major, state, token_hash, config, agreed_by,"
              " created_at) VALUES (%d, %d, %d, %d, %d, '%s', CONCAT(%s, CHAR(%d)), '{}', 10001, %lld)",
              760000 + i, 750000 + i, PLUGIN, i % 2 == 0 ? 2 : 3, major, state, token, 32 + i,
              (long long)(noon - days * DAY));
}

static void ask(int i, const char *state, int64_t decided) {
  fixture_sql(
      "INSERT INTO application (id, binding_id, plugin_id, app_id, subject_id, state, reason, applied_by,"
      " applied_at, due_at, decided_at, provider_id) VALUES (%d, %d, %d, %d, 2, '%s', 'r', 1, %lld, 1, %lld, 1)",
      770000 + i, 760000 + i, PLUGIN, 750000 + i, state, (long long)noon, (long long)decided);
}

static int up(void **state) {
  (void)state;
  c = fixture_ctx();
  noon = (c->now + c->conf->zone * MINUTE) / DAY * DAY - c->conf->zone * MINUTE + 12 * HOUR;
  c->now = noon;
  fixture_subject(1, "enterprise", "usage provider");
  fixture_subject(2, "enterprise", "青柚文创");
  fixture_subject(3, "individual", "周小满");
  fixture_plugin(PLUGIN, 1, "被使用的插件", "一句话", "天气", "tools.weather");
  fixture_plugin(QUIET, 1, "没人用的插件", "一句话", "天气", "tools.weather");
  fixture_plugin(OTHER, 2, "别人的插件", "一句话", "天气", "tools.weather");
  fixture_sql(
      "INSERT INTO version (id, plugin_id, major, minor, patch, state, uploader, package_sha256, package_size,"
      " upload_sha256, upload_size, manifest, findings, created_at) SELECT 780001, plugin_id, 1, 12, 0, 'online', 1,"
      " package_sha256, 1, upload_sha256, 1, '{}', '[]', 1 FROM version WHERE plugin_id = %d LIMIT 1",
      PLUGIN);
  for (int i = 0; i < ENOUGH; i++)
    bind_one(i, i == 7 ? "stopped" : "active", 1, i);
  bind_one(30, "active", 2, 0);
  bind_one(31, "closed", 1, 3); /* was bound */
  bind_one(32, "closed", 1, 3); /* was refused */
  bind_one(33, "waiting", 1, 0);
  bind_one(34, "active", 1, 200);
  ask(32, "refused", noon);
  ask(33, "pending", 0);
  ask(30, "approved", noon + HOUR);
  return 0;
}

static struct usage_item *listed(const char *q, const char *subject, const char *state, struct span span, size_t *n) {
  struct usage_filter f = {q, subject, state};
  struct usage_item *u = NULL;

  span.limit = span.limit == 0 ? 100 : span.limit;
  assert_int_equal(usage_list(c, PLUGIN, &f, &span, &u, n), RES_OK);
  return u;
}

static const struct usage_item *one(const char *name, const char *state) {
  size_t n;
  struct usage_item *u = listed(name, "", state, (struct span){0}, &n);

  assert_int_equal(n, 1);
  return u;
}

static void each_row_says_how_it_stands(void **state) {
  const struct usage_item *u = one("店铺00", "");

  (void)state;
  assert_string_equal(u->subject_name, "青柚文创");
  assert_string_equal(u->subject_type, "enterprise");
  assert_string_equal(u->version, "1.12.0"); /* by number, not by text, and of its major */
  assert_int_equal(u->has_token, 1);
  assert_int_equal(u->since, noon);
  u = one("店铺30", "");
  assert_null(u->version);                 /* nothing of major 2 is online */
  assert_int_equal(u->since, noon + HOUR); /* since it was let in */
  u = one("店铺33", "");
  assert_string_equal(u->state, "waiting");
  assert_int_equal(u->since, 0);
  assert_int_equal(u->has_token, 0);
  u = one("店铺31", "closed");
  assert_int_equal(u->since, noon - 3 * DAY);
  assert_int_equal(one("店铺32", "closed")->since, 0);
}

static void filters_narrow_it(void **state) {
  size_t n;

  (void)state;
  assert_int_equal(listed("", "", "", (struct span){0}, &n)->total, ENOUGH + 3);
  assert_int_equal(n, ENOUGH + 3); /* without what is closed */
  (void)listed("", "", "closed", (struct span){0}, &n);
  assert_int_equal(n, 2);
  (void)listed("", "", "stopped", (struct span){0}, &n);
  assert_int_equal(n, 1);
  assert_int_equal(listed("", "", "stopped", (struct span){0}, &n)->total, 1);
  assert_int_equal(listed("", "周小满", "", (struct span){0}, &n)->total, -1);
  assert_int_equal(n, 13);
  assert_string_equal(listed("", "周小满", "stopped", (struct span){0}, &n)->app_name, "店铺07");
  fixture_app(2100000000740100, 2, "店铺甲", "");
  fixture_sql("INSERT INTO binding (id, app_id, plugin_id, subject_id, major, state, config, agreed_by, created_at)"
              " SELECT 2100000000740100 + seq, 2100000000740100, %d, 2, 1, IF(seq = 1, 'closed', 'active'), '{}', 1,"
              " 1000 + seq FROM seq_1_to_2",
              PLUGIN);
  assert_string_equal(listed("2100000000740100", "", "", (struct span){0}, &n)->app_name, "店铺甲");
  assert_int_equal(n, 1);
  (void)listed("2100000000740100", "", "closed", (struct span){0}, &n);
  assert_int_equal(n, 1);
  (void)listed("2100000000740100", "周小满", "", (struct span){0}, &n);
  assert_int_equal(n, 0);
  fixture_sql("DELETE FROM binding WHERE app_id = 2100000000740100");
  (void)listed("%", "", "", (struct span){0}, &n);
  assert_int_equal(n, 0);
}

static void pages_by_key_both_ways(void **state) {
  struct span span = {.limit = 10};
  size_t n, seen = 0;
  int64_t last = INT64_MAX;
  struct usage_item *u;

  (void)state;
  while ((u = listed("", "", "", span, &n), n) > 0) {
    for (size_t i = 0; i < n; i++) {
      assert_true(u[i].created_at <= last);
      last = u[i].created_at;
    }
    seen += n;
    span.from = (struct place){u[n - 1].created_at, u[n - 1].id};
  }
  assert_int_equal(seen, ENOUGH + 3);
  span = (struct span){.limit = 3, .oldest = true};
  assert_string_equal(listed("", "", "", span, &n)->app_name, "店铺34");
  span.from = (struct place){noon - 20 * DAY, 760020};
  span.back = true;
  assert_string_equal(listed("", "", "", span, &n)[n - 1].app_name, "店铺21");
}

/* An export reads the same rows without counting. */
static void parts_are_the_list(void **state) {
  struct usage_filter f = {"", "", ""};
  struct span span = {.limit = 20};
  struct usage_item *u = NULL;
  size_t n, seen = 0;

  (void)state;
  do {
    assert_int_equal(usage_part(c, PLUGIN, &f, &span, &u, &n), RES_OK);
    seen += n;
    if (n > 0)
      span.from = (struct place){u[n - 1].created_at, u[n - 1].id};
  } while (n == 20);
  assert_int_equal(seen, ENOUGH + 3);
}

static void days_begin_at_midnight_of_the_zone(void **state) {
  int64_t obtained[USAGE_DAYS], bound[USAGE_DAYS], all = 0;
  int64_t first = usage_day(c, 29);

  (void)state;
  assert_int_equal((first + c->conf->zone * MINUTE) % DAY, 0);
  for (int i = 0; i < 4; i++) {
    (void)fixture_subject(20 + i, "enterprise", arena_fmt(c->a, "holder %d", i));
    fixture_sql(
        "INSERT INTO entitlement (id, subject_id, plugin_id, state, obtained_at) VALUES (%d, %d, %d, '%s', %lld)",
        790000 + i, 20 + i, PLUGIN, i == 3 ? "released" : "held",
        (long long)(i == 0   ? first - 1
                    : i == 1 ? first
                    : i == 2 ? usage_day(c, 0)
                             : usage_day(c, 0) - 1));
  }
  assert_int_equal(usage_days(c, PLUGIN, 30, obtained, bound), RES_OK);
  assert_int_equal(obtained[0], 1);
  assert_int_equal(obtained[28], 1); /* released since, but obtained that day */
  assert_int_equal(obtained[29], 1);
  assert_int_equal(bound[29], 2);     /* one of each major; the one that waits is none */
  assert_int_equal(bound[26], 2);     /* one that runs, one that was unbound, none that was refused */
  assert_int_equal(bound[29 - 7], 1); /* stopped ones count */
  for (size_t i = 0; i < 30; i++)
    all += bound[i];
  assert_int_equal(all, ENOUGH + 2);
  assert_int_equal(usage_days(c, PLUGIN, 90, obtained, bound), RES_OK);
  assert_int_equal(obtained[59], 1);
  assert_int_equal(obtained[60], 1);
  assert_int_equal(usage_days(c, QUIET, 90, obtained, bound), RES_OK);
  for (size_t i = 0; i < 90; i++)
    assert_int_equal(obtained[i] + bound[i], 0);
}

static void versions_in_use(void **state) {
  struct usage_version *v = NULL;
  size_t n = 0;

  (void)state;
  assert_int_equal(usage_versions(c, PLUGIN, &v, &n), RES_OK);
  assert_int_equal(n, 2);
  assert_int_equal(v[0].major, 2);
  assert_int_equal(v[0].hosts, 1);
  assert_null(v[0].version);
  assert_string_equal(v[1].version, "1.12.0");
  assert_int_equal(v[1].hosts, ENOUGH + 1);
  assert_int_equal(usage_versions(c, QUIET, &v, &n), RES_OK);
  assert_int_equal(n, 0);
}

/* Offline keeps serving those that are pinned to it; taken down does not. */
static void who_is_pinned_stays(void **state) {
  struct usage_version *v = NULL;
  size_t n = 0;

  (void)state;
  fixture_sql(
      "INSERT INTO version (id, plugin_id, major, minor, patch, state, uploader, package_sha256, package_size,"
      " upload_sha256, upload_size, manifest, findings, created_at) SELECT 780002, plugin_id, 1, 3, 0, 'offline', 1,"
      " package_sha256, 1, upload_sha256, 1, '{}', '[]', 1 FROM version WHERE id = 780001");
  fixture_sql("UPDATE binding SET policy = 'pin', pin_version = 780002 WHERE id IN (760000, 760001)");
  assert_string_equal(one("店铺00", "")->version, "1.3.0");
  assert_int_equal(one("店铺00", "")->pinned, 1);
  assert_int_equal(one("店铺02", "")->pinned, 0);
  assert_int_equal(usage_versions(c, PLUGIN, &v, &n), RES_OK);
  assert_int_equal(n, 3);
  assert_string_equal(v[1].version, "1.12.0");
  assert_int_equal(v[1].hosts, ENOUGH - 1);
  assert_int_equal(v[2].pinned, 1);
  assert_string_equal(v[2].version, "1.3.0");
  assert_int_equal(v[2].hosts, 2);
  fixture_sql("UPDATE version SET state = 'taken_down' WHERE id = 780002");
  assert_null(one("店铺00", "")->version);
}

static void a_subject_sees_its_own_plugins_together(void **state) {
  int64_t obtained[30];
  bool whole = false;

  (void)state;
  assert_int_equal(usage_of_subject(c, 1, 30, obtained, &whole), RES_OK);
  assert_true(whole);
  assert_int_equal(obtained[0] + obtained[28] + obtained[29], 3);
  assert_int_equal(usage_of_subject(c, 2, 30, obtained, &whole), RES_OK);
  assert_int_equal(obtained[0] + obtained[28] + obtained[29], 0);
  fixture_sql("SET foreign_key_checks = 0");
  fixture_sql("INSERT INTO entitlement (id, subject_id, plugin_id, state, obtained_at)"
              " SELECT 800000 + seq, 900000 + seq, %d, 'held', %lld FROM seq_1_to_500",
              QUIET, (long long)noon);
  assert_int_equal(usage_of_subject(c, 1, 30, obtained, &whole), RES_OK);
  assert_false(whole);
  assert_int_equal(obtained[29], 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_row_says_how_it_stands),
      cmocka_unit_test(filters_narrow_it),
      cmocka_unit_test(pages_by_key_both_ways),
      cmocka_unit_test(parts_are_the_list),
      cmocka_unit_test(days_begin_at_midnight_of_the_zone),
      cmocka_unit_test(versions_in_use),
      cmocka_unit_test(who_is_pinned_stays),
      cmocka_unit_test(a_subject_sees_its_own_plugins_together),
  };

  return cmocka_run_group_tests(tests, up, NULL);
}
