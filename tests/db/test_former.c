/* Renaming: what a plugin was called finds it for a while, is shown as such, and is nobody else's meanwhile; then it is free.
 * domain.md section 7.11. */
#include "domain/former.h"

#include "domain/market.h"
#include "domain/offer.h"
#include "domain/plugin.h"
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { MINE = 1, OTHERS = 2, APP = 7001, DAY = 86400, START = 1790000000 };
#define ONE 1000000000000001LL
#define TWO 1000000000000002LL

static struct ctx *c;

struct call {
  int64_t plugin; /* 0: a new one */
  const char *name;
};

static enum res save(struct ctx *mine, const struct call *x) {
  struct plugin p = {0};
  int64_t id = 0;
  enum res r = x->plugin == 0 ? RES_OK : plugin_load(mine, x->plugin, &p);

  mine->why = (struct reason){0};
  if (x->plugin == 0)
    return plugin_create(mine, APP, x->name, "i", &id);
  return r == RES_OK ? plugin_save(mine, &p,
                                   &(struct plugin_input){.name = x->name,
                                                          .intro = "i",
                                                          .contact = "c",
                                                          .add_mode = "free",
                                                          .audience = "enterprise|individual"})
                     : r;
}

static enum res work(void *arg) { return save(c, arg); }

static enum res rename_to(int64_t plugin, const char *name) {
  struct call x = {plugin, name};

  return fixture_tx(c, work, &x);
}

static int scene(void **state) {
  static const char *const tables[] = {"plugin_name", "search_gram",  "market", "listing_revision",
                                       "listing",     "version",      "audit",  "plugin_state",
                                       "plugin",      "app_category", "app"};

  (void)state;
  if (c == NULL) {
    c = fixture_ctx();
    fixture_subject(MINE, "enterprise", "renames");
    fixture_subject(OTHERS, "enterprise", "would like that name");
  }
  for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
    fixture_sql("DELETE FROM %s", tables[i]);
  fixture_plugin(ONE, MINE, "sunny days", "summary", "tag", "tools.weather");
  fixture_plugin(TWO, OTHERS, "rainy nights", "summary", "tag", "tools.weather");
  fixture_sql("UPDATE plugin SET name_look = REPLACE(name_look, ' ', '')");
  fixture_app(APP, OTHERS, "for new ones", "tools.weather");
  c->now = START;
  fixture_be(c, MINE, "enterprise", "main", "verified");
  return 0;
}

/* What is found: the plugin's former names, NULL when it is not found. */
static const char *found(const char *q) {
  struct market_filter f = {.q = q, .page = 1};
  struct market_item *item = NULL;
  size_t n = 0;

  assert_int_equal(market_list(c, &f, &item, &n), RES_OK);
  for (size_t i = 0; i < n; i++)
    if (item[i].kind == MARKET_FOUND && item[i].plugin_id == ONE)
      return item[i].former;
  return NULL;
}

static const char *of_offer(void) {
  struct offer o = {0};

  assert_int_equal(offer_any(c, ONE, &o), RES_OK);
  return o.former;
}

static void the_old_name_finds_for_ninety_days(void **state) {
  (void)state;
  assert_int_equal(rename_to(ONE, "blue sky"), RES_OK);
  assert_string_equal(found("blue sky"), "sunny days");
  assert_string_equal(found("sunny days"), "sunny days");
  assert_string_equal(found("sunny"), "sunny days");
  assert_string_equal(of_offer(), "sunny days");
  c->now = START + 90 * DAY - 1;
  assert_int_equal(former_end(c), RES_OK);
  assert_string_equal(found("sunny"), "sunny days");
  assert_string_equal(of_offer(), "sunny days");
  c->now++;
  assert_null(of_offer());
  assert_int_equal(former_end(c), RES_OK);
  assert_null(found("sunny"));
  assert_string_equal(found("blue"), "");
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM plugin_name"), 1); /* the history stays */
  assert_int_equal(fixture_int("SELECT former_until FROM market WHERE plugin_id = %lld", ONE), 0);
}

static void how_long_is_configured(void **state) {
  struct conf *conf = ARENA_NEW(c->a, struct conf);
  const struct conf *was = c->conf;

  (void)state;
  *conf = *was;
  conf->name_kept = 2;
  c->conf = conf;
  assert_int_equal(rename_to(ONE, "blue sky"), RES_OK);
  c->conf = was;
  assert_int_equal(fixture_int("SELECT kept_until FROM plugin_name"), START + 2 * DAY);
}

