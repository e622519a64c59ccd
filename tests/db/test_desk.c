/* The desk against a real database: its lists and counts, the next one to claim, the decision that moves the object too, and
 * the races. The objects are verifications, which need no plugin. domain.md section 4 "review", section 7.8. */
#include "fixture.h"

#include "base/clock.h"
#include "domain/desk.h"
#include "domain/real_name.h"
#include "rule/policy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { FIRST = 201, SUBJECTS = 30, ANNA = 20011, BERT = 20012, NOON = 1790000000 };

static struct ctx *c;

static void be_reviewer(struct ctx *x, int64_t user, unsigned rights) {
  x->who = (struct principal){.user_id = user, .session_id = 1, .user_name = "r", .rights = rights, .factor = 2};
}

static int up(void **state) {
  (void)state;
  c = fixture_ctx();
  for (int i = 0; i < SUBJECTS; i++)
    fixture_subject(FIRST + i, "enterprise", arena_fmt(c->a, "主体%d", i));
  for (int i = 11; i <= 12; i++)
    fixture_sql("INSERT INTO user (id, email, email_key, display_name, password, created_at) VALUES"
                " (%d, 'd%d@x.cn', 'd%d@x.cn', '审核员%d', '', 1)",
                20000 + i, i, i, i);
  return 0;
}

static int clean(void **state) {
  (void)state;
  fixture_sql("DELETE FROM finding");
  fixture_sql("DELETE FROM review");
  fixture_sql("UPDATE real_name SET state = 'none', reason = NULL");
  c->now = NOON;
  return 0;
}

struct handing {
  struct ctx *c;
  int64_t subject;
};

static enum res do_submit(void *arg) {
  struct handing *h = arg;
  struct evidence_file file = {"执照.pdf", bytes_of("%PDF-1.4")};
  struct real_name_in in = {.licence_no = "91330100", .contact = "0571", .file = &file, .n = 1};
  struct real_name x = {0};
  enum res r = real_name_load(h->c, h->subject, &x);

  return r == RES_OK ? real_name_submit(h->c, &x, &in) : r;
}

/* A subject hands in its papers; its review. */
static struct review handed_in(int64_t subject) {
  struct handing h = {c, subject};
  struct review v = {0};

  fixture_be(c, subject, "enterprise", "main", "none");
  assert_int_equal(fixture_tx(c, do_submit, &h), RES_OK);
  assert_int_equal(review_latest(c, "real-name", subject, &v), RES_OK);
  return v;
}

struct call {
  struct ctx *c;
  const struct review *v;
  const char *action, *reason;
  struct bytes shown;
};

static enum res do_act(void *arg) {
  struct call *x = arg;
  struct review v = {0};
  enum res r = review_load(x->c, x->v->id, &v);
  unsigned rel = review_rel(x->c, &v);

  if (r != RES_OK)
    return r;
  if (strcmp(x->action, "claim") == 0)
    return desk_claim(x->c, &v, rel);
  if (strcmp(x->action, "release") == 0)
    return desk_release(x->c, &v, rel);
  return desk_decide(x->c, &v, rel, x->action, x->reason, x->shown);
}

static enum res act(const struct review *v, int64_t user, const char *action, const char *reason) {
  struct call x = {c, v, action, reason, v->shown_hash};

  be_reviewer(c, user, REL_REAL_NAME);
  return fixture_tx(c, do_act, &x);
}

static const char *state_of(int64_t subject) {
  struct real_name x = {0};

  assert_int_equal(real_name_load(c, subject, &x), RES_OK);
  return x.state;
}

/* ---- deciding ---- */

static void a_decision_moves_both(void **state) {
  struct review yes = handed_in(FIRST), no = handed_in(FIRST + 1);
  struct real_name x = {0};

  (void)state;
  assert_int_equal(act(&yes, ANNA, "approve", NULL), RES_CONFLICT); /* nobody claimed it */
  assert_int_equal(act(&yes, ANNA, "claim", NULL), RES_OK);
  assert_int_equal(act(&yes, ANNA, "approve", NULL), RES_OK);
  assert_string_equal(state_of(FIRST), "verified");
  assert_int_equal(act(&no, ANNA, "claim", NULL), RES_OK);
  assert_int_equal(act(&no, ANNA, "reject", "看不清"), RES_OK);
  assert_int_equal(real_name_load(c, FIRST + 1, &x), RES_OK);
  assert_string_equal(x.state, "refused");
  assert_string_equal(x.reason, "看不清");
}

