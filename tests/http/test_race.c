/* Races through nginx: 8 processes send what people send, at the same moment, 200 rounds of each pair. One effect each,
 * and a history without gaps. security.md 1 and 5. */
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
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Under the sanitizers memory is looked at, not luck: a tenth of the rounds shows the same code. */
#ifdef __SANITIZE_ADDRESS__
enum { ROUNDS = 20 };
#else
enum { ROUNDS = 200 };
#endif

static struct journey s;
static struct client *second; /* another reviewer */

static int begin(void **state) {
  (void)state;
  s.a = arena_new((size_t)6 << 30);
  s.provider = people_register(s.a, "racer", "enterprise");
  s.merchant = people_register(s.a, "rival", "enterprise");
  s.reviewer = demo_client(s.a, "reviewer", 0);
  second = demo_client(s.a, "reviewer", 1);
  journey_verify(&s, s.provider, "racer", false);
  journey_verify(&s, s.merchant, "rival", false);
  journey_plugin(&s, "竞速插件");
  journey_settings(
      &s,
      form_get(page_want(client_get(s.provider, arena_fmt(s.a, "/console/plugins/%s/settings", s.plugin)), 200), NULL));
  journey_doc(&s);
  return 0;
}

static int end(void **state) {
  (void)state;
  arena_free(s.a);
  return 0;
}

static const char *version_path(const char *version) {
  return arena_fmt(s.a, "/console/plugins/%s/versions/%s", s.plugin, version);
}

/* The address of the claimed review of our version. */
static const char *claim(struct client *c) {
  struct page *p = page_want(client_get(c, "/review?kind=version"), 200);
  const char *href = NULL;

  while (href == NULL) {
    const char *next = page_link(p, "下一页");

    href = page_text(p, "//tr[contains(., '竞速插件')]//a[contains(@href, '/review/')]/@href");
    if (href == NULL && next == NULL)
      fail_msg("our version is not in the queue");
    if (href == NULL)
      p = page_want(client_get(c, next), 200);
  }
  href = arena_str(s.a, href);
  journey_press(c, href, "claim", 200);
  return href;
}

static struct form *decision(const char *review, const char *action) {
  struct form *f = form_get(page_want(client_get(s.reviewer, review), 200), action);

  form_set(f, "reason", strcmp(action, "reject") == 0 ? "缺少使用说明" : "");
  return f;
}

static void approve_against_withdraw(void **state) {
  struct client *p = s.provider;

  (void)state;
  journey_upload(&s, "1.0.0", sample_package(s.a, "race"), 200);
  for (int i = 0; i < ROUNDS; i++) {
    struct arena *round = arena_new((size_t)256 << 20);
    struct racer shots[RACERS];
    struct page *after;
    const char *review;

    client_pages(p, round);
    client_pages(s.reviewer, round);
    journey_submit(&s, "1.0.0", "比赛用的版本说明", 200);
    review = claim(s.reviewer);
    for (int k = 0; k < RACERS; k++)
      shots[k] = k % 2 == 0 ? (struct racer){race_sid(s.a, s.reviewer), decision(review, "approve"), NULL}
                            : (struct racer){race_sid(s.a, p),
                                             form_get(client_get(p, version_path("1.0.0")), "withdraw"), NULL};
    /* the same decision sent four times by one reviewer has four keys: one wins, the rest meet a decided review */
    assert_int_equal(race(shots, RACERS), 1);
    after = page_want(client_get(p, version_path("1.0.0")), 200);
    if (form_find(after, "return") != NULL)
      journey_press(p, version_path("1.0.0"), "return", 200);
    else
      assert_true(page_count(after, "//a[contains(@href, '/versions/1.0.0/submit')]") > 0);
    client_pages(p, s.a);
    client_pages(s.reviewer, s.a);
    arena_free(round);
  }
}

static void two_approvals(void **state) {
  (void)state;
  for (int i = 0; i < ROUNDS; i++) {
    struct arena *round = arena_new((size_t)256 << 20);
    struct racer shots[RACERS];
    const char *review;

    client_pages(s.provider, round);
    client_pages(s.reviewer, round);
    journey_submit(&s, "1.0.0", "比赛用的版本说明", 200);
    review = claim(s.reviewer);
    for (int k = 0; k < RACERS; k++)
      shots[k] = (struct racer){race_sid(s.a, s.reviewer), decision(review, k % 2 == 0 ? "approve" : "reject"), NULL};
    assert_int_equal(race(shots, RACERS), 1);
    journey_press(s.provider, version_path("1.0.0"), "return", 200);
    client_pages(s.provider, s.a);
    client_pages(s.reviewer, s.a);
    arena_free(round);
  }
}

