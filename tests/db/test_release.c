/* Gray release, going online, offline and back against a real database: every guard from both sides, what the plugin, the market
 * and those who run a version get, and the races of domain.md section 4 with eight processes. */
#include "version_scene.h"

#include "domain/impact.h"
#include "domain/listing.h"
#include "rule/policy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct told {
  struct ctx *c;
  const struct plugin *p;
  const char *number, *action;
  struct version_said said;
  unsigned rel;
};

static enum res do_told(void *arg) {
  const struct told *x = arg;
  struct version v = fetch(x->p, x->number);

  return version_move_with(x->c, x->p, &v, x->rel, x->action, &x->said);
}

static enum res told(const struct plugin *p, const char *number, const char *action, int64_t percent,
                     const char *reason) {
  struct told x = {c, p, number, action, {reason, percent}, REL_OPERATOR};

  c->why = (struct reason){0};
  return fixture_tx(c, do_told, &x);
}

/* Another version of the plugin, up to `state`. */
static void another(const struct plugin *p, const char *number, const char *state) {
  struct version v;

  assert_int_equal(upload(p, number), RES_OK);
  v = fetch(p, number);
  assert_int_equal(save(&v, &complete), RES_OK);
  assert_int_equal(move(p, number, "submit"), RES_OK);
  assert_int_equal(decide(p, number, "approve", NULL, v.package_sha256), RES_OK);
  if (strcmp(state, "online") == 0)
    assert_int_equal(move(p, number, "online"), RES_OK);
}

static struct plugin with_two(const char *second, const char *state) {
  struct plugin p = plugin_in("online");

  another(&p, second, state);
  return p;
}

static int64_t column(const struct plugin *p, const char *name) {
  return fixture_int("SELECT %s FROM plugin_state WHERE plugin_id = %lld", name, (long long)p->id);
}

static void put_on_the_shelf(const struct plugin *p) {
  fixture_sql("UPDATE listing SET shelf = 'on' WHERE plugin_id = %lld", (long long)p->id);
  fixture_sql(
      "INSERT INTO listing_revision (id, plugin_id, n, state, summary, what, how, benefit, cases, guide, created_at)"
      " VALUES (%lld, %lld, 1, 'live', 's', '', '', '', '', '{}', 1)",
      (long long)p->id + 3000000, (long long)p->id);
}

static void gray_only_grows(void **state) {
  static const int64_t wrong[] = {0, 1, 9, 11, 20, 99, 101, -10};
  struct plugin p = with_two("1.1.0", "passed");

  (void)state;
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
    assert_int_equal(told(&p, "1.1.0", "gray", wrong[i], NULL), RES_INVALID);
    assert_string_equal(c->why.field, "percent");
  }
  assert_string_equal(fetch(&p, "1.1.0").state, "passed");
  for (size_t i = 0; i < VERSION_PERCENTS; i++) {
    assert_int_equal(told(&p, "1.1.0", "gray", version_percents[i], NULL), RES_OK);
    assert_string_equal(fetch(&p, "1.1.0").state, "gray");
    assert_int_equal(fetch(&p, "1.1.0").gray_percent, version_percents[i]);
    for (size_t k = 0; k <= i; k++) {
      assert_int_equal(told(&p, "1.1.0", "gray", version_percents[k], NULL), RES_INVALID);
      assert_string_equal(c->why.field, "percent");
    }
  }
  /* the history says how far it went */
  assert_int_equal(
      fixture_int("SELECT COUNT(*) FROM history WHERE machine = 'version' AND object_id = %lld AND action ="
                  " 'gray' AND reason IN ('10%%', '30%%', '50%%', '100%%')",
                  (long long)fetch(&p, "1.1.0").id),
      4);
  assert_int_equal(column(&p, "online_versions"), 1);
}

static void gray_needs_a_version_beside_it(void **state) {
  struct plugin first = plugin_in("passed"), other = with_two("2.0.0", "passed"), gone = with_two("1.1.0", "passed");

  (void)state;
  assert_int_equal(told(&first, "1.0.0", "gray", 10, NULL), RES_CONFLICT);
  assert_string_equal(c->why.place, "versions");
  assert_int_equal(told(&other, "2.0.0", "gray", 10, NULL), RES_CONFLICT);
  assert_int_equal(told(&gone, "1.0.0", "offline", 0, "r"), RES_OK);
  assert_int_equal(told(&gone, "1.1.0", "gray", 10, NULL), RES_CONFLICT);
  assert_int_equal(told(&gone, "1.0.0", "online", 0, NULL), RES_OK);
  assert_int_equal(told(&gone, "1.1.0", "gray", 10, NULL), RES_OK);
}

