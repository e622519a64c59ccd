/* Applications: the 24 hours, the lists, hundreds that expire, and eight processes at once. */
#include "application_scene.h"

#include "domain/application.h"
#include "domain/application_figures.h"
#include "domain/binding.h"
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void after_24_hours_only_the_clock_moves_it(void **state) {
  int64_t n = 0;

  (void)state;
  assert_int_equal(apply(APP, "why"), RES_OK);
  c->now = NOW + APPLICATION_TIME - 1;
  assert_int_equal(application_expire(c, &n), RES_OK);
  assert_int_equal(n, 0);
  c->who = (struct principal){0};
  assert_int_equal(act("expire", NULL), RES_CONFLICT);
  c->now++;
  as_provider(c);
  assert_int_equal(act("approve", NULL), RES_CONFLICT);
  assert_int_equal(act("refuse", "no"), RES_CONFLICT);
  as_merchant(c);
  assert_int_equal(act("withdraw", NULL), RES_CONFLICT);
  assert_true(is("pending", "waiting"));
  c->who = (struct principal){0};
  assert_int_equal(application_expire(c, &n), RES_OK);
  assert_int_equal(n, 1);
  assert_true(is("expired", "closed"));
  assert_int_equal(rows("application", "decided_by IS NULL AND decided_at = 1790086400 AND answer IS NULL"), 1);
  assert_int_equal(rows("binding", "closed_at = 1790086400 AND token IS NULL"), 1);
  assert_int_equal(rows("history h JOIN application a ON a.id = h.object_id",
                        "h.action = 'expire' AND h.side = 'clock' AND h.user_id IS NULL AND h.at = 1790086400"),
                   1);
  assert_int_equal(
      rows("audit u JOIN application a ON a.id = u.object_id", "u.act = 'application.expire' AND u.user_id IS NULL"),
      1);
  assert_int_equal(application_expire(c, &n), RES_OK);
  assert_int_equal(n, 0);
}

static void a_second_before_it_may_be_approved(void **state) {
  (void)state;
  assert_int_equal(apply(APP, "why"), RES_OK);
  c->now = NOW + APPLICATION_TIME - 1;
  assert_int_equal(act_rightly("approve"), RES_OK);
}

/* Applications of made-up mini-programs: number i waits until NOW + i. */
static void fill(int n) {
  fixture_sql("INSERT INTO app (id, subject_id, name, name_key, created_at) SELECT 900000 + seq, %d, CONCAT('f', seq),"
              " CONCAT('f', seq), 1 FROM seq_1_to_1000 WHERE seq <= %d ON DUPLICATE KEY UPDATE created_at = 1",
              MERCHANT, n);
  fixture_sql("INSERT INTO binding (id, app_id, plugin_id, subject_id, major, state, config, agreed_by, created_at)"
              " SELECT 500 + seq, 900000 + seq, %lld, %d, 1, 'waiting', '{}', 1, 1 FROM seq_1_to_1000 WHERE seq <= %d",
              P, MERCHANT, n);
  fixture_sql("INSERT INTO application (id, binding_id, plugin_id, app_id, subject_id, state, reason, applied_by,"
              " applied_at, due_at) SELECT 5000 + seq, 500 + seq, %lld, 900000 + seq, %d, 'pending', 'r', 10032,"
              " %d + seq - 86400, %d + seq FROM seq_1_to_1000 WHERE seq <= %d",
              P, MERCHANT, NOW, NOW, n);
}

static void the_queue_goes_by_due_time(void **state) {
  struct application *a = NULL;
  size_t n = 0;

  (void)state;
  fill(30);
  assert_int_equal(application_waiting(c, P, (struct place){0, 0}, false, 21, &a, &n), RES_OK);
  assert_int_equal(n, 21);
  assert_int_equal(a[0].id, 5001); /* due first */
  assert_int_equal(a[20].id, 5021);
  assert_string_equal(a[0].app_name, "f1");
  assert_string_equal(a[0].subject_name, "merchant 32");
  assert_string_equal(a[0].applicant, "u10032");
  assert_int_equal(application_waiting(c, P, (struct place){a[19].due_at, a[19].id}, false, 21, &a, &n), RES_OK);
  assert_int_equal(n, 10);
  assert_int_equal(a[0].id, 5021);
  assert_int_equal(application_waiting(c, P, (struct place){a[0].due_at, a[0].id}, true, 21, &a, &n), RES_OK);
  assert_int_equal(n, 20);
  assert_int_equal(a[0].id, 5001);
  assert_int_equal(a[19].id, 5020);
  fixture_sql("UPDATE application SET state = 'refused', decided_at = id, decided_by = 10031, answer = 'no'");
  assert_int_equal(application_waiting(c, P, (struct place){0, 0}, false, 21, &a, &n), RES_OK);
  assert_int_equal(n, 0);
}

