/* Reviews against a real database: moves × relations, the lease and the clock, the place that is kept, lists, the receipt,
 * and the races of two reviewers and of a reviewer and the submitter. domain.md section 4 "review". */
#include "fixture.h"

#include "base/clock.h"
#include "domain/desk.h"
#include "domain/review.h"
#include "rule/policy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { OWNER = 101, OTHER = 102, ANNA = 20001, BERT = 20002, NOON = 1790000000 /* a Monday, 22:13 in Shanghai */ };

static struct ctx *c;
static int64_t object = 1000;

/* A member of a subject. */
static void be_owner(struct ctx *x, int64_t subject) { fixture_be(x, subject, "enterprise", "main", "verified"); }
/* A reviewer without a subject. */
static void be_reviewer(struct ctx *x, int64_t user, unsigned rights) {
  x->who = (struct principal){.user_id = user, .session_id = 1, .user_name = "r", .rights = rights, .factor = 2};
}

struct call {
  struct ctx *c;
  struct review *v;
  const char *kind, *action, *reason;
  int64_t object, subject;
  unsigned rel;
};

static enum res do_open(void *arg) {
  struct call *x = arg;

  return review_open(x->c, x->kind, x->object, 0, x->subject, NULL);
}

static enum res do_act(void *arg) {
  struct call *x = arg;
  struct review v = *x->v;

  if (strcmp(x->action, "claim") == 0)
    return review_claim(x->c, &v, x->rel);
  if (strcmp(x->action, "release") == 0)
    return review_release(x->c, &v, x->rel);
  if (strcmp(x->action, "withdraw") == 0)
    return review_withdraw(x->c, v.kind, v.object_id);
  return review_decide(x->c, &v, x->rel, x->action, x->reason);
}

static enum res open_as(const char *kind, int64_t obj, int64_t subject) {
  struct call x = {.c = c, .kind = kind, .object = obj, .subject = subject};

  be_owner(c, subject);
  return fixture_tx(c, do_open, &x);
}

static struct review latest(const char *kind, int64_t obj) {
  struct review v = {0};

  assert_int_equal(review_latest(c, kind, obj, &v), RES_OK);
  return v;
}

/* A queued review of a new object. */
static struct review queued(const char *kind, int64_t subject) {
  object++;
  assert_int_equal(open_as(kind, object, subject), RES_OK);
  return latest(kind, object);
}

/* Whoever c is now does it, with the relation that it has. */
static enum res act(const struct review *old, const char *action, const char *reason) {
  struct review v = {0};
  struct call x = {.c = c, .v = &v, .action = action, .reason = reason};

  assert_int_equal(review_load(c, old->id, &v), RES_OK);
  x.rel = review_rel(c, &v);
  return fixture_tx(c, do_act, &x);
}

static enum res act_as(const struct review *v, int64_t user, const char *action, const char *reason) {
  be_reviewer(c, user, REL_REAL_NAME);
  return act(v, action, reason);
}

static int up(void **state) {
  (void)state;
  c = fixture_ctx();
  c->now = NOON;
  fixture_subject(OWNER, "enterprise", "一方");
  fixture_subject(OTHER, "enterprise", "二方");
  for (int i = 1; i <= 2; i++)
    fixture_sql("INSERT INTO user (id, email, email_key, display_name, password, created_at) VALUES"
                " (%d, 'r%d@x.cn', 'r%d@x.cn', '审核员%d', '', 1)",
                20000 + i, i, i, i);
  return 0;
}

static int clean(void **state) {
  (void)state;
  fixture_sql("DELETE FROM finding");
  fixture_sql("DELETE FROM review");
  c->now = NOON;
  return 0;
}

/* A review of kind real-name brought into a state by BERT. */
static struct review in_state(const char *state) {
  struct review v = queued("real-name", OWNER);

  if (strcmp(state, "withdrawn") == 0)
    assert_int_equal(act(&v, "withdraw", NULL), RES_OK);
  else if (strcmp(state, "queued") != 0)
    assert_int_equal(act_as(&v, BERT, "claim", NULL), RES_OK);
  if (strcmp(state, "approved") == 0)
    assert_int_equal(act_as(&v, BERT, "approve", NULL), RES_OK);
  if (strcmp(state, "rejected") == 0)
    assert_int_equal(act_as(&v, BERT, "reject", "看不清"), RES_OK);
  return v;
}

static enum res try_as(const char *who, const struct review *v, const char *action) {
  if (strcmp(who, "owner") == 0)
    be_owner(c, OWNER);
  else if (strcmp(who, "stranger") == 0)
    be_owner(c, OTHER);
  else
    be_reviewer(c, strcmp(who, "claimant") == 0 ? BERT : ANNA,
                strcmp(who, "other kind") == 0 ? REL_VERSION | REL_LISTING : REL_REAL_NAME);
  return act(v, action, "原因");
}

