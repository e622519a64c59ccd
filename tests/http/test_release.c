/* The life of versions through the pages: trial pointer, gray release, offline and back, what each says and leaves, and eight people
 * at once. No JavaScript is at work here. Each test needs the ones before. */
#include "../db/fixture.h"
#include "client.h"
#include "demo.h"
#include "form.h"
#include "journey.h"
#include "people.h"
#include "race.h"
#include "sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#ifdef __SANITIZE_ADDRESS__
enum { ROUNDS = 3 };
#else
enum { ROUNDS = 12 };
#endif

static const char words[] = "从照片里读出车牌号，并说明有多大把握", reason[] = "报错增多，<b>先</b>停下来看";
static struct journey s;

#define at(...) arena_fmt(s.a, __VA_ARGS__)

static const char *version(const char *number) { return at("/console/plugins/%s/versions/%s", s.plugin, number); }

static struct page *look(const char *number) { return page_want(client_get(s.provider, version(number)), 200); }

/* The tags beside the heading. */
static const char *tags(struct page *p) { return page_text(p, "//main//div[@class='head']//div[@class='tags']"); }

static struct form *form_of(const char *number, const char *action) { return form_get(look(number), action); }

static void passes(const char *number) {
  journey_submit(&s, number, words, 200);
  journey_decide(&s, "version", "放行插件", "approve", "");
}

static struct page *gray(const char *number, const char *percent, long want) {
  struct form *f = form_of(number, "gray");

  form_set(f, "percent", percent);
  return page_want(form_send(s.provider, f), want);
}

static struct page *stops(const char *number, const char *why, long want) {
  struct form *f = form_of(number, "stop-gray");

  form_set(f, "reason", why);
  return page_want(form_send(s.provider, f), want);
}

static struct form *offline_form(const char *number, const char *why, bool sure) {
  struct form *f = form_of(number, "offline");

  form_set(f, "reason", why);
  if (sure)
    form_set(f, "confirm", "1");
  return f;
}

static int begin(void **state) {
  (void)state;
  s.a = arena_new((size_t)4 << 30);
  s.provider = people_register(s.a, "release", "enterprise");
  s.merchant = people_register(s.a, "runner", "enterprise");
  s.reviewer = demo_client(s.a, "reviewer", 0);
  journey_verify(&s, s.provider, "release", false);
  journey_verify(&s, s.merchant, "runner", false);
  journey_plugin(&s, "放行插件");
  journey_settings(&s, form_get(client_get(s.provider, at("/console/plugins/%s/settings", s.plugin)), NULL));
  journey_doc(&s);
  journey_upload(&s, "1.0.0", sample_package(s.a, "release"), 200);
  return 0;
}

static int end(void **state) {
  (void)state;
  arena_free(s.a);
  return 0;
}

static void the_trial_pointer_moves_and_stays_in_review(void **state) {
  (void)state;
  journey_press(s.provider, version("1.0.0"), "set-trial", 200);
  assert_string_equal(tags(look("1.0.0")), "开发中 体验版");
  assert_null(form_find(look("1.0.0"), "delete"));
  passes("1.0.0"); /* through review with it */
  assert_string_equal(tags(look("1.0.0")), "待上线 体验版");
  journey_press(s.provider, version("1.0.0"), "clear-trial", 200);
  journey_press(s.provider, version("1.0.0"), "set-trial", 200);
  journey_press(s.provider, version("1.0.0"), "online", 200);
  assert_string_equal(tags(look("1.0.0")), "已上线");
  assert_null(form_find(look("1.0.0"), "set-trial"));
  /* who did what, newest first */
  assert_int_equal(page_count(look("1.0.0"), "//ol[@id='history']/li[contains(., '设为体验版')]"), 2);
  assert_int_equal(page_count(look("1.0.0"), "//ol[@id='history']/li[contains(., '取消体验版')]"), 2);
  assert_non_null(strstr(page_text(look("1.0.0"), "//ol[@id='history']/li[1]"), "上线"));
  journey_upload(&s, "1.1.0", sample_package(s.a, "release two"), 200);
  journey_upload(&s, "1.2.0", sample_package(s.a, "release three"), 200);
  journey_press(s.provider, version("1.1.0"), "set-trial", 200);
  journey_press(s.provider, version("1.2.0"), "set-trial", 200);
  assert_string_equal(tags(look("1.1.0")), "开发中");
  assert_string_equal(tags(look("1.2.0")), "开发中 体验版");
  journey_press(s.provider, version("1.2.0"), "clear-trial", 200);
  /* a form of the submission that was open meanwhile is not stale */
  struct form *f = form_get(page_want(client_get(s.provider, at("%s/submit", version("1.2.0"))), 200), "save");

  journey_press(s.provider, version("1.2.0"), "set-trial", 200);
  form_set(f, "description", words);
  page_want(form_send(s.provider, f), 200);
  journey_press(s.provider, version("1.2.0"), "clear-trial", 200);
}