static size_t history(const char *q, const char *state, struct span span, struct application **a) {
  const struct application_filter f = {q, state, ""};
  size_t n = 0;

  span.limit = 21;
  assert_int_equal(application_history(c, P, &f, &span, a, &n), RES_OK);
  return n;
}

static void the_history_goes_by_the_end_and_filters(void **state) {
  struct application *a = NULL;

  (void)state;
  fill(32);
  fixture_sql(
      "UPDATE application SET state = IF(id > 5024, 'refused', 'approved'), decided_at = id, decided_by = 10031,"
      " answer = 'no' WHERE id <= 5030");
  assert_int_equal(history("", "", (struct span){0}, &a), 21);
  assert_int_equal(a[0].id, 5030); /* newest end first; what waits is not there */
  assert_int_equal(a[0].total, 30);
  assert_string_equal(a[0].decider, "u10031");
  assert_string_equal(a[0].answer, "no");
  assert_int_equal(history("", "", (struct span){.from = {a[19].decided_at, a[19].id}}, &a), 10);
  assert_int_equal(a[0].id, 5010);
  assert_int_equal(history("", "", (struct span){.from = {a[0].decided_at, a[0].id}, .back = true}, &a), 20);
  assert_int_equal(a[0].id, 5030);
  assert_int_equal(history("", "", (struct span){.oldest = true}, &a), 21);
  assert_int_equal(a[0].id, 5001);
  assert_int_equal(history("", "refused", (struct span){0}, &a), 6);
  assert_int_equal(a[0].total, 6);
  assert_int_equal(a[5].id, 5025);
  assert_int_equal(history("", "expired", (struct span){0}, &a), 0);
  assert_int_equal(history("f12", "", (struct span){0}, &a), 1); /* by the mini-program's name */
  assert_int_equal(a[0].id, 5012);
  assert_int_equal(a[0].total, 1);
  assert_int_equal(history("f12", "refused", (struct span){0}, &a), 0);
}

static void what_is_due_soon_is_counted(void **state) {
  struct application_due due = {0};

  (void)state;
  assert_int_equal(application_due(c, P, &due), RES_OK);
  assert_int_equal(due.soon, 0);
  assert_int_equal(due.next_at, 0);
  fill(5);
  c->now = NOW + 1; /* the first one's time is over: it is the clock's */
  fixture_sql("UPDATE application SET due_at = %lld WHERE id = 5004", (long long)NOW + 1 + APPLICATION_SOON);
  fixture_sql("UPDATE application SET due_at = %lld WHERE id = 5005", (long long)NOW + 2 + APPLICATION_SOON);
  assert_int_equal(application_due(c, P, &due), RES_OK);
  assert_int_equal(due.soon, 3);
  assert_int_equal(due.next_at, NOW + 2);
  fixture_sql("UPDATE application SET state = 'approved', decided_at = 1");
  assert_int_equal(application_due(c, P, &due), RES_OK);
  assert_int_equal(due.soon, 0);
}

static int rate(int64_t asked) {
  struct application_rate r = {0};

  assert_int_equal(application_rate(c, P, &r), RES_OK);
  assert_int_equal(r.asked, asked);
  return rate_percent(r.asked, r.answered);
}

