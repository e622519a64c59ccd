/* Joint debugging through the pages, both sides, and its races: 8 processes that send at the same moment. */
#include "../db/fixture.h"
#include "demo.h"
#include "form.h"
#include "people.h"
#include "race.h"
#include "trips.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#ifdef __SANITIZE_ADDRESS__
enum { ROUNDS = 3 };
#else
enum { ROUNDS = 8 };
#endif

static struct arena *a;
static struct client *provider, *merchant, *stranger;
static struct ledger *ledger;
static const char *plugin, *desk; /* 城市天气, and the page of its links */

static const char *at(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
static const char *at(const char *fmt, ...) {
  va_list ap;
  char *out;

  va_start(ap, fmt);
  out = arena_vfmt(a, fmt, ap);
  va_end(ap);
  return out;
}

static int begin(void **state) {
  (void)state;
  a = arena_new((size_t)2 << 30);
  provider = demo_client(a, "provider", 0);
  merchant = demo_client(a, "merchant", 0);
  stranger = people_register(a, "passer-by", "enterprise");
  plugin = demo_find(a, "plugins", "name", "城市天气", 0, "id");
  desk = at("/console/plugins/%s/debug", plugin);
  ledger = ledger_new(a);
  return 0;
}

static int end(void **state) {
  (void)state;
  arena_free(a);
  return 0;
}

static int fresh(void **state) {
  (void)state;
  fixture_sql("DELETE FROM link WHERE plugin_id = %s", plugin);
  fixture_sql("DELETE FROM trial WHERE plugin_id = %s", plugin);
  return 0;
}

static struct page *see(struct client *c, const char *path) { return page_want(client_get(c, path), 200); }

static const char *shop(int n) { return demo_find(a, "apps", "subject", "禾木餐饮管理有限公司", n, "id"); }
static const char *host_page(const char *app) { return at("/console/apps/%s/debug", app); }

static struct form *add_form(const char *app) {
  struct form *f = form_get(see(provider, desk), "add");

  form_set(f, "app", app);
  return f;
}

static void add(const char *app) { page_want(form_send(provider, add_form(app)), 200); }

/* The form of a row: of the provider about a mini-program, of the merchant about our plugin. */
static struct form *row_form(struct client *c, const char *app, const char *action) {
  bool host = c == merchant;
  struct form *f = form_get(see(c, host ? host_page(app) : desk), action);

  form_set(f, host ? "plugin" : "app", host ? plugin : app);
  form_drop(f, "rev"); /* it is that of the first such row */
  return f;
}

static void press(struct client *c, const char *app, const char *action) {
  page_want(form_send(c, row_form(c, app, action)), 200);
}

static int64_t links(const char *app, const char *state) {
  return fixture_int("SELECT COUNT(*) FROM link WHERE plugin_id = %s AND app_id = %s AND state = '%s'", plugin, app,
                     state);
}

static const char *token_of(const char *app) {
  return page_text(see(provider, at("%s?app=%s", desk, app)), "//*[@id='link-token']");
}

/* ---- both sides ---- */

static void is_added_and_authorised(void **state) {
  const char *app = shop(5);
  struct page *p;

  (void)state;
  add(app);
  assert_int_equal(links(app, "pending"), 1);
  p = see(provider, desk);
  assert_int_equal(page_count(p, at("//tr[contains(., '%s') and contains(., '待授权')]", app)), 1);
  assert_null(form_find(p, "authorise")); /* the other side's */
  assert_null(token_of(app));
  p = see(merchant, host_page(app));
  assert_true(page_says(p, "建议联调结束后就进行解绑"));
  assert_int_equal(page_count(p, at("//tr[contains(., '%s') and contains(., '待授权')]", plugin)), 1);
  assert_null(form_find(p, "cancel"));
  assert_int_equal(
      page_count(see(merchant, at("/console/apps/%s", app)), "//a[contains(., '插件联调') and contains(., '1')]"), 1);
  press(merchant, app, "authorise");
  assert_int_equal(page_count(see(provider, desk), at("//tr[contains(., '%s') and contains(., '已授权')]", app)), 1);
  press(merchant, app, "unbind");
  assert_int_equal(links(app, "ended"), 1);
  assert_int_equal(
      page_count(see(provider, at("%s?view=over", desk)), at("//tr[contains(., '%s') and contains(., '已解绑')]", app)),
      1);
  assert_int_equal(page_count(see(merchant, at("%s?view=over", host_page(app))), at("//tr[contains(., '%s')]", plugin)),
                   1);
}

static void what_is_typed_wrong_stays(void **state) {
  struct page *p;

  (void)state;
  p = page_want(form_send(provider, add_form("1000000000000001")), 422);
  assert_int_equal(
      page_count(p, "//details[@open]//input[@id='f-app' and @value='1000000000000001' and @aria-invalid='true']"), 1);
  p = page_want(form_send(provider, add_form("")), 422);
  assert_int_equal(page_count(p, "//details[@open]//input[@id='f-app']"), 1);
  add(shop(1));
  p = page_want(form_send(provider, add_form(shop(1))), 422);
  assert_true(page_says(p, "这个小程序已经添加"));
}

static void one_subject_needs_nobody(void **state) {
  const char *app = demo_find(a, "apps", "name", "云帆门店管家", 0, "id");

  (void)state;
  page_want(form_send(provider, add_form(app)), 200);
  assert_int_equal(links(app, "authorised"), 1);
  assert_non_null(token_of(app));
  press(provider, app, "unbind");
}

static void the_token_is_shown_and_replaced(void **state) {
  const char *app = shop(0), *first, *second;
  struct form *f;
  struct page *p;

  (void)state;
  add(app);
  press(merchant, app, "authorise");
  first = token_of(app);
  assert_int_equal(strlen(first), 43);
  assert_false(page_says(see(provider, desk), first)); /* only where it was asked for */
  assert_false(page_says(see(merchant, host_page(app)), first));
  f = form_get(see(provider, at("%s?app=%s", desk, app)), "rotate-token");
  p = page_want(form_send(provider, f), 200);
  second = page_text(p, "//*[@id='link-token']"); /* it leads back there */
  assert_non_null(second);
  assert_string_not_equal(first, second);
  f = form_get(see(provider, at("%s?app=%s", desk, app)), "rotate-token");
  press(provider, app, "unbind");
  page_want(form_send(provider, f), 409);
  assert_null(token_of(app));
}

static void both_sides_see_what_it_gets(void **state) {
  const char *app = shop(0), *own = demo_find(a, "apps", "name", "云帆门店管家", 0, "id");
  const char *row = at("//tr[contains(., '%s')]", own);
  struct page *p;

  (void)state;
  fixture_sql("DELETE FROM binding WHERE plugin_id = %s AND app_id IN (%s, %s)", plugin, app, own);
  add(own);
  p = see(provider, desk);
  assert_true(page_says(p, "还没有体验版"));
  assert_int_equal(page_count(p, at("%s[contains(., 'no_trial_and_not_subscribed')]", row)), 1);
  assert_int_equal(page_count(p, at("%s[contains(., 'link_is_not_subscription')]", row)), 1);
  assert_int_equal(page_count(p, at("%s//a[contains(@href, '/console/plugins/%s/versions')]", row, plugin)), 1);
  fixture_sql("INSERT INTO trial (plugin_id, version_id, set_by, set_at) SELECT plugin_id, id, 1, 1 FROM version"
              " WHERE plugin_id = %s AND major = 1 AND minor = 3",
              plugin);
  add(app);
  press(merchant, app, "authorise");
  p = see(merchant, host_page(app));
  row = at("//tr[contains(., '%s')]", plugin);
  assert_int_equal(
      page_count(p, at("%s//p[contains(., '开发和预览') and contains(., '1.3.0') and contains(., 'trial')]", row)), 1);
  assert_int_equal(page_count(p, at("%s//p[contains(., '正式') and contains(., 'link_is_not_subscription')]", row)), 1);
  assert_int_equal(page_count(p, at("%s//a[contains(@href, '%s')]", row, plugin)), 1); /* the way to a binding */
  assert_false(page_says(see(provider, desk), "还没有体验版"));
}

static void each_side_ends_it_in_its_way(void **state) {
  const char *app = shop(0);
  struct form *stale;

  (void)state;
  add(app);
  stale = row_form(merchant, app, "authorise");
  press(provider, app, "cancel");
  page_want(form_send(merchant, stale), 409);
  add(app);
  stale = row_form(provider, app, "cancel");
  press(merchant, app, "refuse");
  page_want(form_send(provider, stale), 409);
  add(app);
  page_want(form_press(provider, row_form(provider, app, "cancel"), "action", "authorise"), 403);
  page_want(form_press(merchant, row_form(merchant, app, "refuse"), "action", "cancel"), 403);
  press(merchant, app, "authorise");
  press(provider, app, "unbind");
  assert_int_equal(links(app, "ended") + links(app, "refused") + links(app, "cancelled"), 3);
}

static void nobody_else_sees_or_acts(void **state) {
  const char *app = shop(0);
  struct form *f;
  struct page *p;

  (void)state;
  add(app);
  page_want(client_get(merchant, desk), 404);
  page_want(client_get(stranger, desk), 404);
  page_want(client_get(stranger, host_page(app)), 404);
  page_want(client_get(provider, host_page(app)), 404);
  f = row_form(provider, app, "cancel");
  fixture_sql("UPDATE member SET role = 'operator' WHERE subject_id = (SELECT subject_id FROM plugin WHERE id = %s)"
              " AND role = 'main'",
              plugin);
  p = see(provider, desk);
  assert_null(form_find(p, "add"));
  assert_null(form_find(p, "cancel"));
  assert_true(page_says(p, "需要由主账号、管理员或开发来操作"));
  page_want(form_send(provider, f), 403);
  fixture_sql("UPDATE member SET role = 'developer' WHERE subject_id = (SELECT subject_id FROM plugin WHERE id = %s)"
              " AND role = 'operator'",
              plugin);
  page_want(form_send(provider, row_form(provider, app, "cancel")), 200);
  fixture_sql("UPDATE member SET role = 'main' WHERE subject_id = (SELECT subject_id FROM plugin WHERE id = %s)"
              " AND role = 'developer'",
              plugin);
}

/* ---- races ---- */

static void in_rounds(void (*one)(int i)) {
  for (int i = 0; i < ROUNDS; i++) {
    struct arena *round = arena_new((size_t)128 << 20);

    client_pages(provider, round);
    client_pages(merchant, round);
    one(i);
    client_pages(provider, a);
    client_pages(merchant, a);
    arena_free(round);
  }
}

/* One place is left, eight mini-programs want it. */
static void last_place(int i) {
  struct racer racers[RACERS];

  for (int k = 0; k < RACERS; k++)
    racers[k] = (struct racer){race_sid(a, provider), add_form(shop(20 + (i + k) % 20)), NULL};
  assert_int_equal(race(racers, RACERS), 1);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM link WHERE plugin_id = %s AND is_open = 1", plugin), 20);
  fixture_sql("DELETE FROM link WHERE plugin_id = %s ORDER BY created_at DESC, id DESC LIMIT 1", plugin);
  fixture_sql("DELETE FROM link WHERE plugin_id = %s AND app_id NOT IN (SELECT app_id FROM (SELECT app_id FROM link"
              " WHERE plugin_id = %s ORDER BY created_at, id LIMIT 19) x)",
              plugin, plugin);
}

static void twenty_at_most(void **state) {
  (void)state;
  for (int i = 0; i < 19; i++)
    add(shop(i));
  in_rounds(last_place);
}

static void answers(int i) {
  const char *app = shop(i % 10);
  struct racer racers[RACERS];

  add(app);
  for (int k = 0; k < RACERS; k++)
    racers[k] = k % 2 == 0 ? (struct racer){race_sid(a, merchant), row_form(merchant, app, "authorise"), NULL}
                           : (struct racer){race_sid(a, provider), row_form(provider, app, "cancel"), NULL};
  assert_int_equal(race(racers, RACERS), 1);
  assert_int_equal(links(app, "authorised") + links(app, "cancelled"), 1);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM link WHERE (state = 'authorised') <> (token IS NOT NULL)"), 0);
  fixture_sql("DELETE FROM link WHERE plugin_id = %s", plugin);
}

static void authorise_against_cancel(void **state) {
  (void)state;
  in_rounds(answers);
}

static void endings(int i) {
  const char *app = shop(i % 10);
  struct racer racers[RACERS];

  add(app);
  press(merchant, app, "authorise");
  for (int k = 0; k < RACERS; k++)
    racers[k] = k % 2 == 0 ? (struct racer){race_sid(a, merchant), row_form(merchant, app, "unbind"), NULL}
                           : (struct racer){race_sid(a, provider), row_form(provider, app, "unbind"), NULL};
  assert_int_equal(race(racers, RACERS), 1);
  assert_int_equal(
      fixture_int("SELECT COUNT(*) FROM history h JOIN link l ON l.id = h.object_id WHERE h.machine = 'link'"
                  " AND h.action = 'unbind' AND l.plugin_id = %s",
                  plugin),
      1);
  fixture_sql("DELETE FROM link WHERE plugin_id = %s", plugin);
}

static void unbind_from_both_sides(void **state) {
  (void)state;
  in_rounds(endings);
}

/* Of all that was sent above. */
static void few_round_trips(void **state) {
  const struct trips *t;
  size_t n, ours = 0;

  (void)state;
  t = ledger_read(ledger, &n);
  for (size_t i = 0; i < n; i++)
    if (strcmp(t[i].page, "debug") == 0 || strcmp(t[i].page, "app_debug") == 0) {
      print_message("# POST %s %s %ld\n", t[i].page, t[i].action, t[i].least);
      assert_true(t[i].least <= 15);
      ours++;
    }
  assert_int_equal(ours, 7); /* add, cancel, unbind, rotate-token; authorise, refuse, unbind */
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup(name, fresh)
  const struct CMUnitTest tests[] = {
      TEST(is_added_and_authorised),     TEST(what_is_typed_wrong_stays),
      TEST(one_subject_needs_nobody),    TEST(the_token_is_shown_and_replaced),
      TEST(both_sides_see_what_it_gets), TEST(each_side_ends_it_in_its_way),
      TEST(nobody_else_sees_or_acts),    TEST(twenty_at_most),
      TEST(authorise_against_cancel),    TEST(unbind_from_both_sides),
      cmocka_unit_test(few_round_trips),
  };

  return cmocka_run_group_tests(tests, begin, end);
}
