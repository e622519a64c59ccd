/* Many applications answered by one act: what goes, what is left and why, one row of history and audit each, and eight processes
 * at once. */
#include "application_scene.h"

#include "domain/application_bulk.h"
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { MANY = 100 };

/* Applications of mini-programs of MERCHANT, made at NOW: number i has the id 5000 + i. */
static void fill(int n) {
  fixture_sql("INSERT INTO app (id, subject_id, name, name_key, created_at) SELECT 900000 + seq, %d, CONCAT('f', seq),"
              " CONCAT('f', seq), 1 FROM seq_1_to_1000 WHERE seq <= %d ON DUPLICATE KEY UPDATE created_at = 1",
              MERCHANT, n);
  fixture_sql("INSERT INTO binding (id, app_id, plugin_id, subject_id, major, state, config, agreed_by, created_at)"
              " SELECT 500 + seq, 900000 + seq, %lld, %d, 1, 'waiting', '{}', 1, 1 FROM seq_1_to_1000 WHERE seq <= %d",
              P, MERCHANT, n);
  fixture_sql("INSERT INTO application (id, binding_id, plugin_id, app_id, subject_id, state, reason, applied_by,"
              " applied_at, due_at, provider_id) SELECT 5000 + seq, 500 + seq, %lld, 900000 + seq, %d, 'pending', 'r',"
              " 10032, %d, %d, %d FROM seq_1_to_1000 WHERE seq <= %d",
              P, MERCHANT, NOW, NOW + APPLICATION_TIME, PROVIDER, n);
}

struct answer {
  const char *action, *reason;
  int64_t id[MANY + 1];
  size_t n;
  struct bulk out;
};

static struct answer of(const char *action, const char *reason, size_t n) {
  struct answer x = {.action = action, .reason = reason, .n = n};

  for (size_t i = 0; i < n; i++)
    x.id[i] = 5001 + (int64_t)i;
  return x;
}

static enum res do_answer(void *arg) {
  struct answer *x = arg;

  return application_answer_all(c, P, x->id, x->n, x->action, x->reason, &x->out);
}

static enum res answer(struct answer *x) {
  as_provider(c);
  c->why = (struct reason){0};
  return fixture_tx(c, do_answer, x);
}

static void all_go_at_once(void **state) {
  struct answer x = of("approve", NULL, MANY);

  (void)state;
  fill(MANY);
  assert_int_equal(answer(&x), RES_OK);
  assert_int_equal(x.out.nwent, MANY);
  assert_int_equal(x.out.nleft, 0);
  assert_int_equal(rows("application a JOIN binding b ON b.id = a.binding_id",
                        "a.state = 'approved' AND a.rev = 2 AND a.decided_by = 10031 AND a.decided_at = 1790000000"
                        " AND b.state = 'active' AND b.rev = 2 AND LENGTH(b.token_hash) = 32 AND b.token IS NOT NULL"),
                   MANY);
  assert_int_equal(fixture_int("SELECT COUNT(DISTINCT token_hash) FROM binding"), MANY);
  assert_int_equal(rows("history h JOIN application a ON a.id = h.object_id",
                        "h.machine = 'application' AND h.action = 'approve' AND h.from_state = 'pending'"
                        " AND h.to_state = 'approved' AND h.side = 'provider' AND h.user_id = 10031"),
                   MANY);
  assert_int_equal(rows("history h JOIN binding b ON b.id = h.object_id",
                        "h.machine = 'binding' AND h.action = 'approve' AND h.to_state = 'active'"),
                   MANY);
  assert_int_equal(rows("audit u JOIN application a ON a.id = u.object_id", "u.act = 'application.approve'"), MANY);
}

static void a_refusal_tells_all_of_them_why(void **state) {
  struct answer x = of("refuse", NULL, 3);

  (void)state;
  fill(4);
  assert_int_equal(answer(&x), RES_INVALID);
  assert_string_equal(c->why.field, "reason");
  x.reason = "";
  assert_int_equal(answer(&x), RES_INVALID);
  x.reason = "not now";
  assert_int_equal(answer(&x), RES_OK);
  assert_int_equal(rows("application a JOIN binding b ON b.id = a.binding_id",
                        "a.state = 'refused' AND a.answer = 'not now' AND a.decided_by = 10031 AND b.state = 'closed'"
                        " AND b.closed_at = 1790000000 AND b.token IS NULL"),
                   3);
  assert_int_equal(rows("history", "machine = 'application' AND action = 'refuse' AND reason = 'not now'"), 3);
  assert_int_equal(rows("application", "state = 'pending' AND id = 5004"), 1);
}