static void answers_of_ninety_days_make_the_rate(void **state) {
  struct application_due due = {0};

  (void)state;
  assert_int_equal(rate(0), -1);
  fill(8);
  assert_int_equal(rate(0), -1); /* they wait */
  fixture_sql("UPDATE application SET state = 'approved', decided_at = %lld WHERE id <= 5004", (long long)NOW);
  assert_int_equal(rate(4), -1); /* one too few */
  fixture_sql("UPDATE application SET state = 'refused', decided_at = %lld WHERE id = 5005", (long long)NOW);
  assert_int_equal(rate(5), 100);
  fixture_sql("UPDATE application SET state = 'expired', decided_at = %lld WHERE id = 5006", (long long)NOW);
  assert_int_equal(rate(6), 83); /* rounded down */
  fixture_sql("UPDATE application SET state = 'withdrawn', decided_at = %lld WHERE id >= 5007", (long long)NOW);
  assert_int_equal(rate(6), 83);
  fixture_sql("UPDATE application SET decided_at = %lld WHERE id = 5006", (long long)NOW - RATE_DAYS * (int64_t)DAY);
  assert_int_equal(rate(5), 100);
  fixture_sql("UPDATE application SET decided_at = decided_at + 1 WHERE id = 5006");
  assert_int_equal(rate(6), 83);
  assert_int_equal(application_due(c, P, &due), RES_OK);
  assert_int_equal(due.asked, 6);
  assert_int_equal(due.answered, 5);
}

static const struct binding_filter all = {"", ""};

static size_t of_app(struct binding_item **item) {
  struct span span = {.limit = 21};
  size_t n = 0;

  assert_int_equal(binding_of_app(c, APP, &all, &span, item, &n), RES_OK);
  return n;
}

static void what_ended_is_shown_until_something_is_tried(void **state) {
  struct binding_item *b = NULL;
  struct span whole = {.limit = 21}, oldest = {.limit = 21, .oldest = true}, behind = {{NOW + 9, 1}, .limit = 21};
  struct binding_filter active = {"", "active"};
  size_t n = 0;

  (void)state;
  assert_int_equal(apply(APP, "why"), RES_OK);
  assert_int_equal(of_app(&b), 1);
  assert_string_equal(b[0].state, "waiting");
  assert_string_equal(b[0].reason, "why");
  assert_int_equal(b[0].due_at, NOW + APPLICATION_TIME);
  assert_int_equal(act_rightly("refuse"), RES_OK);
  as_merchant(c);
  assert_int_equal(of_app(&b), 1);
  assert_string_equal(b[0].state, "closed");
  assert_string_equal(b[0].asked, "refused");
  assert_string_equal(b[0].answer, "no");
  assert_int_equal(b[0].held, 1);
  assert_int_equal(binding_of_plugin(c, MERCHANT, P, &all, &whole, &b, &n), RES_OK);
  assert_int_equal(n, 1);
  assert_int_equal(apply(APP2, "why"), RES_OK);
  assert_int_equal(binding_of_plugin(c, MERCHANT, P, &all, &oldest, &b, &n), RES_OK);
  assert_int_equal(n, 2);
  assert_string_equal(b[0].state, "waiting"); /* what ended stands behind */
  assert_int_equal(b[0].total, 1);
  assert_int_equal(binding_of_plugin(c, MERCHANT, P, &all, &behind, &b, &n), RES_OK);
  assert_int_equal(n, 1); /* on the first page only */
  assert_int_equal(binding_of_plugin(c, MERCHANT, P, &active, &whole, &b, &n), RES_OK);
  assert_int_equal(n, 0); /* of the whole list only */
  fixture_sql("DELETE FROM application WHERE app_id = %lld", APP2);
  fixture_sql("DELETE FROM binding WHERE app_id = %lld", APP2);
  c->now += 10;
  assert_int_equal(apply(APP, "again"), RES_OK);
  assert_int_equal(of_app(&b), 1);
  assert_string_equal(b[0].state, "waiting");
  assert_int_equal(act("withdraw", NULL), RES_OK);
  assert_int_equal(of_app(&b), 0); /* taken back: nothing to tell */
  fixture_sql("DELETE FROM application WHERE state = 'withdrawn'");
  fixture_sql("DELETE FROM binding WHERE id NOT IN (SELECT binding_id FROM application)");
  assert_int_equal(of_app(&b), 1);
  c->now += BINDING_ENDED_DAYS * (int64_t)DAY;
  assert_int_equal(of_app(&b), 0); /* long ago */
}

static void hundreds_expire_at_once(void **state) {
  int64_t n = 0;

  (void)state;
  fill(250);
  c->who = (struct principal){0};
  c->now = NOW + 240;
  assert_int_equal(application_expire(c, &n), RES_OK);
  assert_int_equal(n, 240);
  assert_int_equal(rows("application a JOIN binding b ON b.id = a.binding_id",
                        "a.state = 'expired' AND b.state = 'closed' AND a.decided_at = 1790000240"),
                   240);
  assert_int_equal(
      rows("application a JOIN binding b ON b.id = a.binding_id", "a.state = 'pending' AND b.state = 'waiting'"), 10);
}