static void gray_ends_in_two_ways(void **state) {
  struct plugin p = with_two("1.1.0", "passed");

  (void)state;
  assert_int_equal(told(&p, "1.1.0", "gray", 30, NULL), RES_OK);
  assert_int_equal(told(&p, "1.1.0", "stop-gray", 0, ""), RES_INVALID);
  assert_string_equal(c->why.field, "reason");
  assert_int_equal(told(&p, "1.1.0", "stop-gray", 0, "报错增多"), RES_OK);
  assert_string_equal(fetch(&p, "1.1.0").state, "passed");
  assert_int_equal(fetch(&p, "1.1.0").gray_percent, 0);
  assert_int_equal(told(&p, "1.1.0", "gray", 10, NULL), RES_OK); /* from the beginning */
  assert_int_equal(told(&p, "1.1.0", "online", 0, NULL), RES_OK);
  assert_int_equal(fetch(&p, "1.1.0").gray_percent, 0);
  assert_int_equal(column(&p, "online_versions"), 2);
  assert_int_equal(column(&p, "latest_version"), fetch(&p, "1.1.0").id);
  assert_string_equal(fetch(&p, "1.0.0").state, "online"); /* several at once */
}

static void one_in_gray_keeps_the_next_from_review(void **state) {
  struct plugin p = with_two("1.1.0", "passed");
  struct version v;

  (void)state;
  assert_int_equal(told(&p, "1.1.0", "gray", 10, NULL), RES_OK);
  assert_int_equal(upload(&p, "1.2.0"), RES_OK);
  v = fetch(&p, "1.2.0");
  assert_int_equal(save(&v, &complete), RES_OK);
  assert_int_equal(move(&p, "1.2.0", "submit"), RES_CONFLICT);
  assert_non_null(strstr(c->why.text, "1.1.0"));
  assert_int_equal(told(&p, "1.1.0", "online", 0, NULL), RES_OK);
  assert_int_equal(move(&p, "1.2.0", "submit"), RES_OK);
}

static void offline_asks_for_a_reason(void **state) {
  struct plugin p = with_two("1.1.0", "online");

  (void)state;
  assert_int_equal(told(&p, "1.0.0", "offline", 0, NULL), RES_INVALID);
  assert_string_equal(c->why.field, "reason");
  assert_int_equal(told(&p, "1.0.0", "offline", 0, "有错误"), RES_OK);
  assert_string_equal(fetch(&p, "1.0.0").state, "offline");
  assert_int_equal(told(&p, "1.0.0", "offline", 0, "有错误"), RES_CONFLICT);
}

static void the_shelf_keeps_its_last_version(void **state) {
  struct plugin p = with_two("2.0.0", "online");

  (void)state;
  put_on_the_shelf(&p);
  assert_int_equal(told(&p, "1.0.0", "offline", 0, "r"), RES_OK);
  assert_int_equal(told(&p, "2.0.0", "offline", 0, "r"), RES_CONFLICT);
  assert_string_equal(c->why.place, "listing");
  assert_string_equal(fetch(&p, "2.0.0").state, "online");
  fixture_sql("UPDATE listing SET shelf = 'off' WHERE plugin_id = %lld", (long long)p.id);
  assert_int_equal(told(&p, "2.0.0", "offline", 0, "r"), RES_OK);
  assert_int_equal(column(&p, "online_versions"), 0);
}