static void nobody_else_takes_it_meanwhile(void **state) {
  (void)state;
  assert_int_equal(rename_to(ONE, "blue sky"), RES_OK);
  fixture_be(c, OTHERS, "enterprise", "main", "verified");
  assert_int_equal(rename_to(TWO, "Sunny Days"), RES_INVALID);
  assert_string_equal(c->why.field, "name");
  assert_int_equal(rename_to(TWO, "sunny-days"), RES_INVALID); /* looks like it */
  assert_int_equal(rename_to(0, "sunny days"), RES_INVALID);
  assert_int_equal(rename_to(0, "blue-sky"), RES_INVALID); /* as ever */
  c->now = START + 90 * DAY - 1;
  assert_int_equal(rename_to(0, "sunny days"), RES_INVALID);
  c->now++;
  assert_int_equal(rename_to(TWO, "sunny days"), RES_OK);
  assert_int_equal(rename_to(0, "sunny-days!"), RES_INVALID);
}

static void it_may_go_back(void **state) {
  (void)state;
  assert_int_equal(rename_to(ONE, "blue sky"), RES_OK);
  assert_int_equal(rename_to(ONE, "sunny days"), RES_OK);
  assert_string_equal(found("blue"), "blue sky");
  assert_string_equal(of_offer(), "blue sky"); /* what it is called now is no former name */
  assert_int_equal(rename_to(ONE, "blue sky"), RES_OK);
  assert_string_equal(of_offer(), "sunny days"); /* once */
}

static void three_are_kept_at_most(void **state) {
  (void)state;
  assert_int_equal(rename_to(ONE, "second"), RES_OK);
  c->now++;
  assert_int_equal(rename_to(ONE, "third"), RES_OK);
  assert_int_equal(rename_to(ONE, "fourth"), RES_OK);
  assert_string_equal(of_offer(), "third、second、sunny days");
  assert_int_equal(rename_to(ONE, "fifth"), RES_INVALID);
  assert_string_equal(c->why.field, "name");
  assert_int_equal(rename_to(ONE, "second"), RES_OK); /* its own */
  assert_int_equal(rename_to(ONE, "fifth"), RES_INVALID);
  c->now = START + 90 * DAY; /* the first is free */
  assert_int_equal(rename_to(ONE, "fifth"), RES_OK);
}

static void only_what_people_knew_is_kept(void **state) {
  (void)state;
  assert_int_equal(rename_to(ONE, "Sunny  DAYS"), RES_OK); /* another spelling */
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM plugin_name"), 0);
  fixture_sql("UPDATE plugin_state SET latest_version = NULL WHERE plugin_id = %lld", ONE);
  for (int i = 0; i < 5; i++)
    assert_int_equal(rename_to(ONE, arena_fmt(c->a, "draft %c", 'a' + i)), RES_OK);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM plugin_name"), 0);
}

static void a_refused_name_leaves_nothing(void **state) {
  (void)state;
  assert_int_equal(rename_to(ONE, "rainy nights"), RES_INVALID);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM plugin_name"), 0);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM plugin WHERE id = %lld AND name = 'sunny days'", ONE), 1);
}

static void the_settings_tell_the_history(void **state) {
  struct former *f = NULL;
  size_t n = 0;

  (void)state;
  assert_int_equal(rename_to(ONE, "second"), RES_OK);
  c->now += 10;
  assert_int_equal(rename_to(ONE, "third"), RES_OK);
  assert_int_equal(former_list(c, ONE, &f, &n), RES_OK);
  assert_int_equal(n, 2);
  assert_string_equal(f[0].name, "second");
  assert_int_equal(f[0].changed_at, START + 10);
  assert_int_equal(f[0].kept_until, START + 10 + 90 * DAY);
  assert_string_equal(f[1].name, "sunny days");
}

/* One gives the name away while seven reach for it: whoever comes first, none gets it. */
static enum res reach(struct ctx *mine, int i, void *arg) {
  struct call x = {i == 0 ? ONE : i % 2 == 0 ? TWO : 0, i == 0 ? "blue sky" : i < 4 ? "sunny days" : "sunny-days"};
  enum res r;

  (void)arg;
  mine->now = START;
  fixture_be(mine, i == 0 ? MINE : OTHERS, "enterprise", "main", "verified");
  r = save(mine, &x);
  return i > 0 && r == RES_OK ? RES_INTERNAL : r;
}

static void none_of_eight_catches_it(void **state) {
  (void)state;
  assert_int_equal(fixture_race(8, reach, NULL, RES_INTERNAL), 0);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM plugin WHERE name LIKE 'sunny%%'"), 0);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM plugin_name"), 1);
  assert_string_equal(found("sunny"), "sunny days");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(the_old_name_finds_for_ninety_days, scene),
      cmocka_unit_test_setup(how_long_is_configured, scene),
      cmocka_unit_test_setup(nobody_else_takes_it_meanwhile, scene),
      cmocka_unit_test_setup(it_may_go_back, scene),
      cmocka_unit_test_setup(three_are_kept_at_most, scene),
      cmocka_unit_test_setup(only_what_people_knew_is_kept, scene),
      cmocka_unit_test_setup(a_refused_name_leaves_nothing, scene),
      cmocka_unit_test_setup(the_settings_tell_the_history, scene),
      cmocka_unit_test_setup(none_of_eight_catches_it, scene),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