static struct ctx *other;

/* While this transaction holds the first one, the clock leaves it alone and does not wait. */
static enum res hold_one(void *arg) {
  struct application a = {0};
  int64_t n = 0;

  (void)arg;
  fixture_be(other, PROVIDER, "enterprise", "main", "verified");
  other->now = NOW;
  assert_int_equal(application_load(other, 5001, &a), RES_OK);
  assert_int_equal(application_answer(other, &a, "approve", NULL), RES_OK);
  c->who = (struct principal){0};
  c->now = NOW + 3;
  assert_int_equal(application_expire(c, &n), RES_OK);
  assert_int_equal(n, 2);
  return RES_OK;
}

static void the_clock_does_not_wait_for_anybody(void **state) {
  (void)state;
  other = fixture_ctx();
  fill(3);
  assert_int_equal(fixture_tx(other, hold_one, NULL), RES_OK);
  assert_int_equal(rows("application", "state = 'approved' AND id = 5001"), 1);
  assert_int_equal(rows("application", "state = 'expired'"), 2);
}

struct contest {
  int64_t id;
  const char *const *action;
  size_t n;
};

/* Each process does one of the actions as whoever does it. */
static enum res contend(struct ctx *mine, int i, void *arg) {
  const struct contest *x = arg;
  struct step s = {x->action[(size_t)i % x->n], "no", x->id};

  mine->now = NOW + 10;
  if (strcmp(s.action, "withdraw") == 0)
    as_merchant(mine);
  else if (strcmp(s.action, "expire") != 0)
    as_provider(mine);
  else
    mine->now = NOW + APPLICATION_TIME;
  return step(mine, &s);
}

static void eight_at_once_have_one_effect(void **state) {
  static const char *const contests[][2] = {
      {"approve", "expire"}, {"approve", "withdraw"}, {"refuse", "approve"}, {"withdraw", "expire"}};

  for (size_t i = 0; i < 4; i++)
    for (int round = 0; round < 5; round++) {
      struct contest x = {0, contests[i], 2};

      scene_fresh(state);
      assert_int_equal(apply(APP, "why"), RES_OK);
      x.id = newest();
      assert_int_equal(fixture_race(8, contend, &x, RES_OK), 1);
      assert_int_equal(rows("history h JOIN application a ON a.id = h.object_id", "h.machine = 'application'"), 2);
      assert_int_equal(rows("history h JOIN binding b ON b.id = h.object_id", "h.machine = 'binding'"), 2);
      assert_int_equal(rows("application a JOIN binding b ON b.id = a.binding_id",
                            "(a.state = 'approved') = (b.state = 'active' AND b.token IS NOT NULL)"
                            " AND (a.state <> 'approved') = (b.state = 'closed' AND b.token IS NULL)"),
                       1);
    }
}

static enum res race_apply(struct ctx *mine, int i, void *arg) {
  struct offer o = {0};
  int64_t app[2] = {APP, APP2};
  size_t waits = 0;
  enum res r;

  (void)i;
  (void)arg;
  as_merchant(mine);
  r = offer_load(mine, P, &o);
  return r == RES_OK ? binding_bind(mine, &o, app, 2, "why", &waits) : r;
}

static void applying_at_once_makes_one(void **state) {
  for (int round = 0; round < 5; round++) {
    scene_fresh(state);
    assert_int_equal(fixture_race(6, race_apply, NULL, RES_OK), 1);
    assert_int_equal(rows("application", "1"), 2);
    assert_int_equal(rows("binding", "1"), 2);
  }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup(name, scene_fresh)
  const struct CMUnitTest tests[] = {
      TEST(after_24_hours_only_the_clock_moves_it),
      TEST(a_second_before_it_may_be_approved),
      TEST(the_queue_goes_by_due_time),
      TEST(the_history_goes_by_the_end_and_filters),
      TEST(what_is_due_soon_is_counted),
      TEST(answers_of_ninety_days_make_the_rate),
      TEST(what_ended_is_shown_until_something_is_tried),
      TEST(hundreds_expire_at_once),
      TEST(the_clock_does_not_wait_for_anybody),
      TEST(eight_at_once_have_one_effect),
      TEST(applying_at_once_makes_one),
  };

  return cmocka_run_group_tests(tests, scene_up, NULL);
}