static void only_what_was_shown_is_decided(void **state) {
  struct review v = handed_in(FIRST);
  unsigned char other[SEAL_HASH] = {1};
  struct call x = {c, &v, "approve", NULL, {other, sizeof other}};

  (void)state;
  assert_int_equal(act(&v, ANNA, "claim", NULL), RES_OK);
  assert_int_equal(fixture_tx(c, do_act, &x), RES_CONFLICT); /* the page showed something else */
  x.shown = (struct bytes){NULL, 0};
  assert_int_equal(fixture_tx(c, do_act, &x), RES_CONFLICT); /* or nothing */
  fixture_sql("UPDATE real_name SET licence_no = 'changed' WHERE subject_id = %d", FIRST);
  assert_int_equal(act(&v, ANNA, "approve", NULL), RES_CONFLICT); /* what is stored is not what was queued */
  assert_string_equal(state_of(FIRST), "auditing");
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM review WHERE id = %lld AND state = 'claimed'", (long long)v.id),
                   1);
}

static void a_claim_is_named_in_the_refusal(void **state) {
  struct review v = handed_in(FIRST);

  (void)state;
  assert_int_equal(act(&v, ANNA, "claim", NULL), RES_OK);
  assert_int_equal(act(&v, BERT, "claim", NULL), RES_FORBIDDEN);
  assert_non_null(strstr(c->why.text, "审核员11"));
  assert_int_equal(act(&v, BERT, "approve", NULL), RES_FORBIDDEN);
  assert_int_equal(act(&v, BERT, "release", NULL), RES_FORBIDDEN);
  assert_int_equal(act(&v, ANNA, "release", NULL), RES_OK);
  assert_int_equal(act(&v, BERT, "claim", NULL), RES_OK);
}

/* ---- lists ---- */

static size_t list(const char *tab, const char *kind, const char *after, struct review_item **out) {
  size_t n = 0;

  assert_int_equal(review_list(c, tab, kind, &(struct span){.from = place_parse(after), .limit = 7}, out, &n), RES_OK);
  return n;
}

/* The same page again from the one behind it: back from a row lead the rows that came before it. */
static void walk_back(const char *tab, const struct review_item *q, size_t n) {
  bool done = strcmp(tab, "done") == 0;
  struct span span = {{done ? q[n - 1].decided_at : q[n - 1].due_at, q[n - 1].id}, true, false, (int64_t)n - 1};
  struct review_item *before = NULL;
  size_t m = 0;

  assert_int_equal(review_list(c, tab, "", &span, &before, &m), RES_OK);
  assert_int_equal(m, n - 1);
  for (size_t i = 0; i < m; i++)
    assert_true(before[i].id == q[i].id);
}

/* Walks a tab by key; checks the order, and that nothing comes twice. */
static size_t walk(const char *tab) {
  const char *after = "";
  size_t all = 0, n;
  int64_t last = -1;

  do {
    struct review_item *q = NULL;

    n = list(tab, "", after, &q);
    for (size_t i = 0; i < n; i++) {
      bool done = strcmp(tab, "done") == 0;
      int64_t at = done ? -q[i].decided_at : q[i].due_at;

      assert_true(last == -1 || at > last); /* all times differ here */
      last = at;
      after = place_text(c->a, done ? q[i].decided_at : q[i].due_at, q[i].id);
    }
    if (n > 1)
      walk_back(tab, q, n);
    all += n;
  } while (n > 0);
  return all;
}

static void lists_page_by_key(void **state) {
  struct review v[SUBJECTS];
  struct review_counts n = {0};
  struct review_item *q = NULL;

  (void)state;
  for (int i = 0; i < SUBJECTS; i++) {
    c->now = NOON + i;
    v[i] = handed_in(FIRST + i);
  }
  for (int i = 0; i < 20; i++) {
    c->now = NOON + 100 + i;
    assert_int_equal(act(&v[i], i < 4 ? BERT : ANNA, "claim", NULL), RES_OK);
    if (i >= 12)
      assert_int_equal(act(&v[i], ANNA, "approve", NULL), RES_OK);
  }
  be_reviewer(c, ANNA, REL_REAL_NAME);
  assert_int_equal(walk("open"), 14); /* 10 queued, 4 that Bert holds */
  assert_int_equal(walk("mine"), 8);
  assert_int_equal(walk("done"), 8);
  assert_int_equal(list("done", "", "", &q), 7);
  assert_int_equal(q[0].total, 8);
  assert_int_equal(review_count(c, "", &n), RES_OK);
  assert_int_equal(n.open, 14);
  assert_int_equal(n.mine, 8);
  assert_int_equal(n.overdue, 0);
  assert_int_equal(review_figures(c, &n), RES_OK);
  assert_int_equal(n.open, 14);
  assert_int_equal(n.mine, 8);
  c->now = v[24].due_at + 1; /* leases are over, so what Anna held waits again */
  assert_int_equal(review_count(c, "real-name", &n), RES_OK);
  assert_int_equal(n.open, 22);
  assert_int_equal(n.mine, 0);
  assert_int_equal(n.overdue, 17);
  assert_int_equal(review_list(c, "", "", &(struct span){.limit = 7}, &q, &(size_t){0}), RES_NOT_FOUND);
}

