/* Obtaining and releasing: each guard both ways, who may see a plugin, and two requests at once. */
#include "domain/entitlement.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define P  2000000000000000LL
#define P2 2000000000000001LL

static struct ctx *c;

static int up(void **state) {
  (void)state;
  c = fixture_ctx();
  fixture_subject(11, "enterprise", "provider 11");
  fixture_subject(12, "enterprise", "merchant 12");
  fixture_subject(13, "individual", "person 13");
  fixture_plugin(P, 11, "entitled", "s", "t", "tools.weather");
  fixture_plugin(P2, 11, "entitled too", "s", "t", "tools.weather");
  return 0;
}

/* Each test starts with a merchant that has nothing, and a plugin that lacks nothing. */
static int fresh(void **state) {
  (void)state;
  fixture_sql("DELETE FROM binding");
  fixture_sql("DELETE FROM entitlement");
  fixture_sql("UPDATE plugin SET state = 'active', audience = 'enterprise' WHERE id = %lld", P);
  fixture_sql("UPDATE listing SET shelf = 'on', hidden = 0 WHERE plugin_id = %lld", P);
  fixture_sql("UPDATE version SET state = 'online' WHERE plugin_id = %lld", P);
  fixture_be(c, 12, "enterprise", "main", "verified");
  return 0;
}

static bool again;

static enum res do_obtain(void *arg) {
  struct offer o = {0};
  enum res r = offer_load(c, *(int64_t *)arg, &o);

  return r == RES_OK ? entitlement_obtain(c, &o, &again) : r;
}

static enum res do_release(void *arg) {
  struct offer o = {0};
  enum res r = offer_load(c, *(int64_t *)arg, &o);

  return r == RES_OK ? entitlement_release(c, &o) : r;
}

static enum res obtain(void) {
  int64_t id = P;

  c->why = (struct reason){0};
  return fixture_tx(c, do_obtain, &id);
}

static enum res release(void) {
  int64_t id = P;

  c->why = (struct reason){0};
  return fixture_tx(c, do_release, &id);
}

static int64_t count(const char *where) {
  return fixture_int("SELECT COUNT(*) FROM entitlement WHERE plugin_id = %lld AND %s", P, where);
}

static void the_main_account_obtains_once(void **state) {
  int64_t before = fixture_int("SELECT COUNT(*) FROM audit WHERE act = 'entitlement.obtain'");
  struct offer o = {0};

  (void)state;
  assert_int_equal(obtain(), RES_OK);
  assert_false(again);
  assert_int_equal(obtain(), RES_OK);
  assert_true(again);
  assert_int_equal(count("state = 'held' AND subject_id = 12 AND obtained_at = 1790000000"), 1);
  assert_int_equal(count("1"), 1);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM audit WHERE act = 'entitlement.obtain'"), before + 1);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM history h JOIN entitlement e ON e.id = h.object_id WHERE"
                               " h.machine = 'entitlement' AND h.from_state = '' AND h.to_state = 'held'"),
                   1);
  assert_int_equal(offer_load(c, P, &o), RES_OK);
  assert_string_equal(o.held, "held");
}

static void roles_decide(void **state) {
  (void)state;
  fixture_be(c, 12, "enterprise", "admin", "verified");
  assert_int_equal(obtain(), RES_FORBIDDEN);
  assert_non_null(c->why.text);
  fixture_be(c, 12, "enterprise", "developer", "verified");
  assert_int_equal(obtain(), RES_FORBIDDEN);
  c->who.can_obtain = true; /* empowered by the main account */
  assert_int_equal(obtain(), RES_OK);
  fixture_be(c, 12, "enterprise", "operator", "verified");
  assert_int_equal(release(), RES_FORBIDDEN);
  fixture_be(c, 12, "enterprise", "main", "verified");
  assert_int_equal(release(), RES_OK);
}

static void the_subject_must_be_verified_and_active(void **state) {
  static const char *const not_yet[] = {"none", "auditing", "refused"};

  (void)state;
  for (size_t i = 0; i < 3; i++) {
    fixture_be(c, 12, "enterprise", "main", not_yet[i]);
    assert_int_equal(obtain(), RES_FORBIDDEN);
    assert_string_equal(c->why.place, "real_name");
  }
  fixture_be(c, 12, "enterprise", "main", "verified");
  c->who.subject_state = "suspended";
  assert_int_equal(obtain(), RES_FORBIDDEN);
  assert_int_equal(count("1"), 0);
}