/* Every state × action × kind of caller; what is not listed is refused. */
static void moves_and_relations(void **state) {
  static const char *const states[] = {"queued", "claimed", "approved", "rejected", "withdrawn"};
  static const char *const actions[] = {"claim", "release", "approve", "reject", "withdraw"};
  static const char *const callers[] = {"owner", "stranger", "reviewer", "claimant", "other kind"};
  static const char *const open[] = {"queued claim reviewer",    "queued claim claimant",    "claimed claim claimant",
                                     "claimed release claimant", "claimed approve claimant", "claimed reject claimant",
                                     "queued withdraw owner",    "claimed withdraw owner"};

  (void)state;
  for (size_t s = 0; s < 5; s++)
    for (size_t a = 0; a < 5; a++)
      for (size_t w = 0; w < 5; w++) {
        struct review v = in_state(states[s]);
        const char *row = arena_fmt(c->a, "%s %s %s", states[s], actions[a], callers[w]);
        enum res got = try_as(callers[w], &v, actions[a]);
        bool want = false;

        for (size_t i = 0; i < sizeof open / sizeof open[0]; i++)
          want = want || strcmp(open[i], row) == 0;
        if (want != (got == RES_OK))
          fail_msg("%s: result %d", row, (int)got);
        if (!want && got != RES_CONFLICT && got != RES_FORBIDDEN)
          fail_msg("%s: refused with %d", row, (int)got);
      }
}

static void a_rejection_needs_a_reason(void **state) {
  struct review v = in_state("claimed");
  char text[1002];
  struct finding_item *f = NULL;
  size_t n = 0;

  (void)state;
  memset(text, 'x', sizeof text);
  text[1001] = '\0';
  assert_int_equal(act_as(&v, BERT, "reject", NULL), RES_INVALID);
  assert_int_equal(act_as(&v, BERT, "reject", ""), RES_INVALID);
  assert_string_equal(c->why.field, "reason");
  assert_int_equal(act_as(&v, BERT, "reject", text), RES_INVALID);
  text[1000] = '\0';
  assert_int_equal(act_as(&v, BERT, "reject", text), RES_OK);
  assert_int_equal(review_findings(c, v.id, &f, &n), RES_OK);
  assert_int_equal(n, 1);
  assert_string_equal(f[0].text, text);
  assert_string_equal(f[0].severity, "error");
  v = latest("real-name", v.object_id);
  assert_int_equal(v.decided_by, BERT);
  assert_int_equal(v.decided_at, c->now);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM history WHERE machine = 'review' AND object_id = %lld"
                               " AND action = 'reject' AND side = 'reviewer'",
                               (long long)v.id),
                   1);
  assert_int_equal(
      fixture_int("SELECT COUNT(*) FROM audit WHERE act = 'review.reject' AND object_id = %lld", (long long)v.id), 1);
}

static void nobody_reviews_their_own_subject(void **state) {
  struct review v = queued("real-name", OWNER);
  int64_t id = 0;

  (void)state;
  be_reviewer(c, OWNER + 10000, REL_REAL_NAME); /* its main account, acting for no subject now */
  v = latest("real-name", v.object_id);
  assert_int_equal(v.own, 1);
  assert_int_equal(review_rel(c, &v), 0);
  assert_int_equal(act(&v, "claim", NULL), RES_FORBIDDEN);
  assert_int_equal(review_next(c, "", &id), RES_NOT_FOUND);
  be_reviewer(c, ANNA, REL_REAL_NAME);
  assert_int_equal(review_next(c, "", &id), RES_OK);
  assert_int_equal(id, v.id);
}

static void only_one_is_open(void **state) {
  struct review v = in_state("claimed");

  (void)state;
  assert_int_equal(open_as("real-name", v.object_id, OWNER), RES_CONFLICT);
  assert_int_equal(open_as("version", v.object_id, OWNER), RES_OK);
  assert_int_equal(act_as(&v, BERT, "approve", NULL), RES_OK);
  assert_int_equal(open_as("real-name", v.object_id, OWNER), RES_OK);
  assert_int_equal(latest("real-name", v.object_id).round, 2);
}