static void what_changed_meanwhile_is_left(void **state) {
  struct answer x = of("approve", NULL, 5);

  (void)state;
  fill(5);
  fixture_sql("UPDATE application SET due_at = %d WHERE id = 5001", NOW); /* the clock's */
  fixture_sql("UPDATE application SET state = 'withdrawn', decided_at = 1 WHERE id = 5002");
  fixture_sql("UPDATE category SET host_level1 = 'tools' WHERE code = 'tools.weather'");
  fixture_sql("INSERT INTO app_category (app_id, code, state) VALUES (900004, 'tools.notes', 'passed')"
              " ON DUPLICATE KEY UPDATE state = 'passed'");
  assert_int_equal(answer(&x), RES_OK);
  assert_int_equal(x.out.nwent, 1);
  assert_int_equal(x.out.went[0].id, 5004);
  assert_int_equal(x.out.nleft, 4);
  assert_int_equal(x.out.left[0].id, 5001);
  assert_non_null(strstr(x.out.words[0], "24 小时"));
  assert_string_equal(x.out.left[1].app_name, "f2");
  assert_non_null(strstr(x.out.words[1], "已撤回"));
  assert_non_null(strstr(x.out.words[2], "f3"));
  assert_int_equal(rows("application", "state = 'approved'"), 1);
  assert_int_equal(rows("application", "state = 'withdrawn' AND rev = 1"), 1);
  x = of("refuse", "no", 5);
  assert_int_equal(answer(&x), RES_OK); /* refusing needs no fitting category */
  assert_int_equal(x.out.nwent, 2);
  fixture_sql("DELETE FROM app_category WHERE app_id = 900004");
}

static void nothing_goes_without_a_right(void **state) {
  struct answer x = of("approve", NULL, 2);

  (void)state;
  fill(2);
  as_merchant(c);
  assert_int_equal(fixture_tx(c, do_answer, &x), RES_FORBIDDEN);
  fixture_be(c, PROVIDER, "enterprise", "developer", "verified");
  assert_int_equal(fixture_tx(c, do_answer, &x), RES_FORBIDDEN);
  x = of("expire", NULL, 2);
  assert_int_equal(answer(&x), RES_MALFORMED);
  x = of("approve", NULL, 3); /* one that is not there: none */
  assert_int_equal(answer(&x), RES_NOT_FOUND);
  fixture_plugin(P + 1, PROVIDER, "another one", "s", "t", "tools.weather");
  fixture_sql("UPDATE application SET plugin_id = %lld WHERE id = 5002", P + 1);
  x = of("approve", NULL, 2); /* one of another plugin: none */
  assert_int_equal(answer(&x), RES_NOT_FOUND);
  x = of("approve", NULL, 0);
  assert_int_equal(answer(&x), RES_INVALID);
  x = of("approve", NULL, MANY + 1);
  assert_int_equal(answer(&x), RES_INVALID);
  assert_int_equal(rows("application", "state = 'pending' AND rev = 1"), 2);
  fixture_sql("UPDATE application SET plugin_id = %lld", P);
}

/* ---- eight at once ---- */

enum { TAKEN = 12 };

/* Two answer all of them, two refuse all, one approves and one refuses some one by one, one takes them back, one is the clock. */
static enum res contend(struct ctx *mine, int i, void *arg) {
  static const char *const actions[] = {"approve", "refuse", "approve", "refuse"};
  struct answer x = of(actions[i % 4], "no", TAKEN);
  struct step s = {i == 4 ? "approve" : "refuse", "no", 5001 + (i == 4 ? 2 : 9)};
  enum res r;

  (void)arg;
  mine->now = NOW + 10;
  as_provider(mine);
  if (i < 4)
    return application_answer_all(mine, P, x.id, x.n, x.action, strcmp(x.action, "refuse") == 0 ? "no" : NULL, &x.out);
  if (i < 6) {
    r = step(mine, &s);
    return r == RES_CONFLICT ? RES_OK : r;
  }
  if (i == 6) {
    as_merchant(mine);
    r = application_withdraw(mine, 505);
    return r == RES_CONFLICT ? RES_OK : r;
  }
  mine->who = (struct principal){0};
  mine->now = NOW + APPLICATION_TIME;
  r = application_lapse(mine, 5007);
  return r == RES_CONFLICT ? RES_OK : r;
}

static void eight_at_once_leave_each_with_one_end(void **state) {
  for (int round = 0; round < 5; round++) {
    scene_fresh(state);
    fixture_sql("DELETE h FROM history h WHERE h.object_id BETWEEN 501 AND 5100");
    fixture_sql("DELETE u FROM audit u WHERE u.object_id BETWEEN 501 AND 5100");
    fill(TAKEN);
    assert_int_equal(fixture_race(8, contend, NULL, RES_OK), 8);
    assert_int_equal(rows("application", "state <> 'pending' AND rev = 2"), TAKEN);
    assert_int_equal(rows("application a JOIN binding b ON b.id = a.binding_id",
                          "(a.state = 'approved' AND b.state = 'active' AND b.token IS NOT NULL)"
                          " OR (a.state <> 'approved' AND b.state = 'closed' AND b.token IS NULL)"),
                     TAKEN);
    assert_int_equal(rows("history h JOIN application a ON a.id = h.object_id AND a.state = h.to_state",
                          "h.machine = 'application'"),
                     TAKEN);
    assert_int_equal(rows("history", "machine = 'application' AND object_id BETWEEN 5001 AND 5100"), TAKEN);
    assert_int_equal(rows("history", "machine = 'binding' AND object_id BETWEEN 501 AND 600"), TAKEN);
    assert_int_equal(rows("audit", "act LIKE 'application.%' AND object_id BETWEEN 5001 AND 5100"), TAKEN);
  }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup(name, scene_fresh)
  const struct CMUnitTest tests[] = {
      TEST(all_go_at_once),
      TEST(a_refusal_tells_all_of_them_why),
      TEST(what_changed_meanwhile_is_left),
      TEST(nothing_goes_without_a_right),
      TEST(eight_at_once_leave_each_with_one_end),
  };

  return cmocka_run_group_tests(tests, scene_up, NULL);
}