static void the_audience_decides(void **state) {
  static const char *const types[] = {"enterprise", "media", "government", "organisation"};

  (void)state;
  for (size_t i = 0; i < 4; i++) {
    fixture_sql("DELETE FROM entitlement");
    fixture_be(c, 12, types[i], "main", "verified");
    assert_int_equal(obtain(), RES_OK);
  }
  fixture_be(c, 13, "individual", "main", "verified");
  assert_int_equal(obtain(), RES_FORBIDDEN);
  fixture_sql("UPDATE plugin SET audience = 'individual' WHERE id = %lld", P);
  assert_int_equal(obtain(), RES_OK);
  fixture_sql("DELETE FROM entitlement");
  fixture_be(c, 12, "media", "main", "verified");
  assert_int_equal(obtain(), RES_FORBIDDEN);
  fixture_sql("UPDATE plugin SET audience = 'enterprise|individual' WHERE id = %lld", P);
  assert_int_equal(obtain(), RES_OK);
}

static void the_plugin_must_be_on_the_shelf(void **state) {
  struct offer o = {0};

  (void)state;
  fixture_sql("UPDATE listing SET hidden = 1 WHERE plugin_id = %lld", P);
  assert_int_equal(obtain(), RES_OK); /* hiding is search only */
  assert_int_equal(release(), RES_OK);
  fixture_sql("UPDATE plugin SET state = 'disabled' WHERE id = %lld", P);
  assert_int_equal(obtain(), RES_CONFLICT);
  fixture_sql("UPDATE plugin SET state = 'active' WHERE id = %lld", P);
  fixture_sql("UPDATE version SET state = 'offline' WHERE plugin_id = %lld", P);
  assert_int_equal(obtain(), RES_CONFLICT);
  fixture_sql("UPDATE version SET state = 'online' WHERE plugin_id = %lld", P);
  assert_int_equal(offer_load(c, P, &o), RES_OK);
  fixture_sql("UPDATE listing SET shelf = 'off' WHERE plugin_id = %lld", P);
  c->why = (struct reason){0};
  assert_int_equal(obtain(), RES_NOT_FOUND); /* not there for those who do not hold it */
  fixture_be(c, 11, "enterprise", "main", "verified");
  assert_int_equal(obtain(), RES_CONFLICT); /* its owner sees it, and why not */
  assert_int_equal(count("state = 'held'"), 0);
}

/* What the page showed was on the shelf; when the button is pressed it is not. */
static enum res obtain_seen(void *arg) { return entitlement_obtain(c, arg, &again); }

static void the_shelf_is_read_again(void **state) {
  struct offer o = {0};

  (void)state;
  assert_int_equal(offer_load(c, P, &o), RES_OK);
  fixture_sql("UPDATE listing SET shelf = 'off' WHERE plugin_id = %lld", P);
  assert_int_equal(fixture_tx(c, obtain_seen, &o), RES_CONFLICT);
  assert_int_equal(count("1"), 0);
}

static void who_sees_what_is_off_the_shelf(void **state) {
  struct offer o = {0};

  (void)state;
  assert_int_equal(obtain(), RES_OK);
  fixture_sql("UPDATE listing SET shelf = 'off' WHERE plugin_id = %lld", P);
  assert_int_equal(offer_load(c, P, &o), RES_OK); /* holders */
  assert_int_equal(offer_obtainable(c, &o), RES_OK);
  fixture_be(c, 11, "enterprise", "developer", "none");
  assert_int_equal(offer_load(c, P, &o), RES_OK); /* the provider */
  fixture_be(c, 13, "individual", "main", "verified");
  assert_int_equal(offer_load(c, P, &o), RES_NOT_FOUND);
  c->who = (struct principal){0};
  assert_int_equal(offer_load(c, P, &o), RES_NOT_FOUND);
  fixture_sql("UPDATE listing SET shelf = 'on', hidden = 1 WHERE plugin_id = %lld", P);
  assert_int_equal(offer_load(c, P, &o), RES_OK); /* hidden ones by direct link */
  assert_int_equal(offer_obtainable(c, &o), RES_FORBIDDEN);
  assert_string_equal(c->why.place, "login");
  assert_int_equal(offer_load(c, P + 5, &o), RES_NOT_FOUND);
}

static void releasing_waits_for_unbinding(void **state) {
  (void)state;
  assert_int_equal(release(), RES_CONFLICT); /* nothing held */
  assert_int_equal(obtain(), RES_OK);
  fixture_sql("INSERT INTO binding (id, app_id, plugin_id, subject_id, major, state, config, agreed_by, created_at)"
              " VALUES (1, %lld, %lld, 12, 1, 'stopped', '{}', 1, 1)",
              P + 1000000, P);
  assert_int_equal(release(), RES_CONFLICT);
  assert_string_equal(c->why.place, "obtained_plugin");
  fixture_sql("UPDATE binding SET state = 'closed' WHERE id = 1");
  assert_int_equal(release(), RES_OK);
  assert_int_equal(count("state = 'released'"), 1);
  assert_int_equal(release(), RES_CONFLICT);
  c->now += 100;
  assert_int_equal(obtain(), RES_OK); /* once more, in its row */
  c->now -= 100;
  assert_false(again);
  assert_int_equal(count("state = 'held' AND obtained_at = 1790000100"), 1);
  assert_int_equal(count("1"), 1);
}