static void a_lease_ends(void **state) {
  struct review v = in_state("claimed");
  int64_t n = -1, lease = c->conf->lease;

  (void)state;
  assert_int_equal(lease, 30 * MINUTE);
  be_reviewer(c, BERT, REL_REAL_NAME);
  c->now = NOON + lease;
  v = latest("real-name", v.object_id);
  assert_int_equal(review_rel(c, &v), REL_REAL_NAME | REL_CLAIMANT);
  assert_int_equal(review_expire(c, &n), RES_OK);
  assert_int_equal(n, 0);
  c->now++;
  assert_int_equal(review_rel(c, &v), REL_REAL_NAME);
  assert_int_equal(act(&v, "approve", NULL), RES_FORBIDDEN);
  c->who = (struct principal){0}; /* the jobs process is nobody */
  assert_int_equal(review_expire(c, &n), RES_OK);
  assert_int_equal(n, 1);
  v = latest("real-name", v.object_id);
  assert_string_equal(v.state, "queued");
  assert_int_equal(v.claimed_by, 0);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM history WHERE machine = 'review' AND object_id = %lld"
                               " AND action = 'lease-over' AND side = 'clock' AND user_id IS NULL",
                               (long long)v.id),
                   1);
}

static void acting_renews_a_lease(void **state) {
  struct review v = in_state("claimed");

  (void)state;
  c->now = NOON + c->conf->lease;
  assert_int_equal(act_as(&v, BERT, "claim", NULL), RES_OK);
  assert_int_equal(latest("real-name", v.object_id).lease_until, c->now + c->conf->lease);
}

/* The queue time after `wait` seconds: kept or new. */
static bool kept(const char *state, int64_t wait) {
  struct review v, again;

  c->now = NOON;
  v = in_state(state);
  c->now = NOON + wait;
  assert_int_equal(open_as("real-name", v.object_id, OWNER), RES_OK);
  again = latest("real-name", v.object_id);
  assert_int_equal(again.submitted_at, c->now);
  assert_int_equal(again.due_at == v.due_at, again.queued_at == v.queued_at);
  return again.queued_at == v.queued_at;
}

static void a_place_is_kept(void **state) {
  (void)state;
  assert_true(kept("withdrawn", DAY));
  assert_false(kept("withdrawn", DAY + 1));
  assert_true(kept("rejected", 7 * DAY));
  assert_false(kept("rejected", 7 * DAY + 1));
  assert_false(kept("approved", 1));
}

static void a_kept_place_is_in_front(void **state) {
  struct review first = in_state("withdrawn"), second;
  int64_t expected = 0, place = 0, id = 0;

  (void)state;
  c->now += HOUR;
  second = queued("real-name", OTHER);
  c->now += HOUR;
  assert_int_equal(open_as("real-name", first.object_id, OWNER), RES_OK);
  first = latest("real-name", first.object_id);
  assert_int_equal(review_receipt(c, &first, &expected, &place), RES_OK);
  assert_int_equal(place, 1);
  assert_int_equal(review_receipt(c, &second, &expected, &place), RES_OK);
  assert_int_equal(place, 2);
  be_reviewer(c, ANNA, REL_REAL_NAME);
  assert_int_equal(review_next(c, "", &id), RES_OK);
  assert_int_equal(id, first.id);
}

static void the_receipt_knows_the_usual_time(void **state) {
  static const int64_t took[] = {HOUR, 3 * HOUR, 10 * HOUR};
  struct review v;
  int64_t expected = -1, place = -1;

  (void)state;
  v = queued("real-name", OWNER);
  assert_int_equal(review_receipt(c, &v, &expected, &place), RES_OK);
  assert_int_equal(expected, 0);
  for (int i = 0; i < 3; i++) {
    v = in_state(i == 1 ? "approved" : "rejected");
    fixture_sql("UPDATE review SET submitted_at = decided_at - %lld WHERE id = %lld", (long long)took[i],
                (long long)v.id);
  }
  in_state("withdrawn"); /* nobody decided: does not count */
  assert_int_equal(review_load(c, v.id, &v), RES_OK);
  assert_int_equal(review_receipt(c, &v, &expected, &place), RES_OK);
  assert_int_equal(expected, 3 * HOUR);
  v = latest("real-name", v.object_id);
  assert_int_equal(review_receipt(c, &v, &expected, &place), RES_OK);
  assert_int_equal(place, 0); /* decided: not in the queue */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(moves_and_relations, clean),
      cmocka_unit_test_setup(a_rejection_needs_a_reason, clean),
      cmocka_unit_test_setup(nobody_reviews_their_own_subject, clean),
      cmocka_unit_test_setup(only_one_is_open, clean),
      cmocka_unit_test_setup(a_lease_ends, clean),
      cmocka_unit_test_setup(acting_renews_a_lease, clean),
      cmocka_unit_test_setup(a_place_is_kept, clean),
      cmocka_unit_test_setup(a_kept_place_is_in_front, clean),
      cmocka_unit_test_setup(the_receipt_knows_the_usual_time, clean),
  };

  return cmocka_run_group_tests_name("review", tests, up, NULL);
}