static void gray_grows_and_stops(void **state) {
  struct page *p;
  struct form *f;

  (void)state;
  passes("1.1.0");
  p = gray("1.1.0", "30", 200);
  assert_string_equal(tags(p), "灰度中 30%");
  assert_int_equal(page_count(page_want(client_get(s.provider, "/console"), 200),
                              "//li[contains(., '灰度中')]/a[contains(@href, '/versions/1.1.0')]"),
                   1);
  assert_int_equal(page_count(p, "//select[@name='percent']/option"), 2); /* 50 and 100 */
  f = form_of("1.1.0", "gray");
  form_set(f, "percent", "10"); /* as nobody is offered it */
  p = page_want(form_send(s.provider, f), 422);
  assert_non_null(page_text(p, "//*[@id='f-percent-error']"));
  assert_string_equal(tags(look("1.1.0")), "灰度中 30%");
  p = stops("1.1.0", "", 422);
  assert_non_null(page_text(p, "//details[@open]//*[@id='f-reason-error']"));
  stops("1.1.0", reason, 200);
  assert_string_equal(tags(look("1.1.0")), "待上线");
  p = look("1.1.0");
  assert_non_null(page_text(p, at("//ol[@id='history']/li[1]/p[.='%s']", reason)));
  assert_non_null(page_text(p, "//ol[@id='history']/li[2]/p[.='30%']"));
}

static void english_says_the_same(void **state) {
  struct page *p;

  (void)state;
  p = page_want(client_get(s.provider, at("%s?lang=en", version("1.1.0"))), 200);
  assert_non_null(page_text(p, "//summary[contains(., 'Start gray release')]"));
  assert_true(page_says(p, "Stop gray release"));
  page_want(client_get(s.provider, at("%s?lang=zh", version("1.1.0"))), 200);
}

/* The mini-program that follows the plugin. */
static void on_the_market_with_a_host(void) {
  const char *market = at("/console/plugins/%s/listing", s.plugin), *app;
  struct form *f;

  journey_press(s.provider, market, "publish", 200);
  journey_info(&s, "读出车牌号的插件");
  journey_guide(&s);
  journey_press(s.provider, at("%s/check", market), "submit", 200);
  journey_decide(&s, "listing", "放行插件", "approve", "");
  journey_press(s.provider, market, "shelve", 200);
  app = journey_app(&s, s.merchant, "跟随 <小程序>", "tools.lookup");
  f = form_get(page_want(client_get(s.merchant, at("/market/%s/obtain", s.plugin)), 200), "obtain");
  form_set(f, "agree", "1");
  page_want(form_send(s.merchant, f), 200);
  f = form_get(page_want(client_get(s.merchant, at("/console/obtained/%s/bind?app=%s", s.plugin, app)), 200), "bind");
  form_set(f, "app", app);
  form_set(f, "agree", "1");
  page_want(form_send(s.merchant, f), 200);
}

static void the_last_one_on_the_shelf_stays(void **state) {
  struct form *f = offline_form("1.0.0", reason, true);
  struct page *p;

  (void)state;
  on_the_market_with_a_host();
  p = look("1.0.0");
  assert_null(form_find(p, "offline"));
  assert_int_equal(page_count(p, "//*[contains(@class, 'note')]//a[contains(@href, '/listing')]"), 1);
  p = page_want(form_send(s.provider, f), 409); /* a form from before */
  assert_true(page_says(p, "最后一个已上线的版本"));
}

static void offline_says_whom_it_meets(void **state) {
  struct page *p;

  (void)state;
  journey_press(s.provider, version("1.1.0"), "online", 200);
  p = look("1.1.0");
  assert_non_null(strstr(page_text(p, "//details[.//*[@value='offline']]//strong"), "1 个小程序改用 1.0.0"));
  assert_string_equal(page_text(p, "//details[.//*[@value='offline']]//li"), "跟随 <小程序>");
  p = page_want(client_get(s.provider, at("%s/hosts", version("1.1.0"))), 200);
  assert_non_null(page_text(p, "//tr[contains(., '跟随 <小程序>')]//td[contains(., '改用 1.0.0')]"));
  p = page_want(client_get(s.provider, at("%s/hosts", version("1.0.0"))), 200);
  assert_int_equal(page_count(p, "//tbody/tr"), 0);
  /* the reason and the tick, each beside its field, and what was typed stays */
  p = page_want(form_send(s.provider, offline_form("1.1.0", "", true)), 422);
  assert_non_null(page_text(p, "//details[@open]//*[@id='f-reason-error']"));
  p = page_want(form_send(s.provider, offline_form("1.1.0", reason, false)), 422);
  assert_non_null(page_text(p, "//details[@open]//*[@id='f-confirm-error']"));
  assert_string_equal(page_text(p, "//textarea[@name='reason']"), reason);
  p = page_want(form_send(s.provider, offline_form("1.1.0", reason, true)), 200);
  assert_string_equal(tags(p), "已下线");
  assert_non_null(page_text(p, at("//ol[@id='history']/li[1]/p[.='%s']", reason)));
  journey_press(s.provider, version("1.1.0"), "online", 200);
  assert_string_equal(tags(look("1.1.0")), "已上线");
}

