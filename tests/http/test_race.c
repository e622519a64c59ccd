/* Races through nginx: 8 processes send what people send, at the same moment, 200 rounds of each pair. One effect each,
 * and a history without gaps. security.md 1 and 5. */
#include "../db/fixture.h"
#include "client.h"
#include "demo.h"
#include "form.h"
#include "journey.h"
#include "people.h"
#include "sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* Under the sanitizers memory is looked at, not luck: a tenth of the rounds shows the same code. */
#ifdef __SANITIZE_ADDRESS__
enum { ROUNDS = 20, RACERS = 8 };
#else
enum { ROUNDS = 200, RACERS = 8 };
#endif

/* What one process sends. */
struct shot {
  const char *sid;
  struct form *form;
};

static struct journey s;
static struct client *second; /* another reviewer */

static const char *sid(struct client *c) {
  const char *value = client_cookie(c, s.a, "sid");

  assert_non_null(value);
  return value;
}

/* In a child: connect, wait for the starting shot, send, answer with the status in eight bits. */
static int shoot(const struct shot *shot, int go) {
  struct arena *a = arena_new(64 << 20);
  struct client *c = client_new(a);
  char ch;

  client_follow(c, false);
  client_header(c, arena_fmt(a, "Cookie: sid=%s", shot->sid));
  (void)client_get(c, "/healthz"); /* the connection is there */
  (void)!read(go, &ch, 1);
  return (int)(form_send(c, shot->form)->status - 200) & 0xff; /* 303 → 103, 409 → 209, 422 → 222, 500 → 44 */
}

/* All at once; how many got 303. Anything but 303, 403, 404, 409, 422 fails the test. */
static int race(const struct shot *shots, int n) {
  int go[2], won = 0;

  assert_int_equal(pipe(go), 0);
  for (int i = 0; i < n; i++) {
    pid_t pid = fork();

    assert_true(pid >= 0);
    if (pid == 0) {
      close(go[1]);
      _exit(shoot(&shots[i], go[0]));
    }
  }
  close(go[0]);
  usleep(3000);
  close(go[1]);
  for (int i = 0; i < n; i++) {
    int status = 0, code;

    assert_true(wait(&status) > 0);
    assert_true(WIFEXITED(status));
    code = WEXITSTATUS(status) + 200;
    if (code != 303 && code != 403 && code != 404 && code != 409 && code != 422)
      fail_msg("an answer was %d", code);
    won += code == 303;
  }
  return won;
}

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
    struct shot shots[RACERS];
    struct page *after;
    const char *review;

    client_pages(p, round);
    client_pages(s.reviewer, round);
    journey_submit(&s, "1.0.0", "比赛用的版本说明", 200);
    review = claim(s.reviewer);
    for (int k = 0; k < RACERS; k++)
      shots[k] = k % 2 == 0 ? (struct shot){sid(s.reviewer), decision(review, "approve")}
                            : (struct shot){sid(p), form_get(client_get(p, version_path("1.0.0")), "withdraw")};
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
    struct shot shots[RACERS];
    const char *review;

    client_pages(s.provider, round);
    client_pages(s.reviewer, round);
    journey_submit(&s, "1.0.0", "比赛用的版本说明", 200);
    review = claim(s.reviewer);
    for (int k = 0; k < RACERS; k++)
      shots[k] = (struct shot){sid(s.reviewer), decision(review, k % 2 == 0 ? "approve" : "reject")};
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
    struct shot shots[RACERS];
    struct form *f;

    client_pages(s.merchant, round);
    f = form_get(page_want(client_get(s.merchant, path), 200), NULL);
    form_set(f, "name", arena_fmt(round, "同键小程序 %03d", i));
    form_add(f, "categories", "tools.lookup");
    for (int k = 0; k < RACERS; k++)
      shots[k] = (struct shot){sid(s.merchant), f};
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
    struct shot shots[20];

    client_pages(s.provider, round);
    for (int k = 0; k < 20; k++) {
      struct form *f = form_get(page_want(client_get(s.provider, path), 200), NULL);

      form_set(f, "version", number);
      form_file(f, "package", "p.zip", "application/zip", sample_package(round, arena_fmt(round, "%d-%d", i, k)));
      shots[k] = (struct shot){sid(s.provider), f};
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
    struct shot shots[RACERS];

    client_pages(s.merchant, round);
    for (int k = 0; k < RACERS; k++) {
      shots[k] = (struct shot){sid(s.merchant), form_get(page_want(client_get(s.merchant, obtain), 200), "obtain")};
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
