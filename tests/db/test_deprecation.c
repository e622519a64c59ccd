/* Deprecation: what can be announced, about what, with which successor; who may; one row, also at once. */
#include "advisory_scene.h"

#include "base/clock.h"
#include "domain/deprecation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static int clean(void **state) {
  fixture_sql("DELETE FROM deprecation");
  return fresh(state);
}

static enum res announce_in(struct ctx *me, const struct deprecation_input *in) {
  struct plugin p = {0};
  enum res r = plugin_load(me, P, &p);

  return r == RES_OK ? deprecation_announce(me, &p, in) : r;
}

static enum res do_announce(void *in) { return announce_in(c, in); }

static enum res do_lift(void *id) {
  struct plugin p = {0};
  enum res r = plugin_load(c, P, &p);

  return r == RES_OK ? deprecation_lift(c, &p, *(int64_t *)id) : r;
}

static enum res announce(const char *about, const char *successor, int days) {
  struct deprecation_input in = {about, successor, clock_date(c->a, NOW + days * (int64_t)DAY, (int)c->conf->zone),
                                 "r"};

  c->why = (struct reason){0};
  return fixture_tx(c, do_announce, &in);
}

static void refuses(const char *about, const char *successor, int days, const char *field) {
  assert_int_equal(announce(about, successor, days), RES_INVALID);
  assert_string_equal(c->why.field, field);
}

static size_t listed(bool lifted, struct deprecation **out) {
  size_t n = 0;

  assert_int_equal(deprecations_of(c, P, lifted, out, &n), RES_OK);
  return n;
}

static void only_what_is_there_can_be_named(void **state) {
  (void)state;
  refuses("1.2.0", "", 9, "about"); /* was never online */
  refuses("x", "", 9, "about");
  refuses("1.0.0", "1.0.0", 9, "successor");
  refuses("1.1.0", "1.0.0", 9, "successor");
  refuses("1.0.0", "1.2.0", 9, "successor");
  refuses("", "1.0.0", 9, "successor"); /* a plugin's successor is a plugin */
  refuses("", "2300000000000000", 9, "successor");
  refuses("", "2300000000000001", 9, "successor"); /* is not in the market */
  refuses("1.0.0", "", -1, "ends");
  refuses("1.0.0", "", 3 * 365 + 1, "ends");
  assert_int_equal(announce("1.0.0", "1.1.0", 3 * 365 - 1), RES_OK);
  assert_int_equal(announce("1.1.0", "2.0.0", 0), RES_OK);
  assert_int_equal(announce("2.0.0", "", 9), RES_OK);
}

static void it_is_announced_changed_and_lifted(void **state) {
  struct deprecation *d = NULL;
  int64_t id;

  (void)state;
  assert_int_equal(announce("", "", 9), RES_OK);
  assert_int_equal(announce("1.0.0", "1.1.0", 9), RES_OK);
  assert_int_equal(listed(false, &d), 2);
  assert_null(d[0].number); /* the whole plugin stands first */
  assert_string_equal(d[1].successor_name, "1.1.0");
  id = d[1].id;
  assert_int_equal(announce("1.0.0", "2.0.0", 19), RES_OK);
  assert_int_equal(listed(false, &d), 2);
  assert_int_equal(d[1].id, id);
  assert_string_equal(d[1].successor_name, "2.0.0");
  assert_int_equal(fixture_tx(c, do_lift, &id), RES_OK);
  assert_int_equal(fixture_tx(c, do_lift, &id), RES_CONFLICT);
  assert_int_equal(listed(false, &d), 1);
  assert_int_equal(listed(true, &d), 2);
  assert_int_equal(announce("1.0.0", "", 9), RES_OK);
  assert_non_null(deprecation_find(d, listed(false, &d), "1.0.0"));
  assert_int_equal(
      fixture_int("SELECT COUNT(*) FROM history WHERE machine = 'deprecation' AND object_id = %lld", (long long)id), 4);
  assert_int_equal(
      fixture_int("SELECT COUNT(*) FROM audit WHERE act LIKE 'deprecation.%%' AND object_id = %lld", (long long)id), 4);
}

static void others_may_not(void **state) {
  struct deprecation *d = NULL;

  (void)state;
  assert_int_equal(announce("1.0.0", "", 9), RES_OK);
  (void)listed(false, &d);
  as(PROVIDER, "developer");
  assert_int_equal(announce("1.1.0", "", 9), RES_FORBIDDEN);
  assert_int_equal(fixture_tx(c, do_lift, &d[0].id), RES_FORBIDDEN);
  as(MERCHANT, "main");
  assert_int_equal(announce("1.1.0", "", 9), RES_FORBIDDEN);
  assert_int_equal(fixture_tx(c, do_lift, &d[0].id), RES_FORBIDDEN);
}

static enum res contend(struct ctx *mine, int i, void *arg) {
  struct deprecation_input in = {"1.0.0", "", arg, "r"};
  enum res r;

  (void)i;
  mine->now = NOW;
  fixture_be(mine, PROVIDER, "enterprise", "main", "verified");
  r = announce_in(mine, &in);
  return r == RES_CONFLICT ? RES_OK : r;
}

static void at_once_there_is_one(void **state) {
  struct deprecation *d = NULL;

  (void)state;
  assert_int_equal(fixture_race(8, contend, (void *)clock_date(c->a, NOW + DAY, 0), RES_OK), 8);
  assert_int_equal(listed(true, &d), 1);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM history WHERE machine = 'deprecation' AND object_id = %lld",
                               (long long)d[0].id),
                   d[0].rev);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup(name, clean)
  const struct CMUnitTest tests[] = {
      TEST(only_what_is_there_can_be_named),
      TEST(it_is_announced_changed_and_lifted),
      TEST(others_may_not),
      TEST(at_once_there_is_one),
  };

  return cmocka_run_group_tests(tests, advisory_up, NULL);
}
