/* The provider's standing rule: what it approves, in the transaction of applying; setting, replacing, stopping; and eight
 * processes that apply and change it at once. */
#include "application_scene.h"

#include "domain/application.h"
#include "domain/application_rule.h"
#include "domain/binding.h"
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct setting {
  int64_t rev;
  const char *types, *level1;
  bool stop;
};

static enum res set_as(struct ctx *me, const struct setting *x) {
  struct plugin p = {0};
  enum res r = plugin_load(me, P, &p);

  if (r != RES_OK)
    return r;
  return x->stop ? rule_stop(me, &p, x->rev) : rule_set(me, &p, x->rev, x->types, x->level1);
}

static enum res do_set(void *arg) { return set_as(c, arg); }

static enum res set(int64_t rev, const char *types, const char *level1) {
  struct setting x = {rev, types, level1, false};

  as_provider(c);
  c->why = (struct reason){0};
  return fixture_tx(c, do_set, &x);
}

static enum res stop(int64_t rev) {
  struct setting x = {rev, NULL, NULL, true};

  as_provider(c);
  return fixture_tx(c, do_set, &x);
}

static int fresh(void **state) {
  int r = scene_fresh(state);

  fixture_sql("DELETE FROM application_rule");
  fixture_sql("DELETE FROM history WHERE machine = 'rule'");
  fixture_sql("DELETE FROM audit WHERE object_kind = 'rule'");
  return r;
}

static size_t bind_both(void) {
  struct want w = {"why", {APP, APP2}, 2, 0};

  as_merchant(c);
  assert_int_equal(fixture_tx(c, do_bind, &w), RES_OK);
  return w.waits;
}

static void it_answers_while_applying(void **state) {
  (void)state;
  assert_int_equal(set(1, "enterprise", ""), RES_OK);
  assert_int_equal(bind_both(), 0);
  assert_int_equal(
      rows("application a JOIN binding b ON b.id = a.binding_id JOIN application_rule y ON y.id = a.rule_id",
           "a.state = 'approved' AND a.rev = 2 AND a.decided_by IS NULL AND a.decided_at = 1790000000"
           " AND b.state = 'active' AND b.rev = 2 AND b.token IS NOT NULL AND LENGTH(b.token_hash) = 32"
           " AND y.n = 1 AND y.state = 'on'"),
      2);
  assert_int_equal(rows("history h JOIN application a ON a.id = h.object_id",
                        "h.machine = 'application' AND h.action = 'apply' AND h.side = 'owner'"),
                   2);
  assert_int_equal(rows("history h JOIN application a ON a.id = h.object_id",
                        "h.machine = 'application' AND h.action = 'auto-approve' AND h.from_state = 'pending'"
                        " AND h.side = 'rule'"),
                   2);
  assert_int_equal(rows("history h JOIN binding b ON b.id = h.object_id",
                        "h.machine = 'binding' AND h.action = 'auto-approve' AND h.to_state = 'active'"),
                   2);
  assert_int_equal(rows("audit u JOIN application a ON a.id = u.object_id", "u.act = 'application.auto-approve'"), 2);
}

static void what_does_not_fit_waits(void **state) {
  (void)state;
  assert_int_equal(set(1, "media|individual", ""), RES_OK);
  assert_int_equal(bind_both(), 2);
  assert_int_equal(rows("application", "state = 'pending' AND rule_id IS NULL"), 2);
}

static void types_and_categories_must_both_fit(void **state) {
  static const struct {
    const char *types, *level1;
    size_t waits;
  } rules[] = {{"", "tools", 1},          {"", "tools|catering", 0},   {"enterprise", "catering", 1},
               {"media", "tools", 2},     {"media|enterprise", "", 0}, {"enterprise", "education", 2},
               {"enterprise", "tools", 1}};

  fixture_sql("UPDATE app_category SET code = 'catering.ordering' WHERE app_id = %lld", APP2);
  for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
    fresh(state);
    assert_int_equal(set(1, rules[i].types, rules[i].level1), RES_OK);
    assert_int_equal(bind_both(), rules[i].waits);
    assert_int_equal(rows("application", "state = 'pending'"), (int64_t)rules[i].waits);
    assert_int_equal(rows("binding", "state = 'active' AND token IS NOT NULL"), 2 - (int64_t)rules[i].waits);
  }
  fixture_sql("UPDATE app_category SET code = 'tools.notes' WHERE app_id = %lld", APP2);
}

