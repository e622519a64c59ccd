/* Giving a plugin away through the pages, both sides: what each sees, what strangers do not, what is asked for, and eight that
 * accept and cancel at the same moment. */
#include "../db/fixture.h"
#include "demo.h"
#include "form.h"
#include "race.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct arena *a;
static struct client *taker, *giver, *stranger;
static const char *plugin, *giving, *taking;

static struct page *see(struct client *c, const char *path) { return page_want(client_get(c, path), 200); }

static int begin(void **state) {
  (void)state;
  a = arena_new((size_t)512 << 20);
  taker = demo_client(a, "provider", 0);
  stranger = demo_client(a, "provider", 1);
  giver = demo_client(a, "provider", 3);
  plugin = demo_find(a, "plugins", "name", "骑行路线", 0, "id");
  giving = arena_fmt(a, "/console/plugins/%s/transfer", plugin);
  return 0;
}

static int end(void **state) {
  (void)state;
  arena_free(a);
  return 0;
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
  taking =
      arena_fmt(a, "/console/transfers/%lld",
                (long long)fixture_int("SELECT id FROM transfer WHERE plugin_id = %s AND state = 'offered'", plugin));
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
    taking =
        arena_fmt(a, "/console/transfers/%lld",
                  (long long)fixture_int("SELECT id FROM transfer WHERE plugin_id = %s AND state = 'offered'", plugin));
    assert_true(page_says(page_want(form_send(taker, acceptance()), 200), "已接收插件“骑行路线”"));
  }
  page_want(client_get(giver, giving), 404);
  assert_true(page_says(see(taker, giving), "已转让"));
  assert_true(page_says(see(taker, taking), "已转让"));
  see(taker, arena_fmt(a, "/console/plugins/%s/versions", plugin));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_other_side_finds_it),         cmocka_unit_test(strangers_see_nothing),
      cmocka_unit_test(what_is_missing_is_said),         cmocka_unit_test(one_of_eight_ends_it),
      cmocka_unit_test(it_is_managed_by_the_other_side),
  };

  return cmocka_run_group_tests(tests, begin, end);
}
