/* One move: the object, its history and its audit row change together or not at all, and of two at once one wins. The
 * machine is the test's own, on the row of a subject's verification. */
#include "domain/moving.h"

#include "fixture.h"
#include "rule/policy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { SUBJECT = 31 };

static const struct state test_machine_states[] = {{"none", "无", TONE_GREY}, {"auditing", "中", TONE_AMBER}};
static const struct move test_machine_moves[] = {
    {"none", "go", "auditing", REL_MAIN | REL_CLOCK | REL_CLAIMANT | REL_PLATFORM, 0, "去"},
    {"auditing", "back", "none", REL_MAIN, MOVE_REASON, "回"},
};
MACHINE(test_machine, "test", "测试");

DB_STMT(test_update, "UPDATE real_name SET state = ?, rev = rev + 1 WHERE subject_id = ? AND state = ? AND rev = ?");

static struct ctx *c;

static int up(void **state) {
  (void)state;
  c = fixture_ctx();
  fixture_subject(SUBJECT, "enterprise", "moving");
  fixture_be(c, SUBJECT, "enterprise", "main", "verified");
  return 0;
}

static int fresh(void **state) {
  (void)state;
  fixture_sql("UPDATE real_name SET state = 'none', rev = 5 WHERE subject_id = %d", SUBJECT);
  fixture_sql("DELETE FROM history WHERE machine = 'test'");
  fixture_sql("DELETE FROM audit WHERE object_kind = 'test'");
  c->why = (struct reason){0};
  return 0;
}

static struct moving object(unsigned rel, const char *reason) {
  return (struct moving){&test_machine, &test_update, "test", SUBJECT, SUBJECT, "none", 5, rel, reason};
}

struct step {
  struct moving m;
  const char *action;
};

static enum res do_step(void *arg) {
  struct step *x = arg;

  return move_do(c, &x->m, x->action);
}

static enum res go(struct moving *m, const char *action) {
  struct step x = {*m, action};
  enum res r = fixture_tx(c, do_step, &x);

  *m = x.m;
  return r;
}

/* Nothing of a refused move is there. */
static void nothing_happened(void) {
  assert_int_equal(fixture_int("SELECT rev FROM real_name WHERE subject_id = %d AND state = 'none'", SUBJECT), 5);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM history WHERE machine = 'test'"), 0);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM audit WHERE object_kind = 'test'"), 0);
}

static void the_object_moves(void **state) {
  struct moving m = object(REL_MAIN, NULL);

  (void)state;
  assert_int_equal(go(&m, "go"), RES_OK);
  assert_string_equal(m.state, "auditing");
  assert_int_equal(m.rev, 6);
  assert_int_equal(fixture_int("SELECT rev FROM real_name WHERE subject_id = %d AND state = 'auditing'", SUBJECT), 6);
}

static void history_is_written(void **state) {
  struct moving m = object(REL_MAIN, NULL);
  struct history_item *h = NULL, *o = NULL;
  size_t n = 0;

  (void)state;
  assert_int_equal(go(&m, "go"), RES_OK);
  m.reason = "因为";
  assert_int_equal(go(&m, "back"), RES_OK);
  assert_int_equal(history_list(c, "test", SUBJECT, 0, false, 21, &h, &n), RES_OK);
  assert_int_equal(n, 2); /* newest first */
  assert_string_equal(h[1].from_state, "none");
  assert_string_equal(h[1].action, "go");
  assert_string_equal(h[1].to_state, "auditing");
  assert_string_equal(h[1].side, "owner");
  assert_int_equal(h[1].at, c->now);
  assert_int_equal(h[1].user_id, SUBJECT + 10000);
  assert_null(h[1].reason);
  assert_string_equal(h[0].from_state, "auditing");
  assert_string_equal(h[0].to_state, "none");
  assert_string_equal(h[0].reason, "因为");
  assert_int_equal(history_list(c, "test", SUBJECT, h[0].id, false, 21, &o, &n), RES_OK);
  assert_true(n == 1 && o[0].id == h[1].id);
  assert_int_equal(history_list(c, "test", SUBJECT, h[1].id, true, 21, &o, &n), RES_OK);
  assert_true(n == 1 && o[0].id == h[0].id);
  assert_int_equal(history_list(c, "test", SUBJECT, h[0].id, true, 21, &o, &n), RES_OK);
  assert_int_equal(n, 0);
  assert_int_equal(history_list(c, "test", SUBJECT, 0, false, 1, &o, &n), RES_OK);
  assert_true(n == 1 && o[0].id == h[0].id);
}