static void guards_hold_all_the_same(void **state) {
  struct want w = {"why", {APP, 0}, 1, 0};

  (void)state;
  assert_int_equal(set(1, "enterprise", ""), RES_OK);
  as_merchant(c);
  assert_int_equal(apply(APP, ""), RES_INVALID); /* a reason is needed */
  fixture_sql("UPDATE category SET host_level1 = 'medical' WHERE code = 'tools.weather'");
  assert_int_equal(fixture_tx(c, do_bind, &w), RES_INVALID);
  fixture_sql("UPDATE category SET host_level1 = '' WHERE code = 'tools.weather'");
  fixture_sql("UPDATE plugin SET state = 'disabled' WHERE id = %lld", P);
  assert_int_equal(fixture_tx(c, do_bind, &w), RES_CONFLICT);
  assert_int_equal(rows("application", "1"), 0);
}

static void a_rule_is_for_what_comes_after_it(void **state) {
  (void)state;
  as_merchant(c);
  assert_int_equal(apply(APP, "why"), RES_OK);
  assert_int_equal(set(1, "enterprise", ""), RES_OK);
  assert_true(is("pending", "waiting"));
  assert_int_equal(stop(2), RES_OK);
  as_merchant(c);
  assert_int_equal(apply(APP2, "why"), RES_OK);
  assert_int_equal(rows("application", "state = 'pending'"), 2);
}

static void another_one_takes_its_place(void **state) {
  struct rule *y = NULL, last = {0};
  size_t n = 0;

  (void)state;
  assert_int_equal(set(1, "enterprise", ""), RES_OK);
  c->now += 5;
  assert_int_equal(set(1, "media", ""), RES_STALE); /* made from a page without the first */
  assert_int_equal(set(2, "", ""), RES_INVALID);
  assert_string_equal(c->why.field, "host_types");
  assert_int_equal(set(2, "enterprise", ""), RES_INVALID); /* nothing is new */
  assert_int_equal(set(2, "media", "tools"), RES_OK);
  assert_int_equal(rows("application_rule", "n = 1 AND state = 'replaced' AND rev = 2 AND ended_by = 10031"
                                            " AND ended_at = 1790000005"),
                   1);
  assert_int_equal(stop(2), RES_STALE);
  assert_int_equal(stop(3), RES_OK);
  assert_int_equal(stop(3), RES_CONFLICT);
  assert_int_equal(set(3, "media", "tools"), RES_OK); /* the same again, after a stop */
  assert_int_equal(rows("history", "machine = 'rule' AND action IN ('set', 'replace', 'stop')"), 5);
  assert_int_equal(rows("audit", "object_kind = 'rule'"), 5);
  assert_int_equal(rule_last(c, P, &last), RES_OK);
  assert_int_equal(last.n, 3);
  assert_string_equal(last.state, "on");
  assert_string_equal(last.made_by, "u10031");
  assert_string_equal(rule_words(c, last.host_types, last.level1_names), "媒体；工具");
  assert_int_equal(rule_list(c, P, 0, false, 2, &y, &n), RES_OK);
  assert_int_equal(n, 2);
  assert_int_equal(y[1].n, 2);
  assert_string_equal(y[1].state, "off");
  assert_int_equal(rule_list(c, P, 2, false, 2, &y, &n), RES_OK);
  assert_int_equal(n, 1);
  assert_int_equal(y[0].n, 1);
  assert_int_equal(rule_list(c, P, 1, true, 2, &y, &n), RES_OK);
  assert_int_equal(n, 2);
  assert_int_equal(y[0].n, 3);
}

static void others_may_not(void **state) {
  struct setting x = {1, "enterprise", "", false};

  (void)state;
  as_merchant(c);
  assert_int_equal(fixture_tx(c, do_set, &x), RES_FORBIDDEN);
  fixture_be(c, PROVIDER, "enterprise", "developer", "verified");
  assert_int_equal(fixture_tx(c, do_set, &x), RES_FORBIDDEN);
  fixture_be(c, PROVIDER, "enterprise", "operator", "verified");
  assert_int_equal(fixture_tx(c, do_set, &x), RES_OK);
}