static void one_key_sent_eight_times(void **state) {
  const char *path = arena_fmt(s.a, "/console/apps/new");

  (void)state;
  for (int i = 0; i < ROUNDS; i++) {
    struct arena *round = arena_new((size_t)64 << 20);
    struct racer shots[RACERS];
    struct form *f;

    client_pages(s.merchant, round);
    f = form_get(page_want(client_get(s.merchant, path), 200), NULL);
    form_set(f, "name", arena_fmt(round, "同键小程序 %03d", i));
    form_add(f, "categories", "tools.lookup");
    for (int k = 0; k < RACERS; k++)
      shots[k] = (struct racer){race_sid(s.a, s.merchant), f, NULL};
    assert_int_equal(race(shots, RACERS), RACERS); /* one effect, eight times the same answer */
    client_pages(s.merchant, s.a);
    arena_free(round);
  }
}

static void twenty_uploads_of_one_number(void **state) {
  const char *path = arena_fmt(s.a, "/console/plugins/%s/versions/upload", s.plugin);

  (void)state;
  for (int i = 0; i < ROUNDS / 10; i++) { /* 20 at once, 20 numbers: the limit of init and rejected versions is 20 */
    struct arena *round = arena_new((size_t)256 << 20);
    const char *number = arena_fmt(s.a, "2.%d.0", i);
    struct racer shots[20];

    client_pages(s.provider, round);
    for (int k = 0; k < 20; k++) {
      struct form *f = form_get(page_want(client_get(s.provider, path), 200), NULL);

      form_set(f, "version", number);
      form_file(f, "package", "p.zip", "application/zip", sample_package(round, arena_fmt(round, "%d-%d", i, k)));
      shots[k] = (struct racer){race_sid(s.a, s.provider), f, NULL};
    }
    assert_int_equal(race(shots, 20), 1);
    journey_press(s.provider, version_path(number), "delete", 200);
    client_pages(s.provider, s.a);
    arena_free(round);
  }
}

static void double_obtain(void **state) {
  const char *market = arena_fmt(s.a, "/console/plugins/%s/listing", s.plugin);
  const char *obtain, *held;

  (void)state;
  journey_submit(&s, "1.0.0", "比赛用的版本说明", 200);
  journey_decide(&s, "version", "竞速插件", "approve", "");
  journey_press(s.provider, version_path("1.0.0"), "online", 200);
  journey_press(s.provider, market, "publish", 200);
  journey_info(&s, "比赛用的插件");
  journey_guide(&s);
  journey_press(s.provider, arena_fmt(s.a, "%s/check", market), "submit", 200);
  journey_decide(&s, "listing", "竞速插件", "approve", "");
  journey_press(s.provider, market, "shelve", 200);
  obtain = arena_fmt(s.a, "/market/%s/obtain", s.plugin);
  held = arena_fmt(s.a, "/console/obtained/%s", s.plugin);
  for (int i = 0; i < ROUNDS; i++) {
    struct arena *round = arena_new((size_t)64 << 20);
    struct racer shots[RACERS];

    client_pages(s.merchant, round);
    for (int k = 0; k < RACERS; k++) {
      shots[k] = (struct racer){race_sid(s.a, s.merchant),
                                form_get(page_want(client_get(s.merchant, obtain), 200), "obtain"), NULL};
      form_set(shots[k].form, "agree", "1");
    }
    assert_true(race(shots, RACERS) >= 1);
    assert_int_equal(page_count(page_want(client_get(s.merchant, "/console/obtained"), 200),
                                arena_fmt(round, "//th//a[contains(@href, '%s')]", s.plugin)),
                     1);
    journey_press(s.merchant, held, "release", 200);
    client_pages(s.merchant, s.a);
    arena_free(round);
  }
}

/* Each move begins where the one before it ended, in every history that the races and the demo data wrote. */
static void history_is_unbroken(void **state) {
  (void)state;
  assert_true(fixture_int("SELECT COUNT(*) FROM history") > 4 * ROUNDS);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM (SELECT from_state, LAG(to_state) OVER (PARTITION BY machine,"
                               " object_id ORDER BY id) AS before_it FROM history) h"
                               " WHERE before_it IS NOT NULL AND before_it <> from_state"),
                   0);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM version v WHERE v.state <> (SELECT h.to_state FROM history h"
                               " WHERE h.machine = 'version' AND h.object_id = v.id ORDER BY h.id DESC LIMIT 1)"),
                   0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(approve_against_withdraw),
      cmocka_unit_test(two_approvals),
      cmocka_unit_test(one_key_sent_eight_times),
      cmocka_unit_test(twenty_uploads_of_one_number),
      cmocka_unit_test(double_obtain),
      cmocka_unit_test(history_is_unbroken),
  };

  return cmocka_run_group_tests(tests, begin, end);
}