static enum res list(const char *q, const char *shelf, struct span span, struct entitlement_item **out, size_t *n) {
  return entitlement_list(c, 12, &(struct plugin_filter){q, shelf}, &span, out, n);
}

static void the_list_goes_by_time_and_filters(void **state) {
  struct entitlement_item *item = NULL;
  size_t n = 0;

  (void)state;
  assert_int_equal(list("", "", (struct span){.limit = 21}, &item, &n), RES_OK);
  assert_int_equal(n, 0);
  assert_int_equal(obtain(), RES_OK);
  fixture_sql("INSERT INTO entitlement (id, subject_id, plugin_id, state, obtained_at) VALUES (5, 12, %lld, 'held', 7)",
              P2);
  fixture_sql("INSERT INTO binding (id, app_id, plugin_id, subject_id, major, state, config, agreed_by, created_at)"
              " VALUES (1, %lld, %lld, 12, 1, 'active', '{}', 1, 1)",
              P + 1000000, P);
  assert_int_equal(list("", "", (struct span){.limit = 21}, &item, &n), RES_OK);
  assert_int_equal(n, 2);
  assert_int_equal(item[0].plugin_id, P);
  assert_int_equal(item[0].bound, 1);
  assert_int_equal(item[1].plugin_id, P2);
  assert_string_equal(item[1].name, "entitled too");
  assert_int_equal(list("", "", (struct span){{item[0].obtained_at, item[0].id}, false, false, 21}, &item, &n), RES_OK);
  assert_int_equal(n, 1);
  assert_int_equal(item[0].plugin_id, P2);
  assert_int_equal(list("", "", (struct span){{7, 5}, true, false, 21}, &item, &n), RES_OK);
  assert_int_equal(n, 1);
  assert_int_equal(item[0].plugin_id, P);
  assert_int_equal(item[0].total, 2);
  assert_int_equal(list("", "", (struct span){.oldest = true, .limit = 21}, &item, &n), RES_OK);
  assert_int_equal(item[0].plugin_id, P2);
  assert_int_equal(list("titled TOO", "", (struct span){.limit = 21}, &item, &n), RES_OK);
  assert_true(n == 1 && item[0].plugin_id == P2 && item[0].total == 1);
  assert_int_equal(list(arena_fmt(c->a, "%lld", (long long)P), "", (struct span){.limit = 21}, &item, &n), RES_OK);
  assert_true(n == 1 && item[0].plugin_id == P);
  assert_int_equal(list("", "on", (struct span){.limit = 21}, &item, &n), RES_OK);
  assert_int_equal(n, 2);
  fixture_sql("UPDATE listing SET shelf = 'off' WHERE plugin_id = %lld", P2);
  assert_int_equal(list("", "off", (struct span){.limit = 21}, &item, &n), RES_OK);
  assert_true(n == 1 && item[0].plugin_id == P2);
  assert_int_equal(list("", "disabled", (struct span){.limit = 21}, &item, &n), RES_OK);
  assert_int_equal(n, 0);
  fixture_sql("UPDATE listing SET shelf = 'on' WHERE plugin_id = %lld", P2);
}

static enum res race_obtain(struct ctx *mine, int i, void *arg) {
  struct offer o = {0};
  bool twice;
  enum res r;

  (void)i;
  fixture_be(mine, 12, "enterprise", "main", "verified");
  r = offer_load(mine, *(int64_t *)arg, &o);
  return r == RES_OK ? entitlement_obtain(mine, &o, &twice) : r;
}

static void many_at_once_have_one_effect(void **state) {
  int64_t id = P;

  (void)state;
  for (int round = 0; round < 10; round++) {
    int64_t ids = fixture_int("SELECT COUNT(*) FROM public_id WHERE kind = 'entitlement'");
    int64_t acts = fixture_int("SELECT COUNT(*) FROM audit WHERE act = 'entitlement.obtain'");

    fixture_sql("DELETE FROM entitlement");
    assert_int_equal(fixture_race(6, race_obtain, &id, RES_OK), 6);
    assert_int_equal(count("1"), 1);
    assert_int_equal(fixture_int("SELECT COUNT(*) FROM public_id WHERE kind = 'entitlement'"), ids + 1);
    assert_int_equal(fixture_int("SELECT COUNT(*) FROM audit WHERE act = 'entitlement.obtain'"), acts + 1);
  }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup(name, fresh)
  const struct CMUnitTest tests[] = {
      TEST(the_main_account_obtains_once),           TEST(roles_decide),
      TEST(the_subject_must_be_verified_and_active), TEST(the_audience_decides),
      TEST(the_plugin_must_be_on_the_shelf),         TEST(the_shelf_is_read_again),
      TEST(who_sees_what_is_off_the_shelf),          TEST(releasing_waits_for_unbinding),
      TEST(the_list_goes_by_time_and_filters),       TEST(many_at_once_have_one_effect),
  };

  return cmocka_run_group_tests(tests, up, NULL);
}