static void the_history_says_by_which_rule(void **state) {
  struct application_filter by = {"", "", "rule"};
  struct span span = {.limit = 21};
  struct application *a = NULL;
  struct binding b = {0};
  size_t n = 0;

  (void)state;
  assert_int_equal(set(1, "enterprise", "tools"), RES_OK);
  assert_int_equal(bind_both(), 0);
  assert_int_equal(set(2, "media", ""), RES_OK); /* says what it said then */
  assert_int_equal(application_history(c, P, &by, &span, &a, &n), RES_OK);
  assert_int_equal(n, 2);
  assert_int_equal(a[0].rule_n, 1);
  assert_null(a[0].decider);
  assert_string_equal(rule_words(c, a[0].rule_types, a[0].rule_names), "企业；工具");
  by.by = "person";
  assert_int_equal(application_history(c, P, &by, &span, &a, &n), RES_OK);
  assert_int_equal(n, 0);
  assert_int_equal(binding_load(c, APP, P, &b), RES_OK);
  assert_int_equal(b.rule_n, 1);
  assert_string_equal(b.rule_types, "enterprise");
}

/* ---- eight at once ---- */

/* Four apply, each with a mini-program of its own; four set and stop rules of which one fits. */
static enum res contend(struct ctx *mine, int i, void *arg) {
  struct setting x = {0, i % 3 == 0 ? "enterprise" : "media", i == 7 ? "tools" : "", i == 6};
  int64_t app = 900001 + i;
  struct offer o = {0};
  size_t waits = 0;
  enum res r;

  (void)arg;
  if (i < 4) {
    as_merchant(mine);
    r = offer_load(mine, P, &o);
    return r == RES_OK ? binding_bind(mine, &o, &app, 1, "why", &waits) : r;
  }
  as_provider(mine);
  r = set_as(mine, &x);
  return r == RES_INVALID || r == RES_CONFLICT ? RES_OK : r; /* the same rule, or none to stop */
}

/* Moves of rules and of applying lie in one order, that of their history rows: at its own place each application met the rule
 * that was on. */
#define ON_AT(at)                                                                                                      \
  "EXISTS (SELECT 1 FROM application_rule y JOIN history s ON s.object_id = y.id AND s.machine = 'rule'"               \
  " AND s.action = 'set' LEFT JOIN history e ON e.object_id = y.id AND e.machine = 'rule' AND e.action <> 'set'"       \
  " WHERE y.host_types = 'enterprise' AND s.id < " at " AND (e.id IS NULL OR e.id > " at ")"

static void each_meets_the_rule_of_its_moment(void **state) {
  fixture_sql("INSERT INTO app (id, subject_id, name, name_key, created_at) SELECT 900000 + seq, %d, CONCAT('f', seq),"
              " CONCAT('f', seq), 1 FROM seq_1_to_8 ON DUPLICATE KEY UPDATE created_at = 1",
              MERCHANT);
  for (int round = 0; round < 8; round++) {
    fresh(state);
    assert_int_equal(set(1, round % 2 == 0 ? "enterprise" : "media", ""), RES_OK);
    assert_int_equal(fixture_race(8, contend, NULL, RES_OK), 8);
    assert_int_equal(rows("application", "1"), 4);
    assert_int_equal(rows("application_rule", "state = 'on'") <= 1, 1);
    assert_int_equal(rows("application a JOIN history h ON h.object_id = a.id AND h.machine = 'application' AND"
                          " h.action = 'auto-approve'",
                          ON_AT("h.id") " AND y.id = a.rule_id) AND a.state = 'approved'"),
                     rows("application", "rule_id IS NOT NULL"));
    assert_int_equal(rows("application a JOIN history h ON h.object_id = a.id AND h.machine = 'application' AND"
                          " h.action = 'apply'",
                          "a.state = 'pending' AND " ON_AT("h.id") ")"),
                     0);
    assert_int_equal(rows("application", "(state = 'approved') <> (rule_id IS NOT NULL)"), 0);
  }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup(name, fresh)
  const struct CMUnitTest tests[] = {
      TEST(it_answers_while_applying),
      TEST(what_does_not_fit_waits),
      TEST(types_and_categories_must_both_fit),
      TEST(guards_hold_all_the_same),
      TEST(a_rule_is_for_what_comes_after_it),
      TEST(another_one_takes_its_place),
      TEST(others_may_not),
      TEST(the_history_says_by_which_rule),
      TEST(each_meets_the_rule_of_its_moment),
  };

  return cmocka_run_group_tests(tests, scene_up, NULL);
}