static void lists_show_own_kinds_only(void **state) {
  struct review_counts n = {0};
  struct review_item *q = NULL;
  int64_t id = 0;

  (void)state;
  handed_in(FIRST);
  be_reviewer(c, ANNA, REL_VERSION | REL_LISTING);
  assert_int_equal(list("open", "", "", &q), 0);
  assert_int_equal(list("open", "real-name", "", &q), 0);
  assert_int_equal(review_count(c, "", &n), RES_OK);
  assert_int_equal(n.open, 0);
  assert_int_equal(review_next(c, "real-name", &id), RES_NOT_FOUND);
  be_reviewer(c, ANNA, REL_VERSION | REL_REAL_NAME);
  assert_int_equal(list("open", "", "", &q), 1);
  assert_int_equal(q[0].own, 0);
  assert_string_equal(q[0].subject_name, "主体0");
  assert_null(q[0].number);
  assert_int_equal(list("open", "version", "", &q), 0);
  be_reviewer(c, FIRST + 10000, REL_REAL_NAME);
  assert_int_equal(list("open", "", "", &q), 1);
  assert_int_equal(q[0].own, 1);
}

/* ---- races ---- */

struct race {
  struct review v;
  bool withdraw;
};

static enum res do_next(struct ctx *x, int i, void *arg) {
  int64_t id = 0;

  (void)arg;
  x->now = NOON;
  be_reviewer(x, i % 2 == 0 ? ANNA : BERT, REL_REAL_NAME);
  return desk_claim_next(x, "", &id);
}

static void everybody_gets_another_next_one(void **state) {
  (void)state;
  for (int i = 0; i < 4; i++) {
    c->now = NOON + i;
    handed_in(FIRST + i);
  }
  assert_int_equal(fixture_race(5, do_next, NULL, RES_OK), 4);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM review WHERE state = 'claimed'"), 4);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM history h JOIN review r ON r.id = h.object_id"
                               " WHERE h.machine = 'review' AND h.action = 'claim'"),
                   4);
}

/* Child 0 approves; the others approve too, or withdraw. */
static enum res do_both(struct ctx *x, int i, void *arg) {
  struct race *race = arg;
  struct call call = {x, &race->v, "approve", NULL, race->v.shown_hash};
  struct real_name rn = {0};
  enum res r;

  x->now = NOON + 1;
  if (i == 0 || !race->withdraw) {
    be_reviewer(x, ANNA, REL_REAL_NAME);
    return do_act(&call);
  }
  fixture_be(x, race->v.subject_id, "enterprise", "main", "auditing");
  r = real_name_load(x, race->v.subject_id, &rn);
  return r == RES_OK ? real_name_withdraw(x, &rn) : r;
}

static void race(bool withdraw) {
  for (int i = 0; i < 8; i++) {
    struct race x = {handed_in(FIRST + i), withdraw};
    int64_t history =
        fixture_int("SELECT COUNT(*) FROM history WHERE machine = 'real-name' AND object_id = %d", FIRST + i);

    assert_int_equal(act(&x.v, ANNA, "claim", NULL), RES_OK);
    assert_int_equal(fixture_race(2, do_both, &x, RES_OK), 1);
    assert_int_equal(fixture_int("SELECT COUNT(*) FROM review r JOIN real_name n ON n.subject_id = r.object_id"
                                 " WHERE r.id = %lld AND CONCAT(r.state, ' ', n.state) IN ('approved verified',"
                                 " 'withdrawn none')",
                                 (long long)x.v.id),
                     1);
    assert_int_equal(
        fixture_int("SELECT COUNT(*) FROM history WHERE machine = 'real-name' AND object_id = %d", FIRST + i),
        history + 1);
  }
}

static void two_approvals(void **state) {
  (void)state;
  race(false);
}

static void approve_against_withdraw(void **state) {
  (void)state;
  race(true);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(a_decision_moves_both, clean),
      cmocka_unit_test_setup(only_what_was_shown_is_decided, clean),
      cmocka_unit_test_setup(a_claim_is_named_in_the_refusal, clean),
      cmocka_unit_test_setup(lists_page_by_key, clean),
      cmocka_unit_test_setup(lists_show_own_kinds_only, clean),
      cmocka_unit_test_setup(everybody_gets_another_next_one, clean),
      cmocka_unit_test_setup(two_approvals, clean),
      cmocka_unit_test_setup(approve_against_withdraw, clean),
  };

  return cmocka_run_group_tests_name("desk", tests, up, NULL);
}