/* The market and the plugin's figures speak of what is online. */
static void offline_and_back_tell_the_plugin(void **state) {
  struct plugin p = with_two("1.1.0", "online");
  int64_t one = fetch(&p, "1.0.0").id, two = fetch(&p, "1.1.0").id;

  (void)state;
  put_on_the_shelf(&p);
  fixture_sql("UPDATE version SET category = 'tools.calendar', online_at = online_at - 60 WHERE id = %lld",
              (long long)one);
  assert_int_equal(column(&p, "latest_version"), two);
  assert_int_equal(told(&p, "1.1.0", "offline", 0, "r"), RES_OK);
  assert_int_equal(column(&p, "online_versions"), 1);
  assert_int_equal(column(&p, "latest_version"), one);
  assert_int_equal(column(&p, "category = 'tools.calendar'"), 1);
  assert_int_equal(
      fixture_int("SELECT category = 'tools.calendar' FROM market WHERE plugin_id = %lld", (long long)p.id), 1);
  assert_int_equal(told(&p, "1.1.0", "online", 0, NULL), RES_OK);
  assert_int_equal(fetch(&p, "1.1.0").online_at, c->now);
  assert_int_equal(column(&p, "online_versions"), 2);
  assert_int_equal(column(&p, "latest_version"), two);
  assert_int_equal(fixture_int("SELECT category = 'tools.weather' FROM market WHERE plugin_id = %lld", (long long)p.id),
                   1);
  /* one that was not put online last goes without a trace there */
  assert_int_equal(told(&p, "1.0.0", "offline", 0, "r"), RES_OK);
  assert_int_equal(column(&p, "latest_version"), two);
}

static void only_sellers_release(void **state) {
  static const char *const acts[] = {"gray", "stop-gray", "online", "offline"};
  struct plugin p = with_two("1.1.0", "passed");

  (void)state;
  for (int i = 0; i < 4; i++) {
    const char *number = i == 3 ? "1.0.0" : "1.1.0";
    struct told x = {c, &p, number, acts[i], {"r", 10}, REL_DEVELOPER};
    enum res want = i == 1 ? RES_CONFLICT : RES_FORBIDDEN;

    assert_int_equal(fixture_tx(c, do_told, &x), want);
  }
}

static int64_t last_host;

static void host(const struct plugin *p, int major, const char *state, int64_t pin) {
  long long id = 2000000000001000 + ++last_host;

  fixture_app(id, 1, arena_fmt(c->a, "host %lld", id), "");
  fixture_sql(
      "INSERT INTO binding (id, app_id, plugin_id, subject_id, major, state, policy, pin_version, config, agreed_by,"
      " created_at) VALUES (%lld, %lld, %lld, 1, %d, '%s', '%s', NULLIF(%lld, 0), '{}', 1, %lld)",
      id + 5000000, id, (long long)p->id, major, state, pin == 0 ? "follow" : "pin", (long long)pin, id);
}

static struct impact impact(const struct plugin *p, const char *number) {
  struct version v = fetch(p, number);
  struct impact i = {0};

  assert_int_equal(impact_load(c, &v, &i), RES_OK);
  return i;
}

static void impact_counts_whom_it_meets(void **state) {
  struct plugin p = with_two("1.1.0", "online");
  int64_t one = fetch(&p, "1.0.0").id, two = fetch(&p, "1.1.0").id;
  struct span newest = {.limit = 20}, oldest = {.oldest = true, .limit = 2};
  struct impact_host *h = NULL;
  struct version v;
  struct impact i;
  size_t n = 0;

  (void)state;
  another(&p, "2.0.0", "online");
  host(&p, 1, "active", 0);
  host(&p, 1, "stopped", 0);
  host(&p, 1, "active", one);
  host(&p, 1, "active", two);
  host(&p, 1, "closed", 0);
  host(&p, 1, "closed", one);
  host(&p, 1, "waiting", 0);
  host(&p, 2, "active", 0);
  i = impact(&p, "1.1.0");
  assert_int_equal(i.follows, 1);
  assert_int_equal(i.following, 2);
  assert_int_equal(i.pinned, 1);
  assert_string_equal(i.next, "1.0.0");
  assert_non_null(strchr(i.names, '\n'));
  v = fetch(&p, "1.1.0");
  assert_int_equal(impact_hosts(c, &v, &i, &newest, &h, &n), RES_OK);
  assert_int_equal(n, 3);
  assert_int_equal(h[0].pinned, 1);
  assert_string_equal(h[1].state, "stopped");
  assert_int_equal(impact_hosts(c, &v, &i, &oldest, &h, &n), RES_OK);
  assert_int_equal(n, 2);
  assert_string_equal(h[0].state, "active");
  /* whoever follows has a newer one */
  i = impact(&p, "1.0.0");
  assert_int_equal(i.follows + i.following, 0);
  assert_int_equal(i.pinned, 1);
  assert_null(strchr(i.names, '\n'));
  /* pinned ones keep it offline, the others go on with the next one and then have none */
  assert_int_equal(told(&p, "1.1.0", "offline", 0, "r"), RES_OK);
  i = impact(&p, "1.1.0");
  assert_int_equal(i.following, 0);
  assert_int_equal(i.pinned, 1);
  i = impact(&p, "1.0.0");
  assert_int_equal(i.following, 2);
  assert_null(i.next);
}