static void the_act_is_audited(void **state) {
  struct moving m = object(REL_MAIN, NULL);

  (void)state;
  assert_int_equal(go(&m, "go"), RES_OK);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM audit WHERE act = 'test.go' AND object_kind = 'test' AND object_id"
                               " = %d AND user_id = %d AND subject_id = %d AND at = %lld AND request_id = 'test' AND"
                               " address = '::1' AND detail = '{\"from\":\"none\",\"to\":\"auditing\"}'",
                               SUBJECT, SUBJECT + 10000, SUBJECT, (long long)c->now),
                   1);
}

static void sides(void **state) {
  static const struct {
    unsigned rel;
    const char *side;
  } cases[] = {
      {REL_MAIN, "owner"}, {REL_CLOCK, "clock"}, {REL_CLAIMANT | REL_VERSION, "reviewer"}, {REL_PLATFORM, "operator"}};

  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    struct moving m = object(cases[i].rel, NULL);

    fresh(state);
    assert_int_equal(go(&m, "go"), RES_OK);
    assert_int_equal(fixture_int("SELECT COUNT(*) FROM history WHERE machine = 'test' AND side = '%s'", cases[i].side),
                     1);
  }
}

static void illegal_and_not_theirs(void **state) {
  struct moving m = object(REL_MAIN, NULL), other = object(REL_DEVELOPER, NULL);

  (void)state;
  assert_int_equal(go(&m, "back"), RES_CONFLICT);
  assert_int_equal(go(&m, "fly"), RES_CONFLICT);
  assert_int_equal(go(&other, "go"), RES_FORBIDDEN);
  assert_string_equal(m.state, "none");
  nothing_happened();
}

static void what_was_seen_must_still_be(void **state) {
  struct moving old = object(REL_MAIN, NULL), elsewhere = object(REL_MAIN, "r");

  (void)state;
  old.rev = 4;
  assert_int_equal(go(&old, "go"), RES_CONFLICT);
  assert_non_null(c->why.text);
  elsewhere.state = "auditing";
  assert_int_equal(go(&elsewhere, "back"), RES_CONFLICT);
  nothing_happened();
}

static void reasons(void **state) {
  static const struct {
    size_t points;
    enum res r;
  } cases[] = {{0, RES_INVALID}, {1, RES_OK}, {1000, RES_OK}, {1001, RES_INVALID}};

  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    struct buf b = buf_new(c->a, 4000);
    struct moving m = object(REL_MAIN, NULL);

    fresh(state);
    for (size_t k = 0; k < cases[i].points; k++)
      buf_str(&b, "因");
    assert_int_equal(go(&m, "go"), RES_OK);
    m.reason = cases[i].points == 0 ? NULL : b.p;
    assert_int_equal(go(&m, "back"), cases[i].r);
    if (cases[i].r == RES_INVALID)
      assert_string_equal(c->why.field, "reason");
    assert_int_equal(fixture_int("SELECT COUNT(*) FROM history WHERE machine = 'test'"), cases[i].r == RES_OK ? 2 : 1);
  }
}

static enum res do_born(void *arg) { return move_born(c, arg, "made"); }

static void births_leave_traces(void **state) {
  struct moving m = object(REL_MAIN, NULL);

  (void)state;
  assert_int_equal(fixture_tx(c, do_born, &m), RES_OK);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM history WHERE machine = 'test' AND from_state = '' AND action ="
                               " 'made' AND to_state = 'none'"),
                   1);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM audit WHERE act = 'test.made'"), 1);
}

static enum res race(struct ctx *mine, int i, void *arg) {
  struct moving m = object(REL_MAIN, NULL);

  (void)i;
  (void)arg;
  fixture_be(mine, SUBJECT, "enterprise", "main", "verified");
  return move_do(mine, &m, "go");
}

static void of_many_at_once_one_wins(void **state) {
  (void)state;
  assert_int_equal(fixture_race(8, race, NULL, RES_OK), 1);
  assert_int_equal(fixture_int("SELECT rev FROM real_name WHERE subject_id = %d", SUBJECT), 6);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM history WHERE machine = 'test'"), 1);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM audit WHERE object_kind = 'test'"), 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(the_object_moves, fresh),
      cmocka_unit_test_setup(history_is_written, fresh),
      cmocka_unit_test_setup(the_act_is_audited, fresh),
      cmocka_unit_test_setup(sides, fresh),
      cmocka_unit_test_setup(illegal_and_not_theirs, fresh),
      cmocka_unit_test_setup(what_was_seen_must_still_be, fresh),
      cmocka_unit_test_setup(reasons, fresh),
      cmocka_unit_test_setup(births_leave_traces, fresh),
      cmocka_unit_test_setup(of_many_at_once_one_wins, fresh),
  };

  return cmocka_run_group_tests(tests, up, NULL);
}
