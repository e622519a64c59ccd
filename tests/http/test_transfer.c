/* Giving a plugin away through the pages, both sides: what each sees, what strangers do not, what is asked for, and eight that
 * accept and cancel at the same moment. */
#include "../db/fixture.h"
#include "demo.h"
#include "form.h"
#include "race.h"
#include "trips.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct arena *a;
static struct client *taker, *giver, *stranger;
static struct ledger *ledger;
static const char *plugin, *giving, *taking;

static struct page *see(struct client *c, const char *path) { return page_want(client_get(c, path), 200); }

static int begin(void **state) {
  (void)state;
  a = arena_new((size_t)512 << 20);
  taker = demo_client(a, "provider", 0);
  stranger = demo_client(a, "provider", 1);
  giver = demo_client(a, "provider", 3);
  plugin = demo_find(a, "plugins", "name", "骑行路线", 0, "id");
  ledger = ledger_new(a);
  giving = arena_fmt(a, "/console/plugins/%s/transfer", plugin);
  return 0;
}

static int end(void **state) {
  (void)state;
  arena_free(a);
  return 0;
}

static const char *offered(void) {
  long long id = fixture_int("SELECT id FROM transfer WHERE plugin_id = %s AND state = 'offered'", plugin);

  return arena_fmt(a, "/console/transfers/%lld", id);
}

static struct page *offer(const char *to, bool agree, long want) {
  struct form *f = form_get(see(giver, giving), "offer");

  form_set(f, "to", to);
  if (agree)
    form_set(f, "agree", "1");
  return page_want(form_send(giver, f), want);
}

static struct form *acceptance(void) {
  struct form *f = form_get(see(taker, taking), "accept");

  form_set(f, "app", demo_find(a, "apps", "subject", demo_user(a, "provider", NULL, 0).subject, 0, "id"));
  form_set(f, "agree", "1");
  return f;
}

static void the_other_side_finds_it(void **state) {
  struct page *p = see(taker, page_link(see(taker, "/console/plugins"), "转让给我的插件"));

  (void)state;
  assert_true(page_says(p, "城市慢行公益协会"));
  assert_non_null(page_link(p, "骑行路线"));
  taking = arena_str(a, page_link(p, "骑行路线"));
  assert_string_equal(page_link(see(taker, "/console"), "骑行路线 由“城市慢行公益协会”转让给你们"), taking);
  assert_true(page_says(see(taker, "/console"), "还剩 6 天"));
  assert_true(page_says(see(taker, taking), "接收到哪个小程序"));
  assert_non_null(page_link(see(giver, arena_fmt(a, "/console/plugins/%s/settings", plugin)), "转让给其他主体"));
}

static void strangers_see_nothing(void **state) {
  (void)state;
  page_want(client_get(stranger, taking), 404);
  page_want(client_get(stranger, giving), 404);
  page_want(client_get(giver, taking), 404); /* its own page is another */
  page_want(client_get(taker, giving), 404); /* not yet */
}

static void what_is_missing_is_said(void **state) {
  struct form *f = form_get(see(taker, taking), "accept");
  struct page *p = page_want(form_send(taker, f), 422);

  (void)state;
  assert_true(page_says(p, "接收到哪个小程序"));
  page_want(form_send(giver, form_get(see(giver, giving), "cancel")), 200);
  p = offer("没有这样的主体", true, 422);
  assert_true(page_says(p, "没有这个名称或 ID 的主体"));
  assert_string_equal(form_value(form_get(p, "offer"), "to"), "没有这样的主体");
  offer(demo_user(a, "provider", NULL, 0).subject, false, 422);
  offer(demo_user(a, "provider", NULL, 0).subject, true, 200);
  taking = offered();
}

static void one_of_eight_ends_it(void **state) {
  struct racer racers[RACERS];

  (void)state;
  for (int i = 0; i < RACERS; i++)
    racers[i] = i % 2 == 0 ? (struct racer){race_sid(a, taker), acceptance(), NULL}
                           : (struct racer){race_sid(a, giver), form_get(see(giver, giving), "cancel"), NULL};
  assert_int_equal(race(racers, RACERS), 1);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM plugin p JOIN transfer t ON t.plugin_id = p.id AND t.id = %s"
                               " WHERE (t.state = 'accepted') = (p.subject_id = t.to_subject)",
                               strrchr(taking, '/') + 1),
                   1);
}

static void it_is_managed_by_the_other_side(void **state) {
  (void)state;
  if (client_get(giver, giving)->status == 200) { /* it was cancelled above */
    offer(demo_user(a, "provider", NULL, 0).subject, true, 200);
    taking = offered();
    assert_true(page_says(page_want(form_send(taker, acceptance()), 200), "已接收插件“骑行路线”"));
  }
  page_want(client_get(giver, giving), 404);
  assert_true(page_says(see(taker, giving), "已转让"));
  assert_true(page_says(see(taker, taking), "已转让"));
  see(taker, arena_fmt(a, "/console/plugins/%s/versions", plugin));
}

/* There and back again, as often as makes both workers know the statements. */
static void back_and_forth(int times) {
  for (int i = 0; i < times; i++) {
    bool back = i % 2 == 0;
    struct client *from = back ? taker : giver, *to = back ? giver : taker;
    const char *subject = demo_user(a, "provider", NULL, back ? 3 : 0).subject;
    struct form *f = form_get(see(from, giving), "offer");

    form_set(f, "to", subject);
    form_set(f, "agree", "1");
    page_want(form_send(from, f), 200);
    f = form_get(see(to, offered()), "accept");
    form_set(f, "app", demo_find(a, "apps", "subject", subject, 0, "id"));
    form_set(f, "agree", "1");
    page_want(form_send(to, f), 200);
  }
}

static void few_round_trips(void **state) {
  const struct trips *t;
  size_t n = 0, mine = 0;

  (void)state;
  back_and_forth(8);
  t = ledger_read(ledger, &n);
  for (size_t i = 0; i < n; i++) {
    if (strncmp(t[i].page, "transfer", strlen("transfer")) != 0)
      continue;
    mine++;
    print_message("# POST %-12s %-8s %ld of 15\n", t[i].page, t[i].action, t[i].least);
    assert_in_range(t[i].least, 1, 15);
  }
  assert_true(mine >= 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_other_side_finds_it),         cmocka_unit_test(strangers_see_nothing),
      cmocka_unit_test(what_is_missing_is_said),         cmocka_unit_test(one_of_eight_ends_it),
      cmocka_unit_test(it_is_managed_by_the_other_side), cmocka_unit_test(few_round_trips),
  };

  return cmocka_run_group_tests(tests, begin, end);
}