static void strangers_see_nothing(void **state) {
  struct form *f = offline_form("1.1.0", reason, true);

  (void)state;
  page_want(client_get(s.merchant, version("1.1.0")), 404);
  page_want(client_get(s.merchant, at("%s/hosts", version("1.1.0"))), 404);
  form_set(f, "csrf", form_value(form_get(client_get(s.merchant, "/console/apps/new"), NULL), "csrf"));
  page_want(form_send(s.merchant, f), 404);
  assert_string_equal(tags(look("1.1.0")), "已上线");
}

static void gray_against_stop(void **state) {
  (void)state;
  passes("1.2.0");
  for (int i = 0; i < ROUNDS; i++) {
    struct arena *round = arena_new((size_t)256 << 20);
    struct racer shots[RACERS];

    client_pages(s.provider, round);
    gray("1.2.0", "10", 200);
    for (int k = 0; k < RACERS; k++) {
      shots[k] = (struct racer){race_sid(s.a, s.provider), form_of("1.2.0", k % 2 == 0 ? "gray" : "stop-gray"), NULL};
      form_set(shots[k].form, k % 2 == 0 ? "percent" : "reason", k % 2 == 0 ? "50" : "停");
    }
    assert_int_equal(race(shots, RACERS), 1); /* all saw the same: one wins */
    if (form_find(look("1.2.0"), "stop-gray") != NULL)
      stops("1.2.0", "停", 200);
    client_pages(s.provider, s.a);
    arena_free(round);
  }
}

static void offline_against_the_shelf(void **state) {
  const char *market = at("/console/plugins/%s/listing", s.plugin);

  (void)state;
  page_want(form_send(s.provider, offline_form("1.1.0", "r", true)), 200);
  for (int i = 0; i < ROUNDS; i++) {
    struct arena *round = arena_new((size_t)256 << 20);
    struct racer shots[RACERS];
    struct form *shelf, *down;

    client_pages(s.provider, round);
    journey_press(s.provider, market, "unshelve", 200);
    down = offline_form("1.0.0", "r", true);
    shelf = form_get(page_want(client_get(s.provider, market), 200), "reshelve");
    for (int k = 0; k < RACERS; k++)
      shots[k] = (struct racer){race_sid(s.a, s.provider), k % 2 == 0 ? shelf : down, NULL};
    form_drop(shelf, "key"); /* four that are meant */
    form_drop(down, "key");
    assert_int_equal(race(shots, RACERS), 1); /* either makes the other impossible */
    if (form_find(look("1.0.0"), "online") != NULL) {
      journey_press(s.provider, version("1.0.0"), "online", 200);
      journey_press(s.provider, market, "reshelve", 200);
    }
    client_pages(s.provider, s.a);
    arena_free(round);
  }
}

static void trial_against_delete(void **state) {
  (void)state;
  for (int i = 0; i < ROUNDS; i++) {
    struct arena *round = arena_new((size_t)256 << 20);
    const char *number = at("1.3.%d", i);
    struct racer shots[RACERS];
    struct form *set, *away;

    client_pages(s.provider, round);
    journey_upload(&s, number, sample_package(round, number), 200);
    set = form_of(number, "set-trial");
    away = form_of(number, "delete");
    form_drop(set, "key");
    form_drop(away, "key");
    for (int k = 0; k < RACERS; k++)
      shots[k] = (struct racer){race_sid(s.a, s.provider), k % 2 == 0 ? set : away, NULL};
    assert_int_equal(race(shots, RACERS), 1);
    if (form_find(look(number), "clear-trial") != NULL) {
      journey_press(s.provider, version(number), "clear-trial", 200);
      journey_press(s.provider, version(number), "delete", 200);
    }
    assert_string_equal(tags(look(number)), "已删除");
    client_pages(s.provider, s.a);
    arena_free(round);
  }
}

/* Each move begins where the one before it ended. */
static void history_is_unbroken(void **state) {
  (void)state;
  assert_int_equal(
      fixture_int("SELECT COUNT(*) FROM (SELECT from_state, LAG(to_state) OVER (PARTITION BY object_id ORDER BY id)"
                  " AS before_it FROM history WHERE machine = 'version') h WHERE before_it <> from_state"),
      0);
  assert_int_equal(
      fixture_int("SELECT COUNT(*) FROM plugin_state s WHERE s.online_versions <> (SELECT COUNT(*) FROM version v"
                  " WHERE v.plugin_id = s.plugin_id AND v.state = 'online')"),
      0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_trial_pointer_moves_and_stays_in_review),
      cmocka_unit_test(gray_grows_and_stops),
      cmocka_unit_test(english_says_the_same),
      cmocka_unit_test(the_last_one_on_the_shelf_stays),
      cmocka_unit_test(offline_says_whom_it_meets),
      cmocka_unit_test(strangers_see_nothing),
      cmocka_unit_test(gray_against_stop),
      cmocka_unit_test(offline_against_the_shelf),
      cmocka_unit_test(trial_against_delete),
      cmocka_unit_test(history_is_unbroken),
  };

  return cmocka_run_group_tests(tests, begin, end);
}