static enum res race_gray(struct ctx *mine, int i, void *arg) {
  const struct plugin *p = arg;
  struct version_said said = {"报错", i % 4 == 0 ? 30 : 50};
  struct version v = {0};
  enum res r = version_load(mine, p->id, "1.1.0", &v);

  fixture_be(mine, 1, "enterprise", "main", "verified");
  return r == RES_OK ? version_move_with(mine, p, &v, REL_MAIN, i % 2 == 0 ? "gray" : "stop-gray", &said) : r;
}

static void gray_and_stop_do_not_both_win(void **state) {
  (void)state;
  for (int round = 0; round < 6; round++) {
    struct plugin p = with_two("1.1.0", "passed");
    struct version v;

    assert_int_equal(told(&p, "1.1.0", "gray", 10, NULL), RES_OK);
    assert_true(fixture_race(8, race_gray, &p, RES_OK) >= 1);
    v = fetch(&p, "1.1.0");
    assert_int_equal(strcmp(v.state, "gray") == 0 ? v.gray_percent > 10 : v.gray_percent == 0, 1);
    /* the history is one chain, and no percentage follows a greater one */
    assert_int_equal(
        fixture_int("SELECT COUNT(*) FROM history h JOIN history n ON n.machine = h.machine AND n.object_id ="
                    " h.object_id AND n.id = (SELECT MIN(m.id) FROM history m WHERE m.machine = h.machine"
                    " AND m.object_id = h.object_id AND m.id > h.id) WHERE h.machine = 'version'"
                    " AND h.object_id = %lld AND (n.from_state <> h.to_state OR (h.action = 'gray'"
                    " AND n.action = 'gray' AND CAST(n.reason AS INT) <= CAST(h.reason AS INT)))",
                    (long long)v.id),
        0);
  }
}

static enum res race_shelf(struct ctx *mine, int i, void *arg) {
  const struct plugin *p = arg;
  struct version_said said = {"r", 0};
  struct version v = {0};
  enum res r = RES_OK;

  fixture_be(mine, 1, "enterprise", "main", "verified");
  if (i % 2 == 0)
    return listing_do(mine, p, REL_MAIN, i % 4 == 0 ? "reshelve" : "unshelve", 0);
  r = version_load(mine, p->id, i % 4 == 1 ? "1.0.0" : "1.1.0", &v);
  return r == RES_OK ? version_move_with(mine, p, &v, REL_MAIN, "offline", &said) : r;
}

static void nothing_on_the_shelf_is_without_a_version(void **state) {
  (void)state;
  for (int round = 0; round < 8; round++) {
    struct plugin p = with_two("1.1.0", "online");

    put_on_the_shelf(&p);
    if (round % 2 == 0)
      fixture_sql("UPDATE listing SET shelf = 'off' WHERE plugin_id = %lld", (long long)p.id);
    (void)fixture_race(8, race_shelf, &p, RES_OK);
    assert_int_equal(
        fixture_int("SELECT COUNT(*) FROM listing l WHERE l.plugin_id = %lld AND l.shelf = 'on' AND NOT EXISTS"
                    " (SELECT 1 FROM version v WHERE v.plugin_id = l.plugin_id AND v.state = 'online')",
                    (long long)p.id),
        0);
    assert_int_equal(
        column(&p, "online_versions"),
        fixture_int("SELECT COUNT(*) FROM version WHERE plugin_id = %lld AND state = 'online'", (long long)p.id));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(gray_only_grows),
      cmocka_unit_test(gray_needs_a_version_beside_it),
      cmocka_unit_test(gray_ends_in_two_ways),
      cmocka_unit_test(one_in_gray_keeps_the_next_from_review),
      cmocka_unit_test(offline_asks_for_a_reason),
      cmocka_unit_test(the_shelf_keeps_its_last_version),
      cmocka_unit_test(offline_and_back_tell_the_plugin),
      cmocka_unit_test(only_sellers_release),
      cmocka_unit_test(impact_counts_whom_it_meets),
      cmocka_unit_test(gray_and_stop_do_not_both_win),
      cmocka_unit_test(nothing_on_the_shelf_is_without_a_version),
  };

  return cmocka_run_group_tests_name("test_release", tests, scene_up, NULL);
}
