/* Advisories on the host's side: whom one concerns, acknowledging once, and both sides at once. */
#include "advisory_scene.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void it_concerns_the_version_in_effect(void **state) {
  struct advisory_input in = good;
  int64_t id;

  (void)state;
  id = draft(&good);
  assert_int_equal(told(APP), 0); /* a draft is nobody's */
  assert_int_equal(move(id, "publish", NULL), RES_OK);
  assert_int_equal(told(APP), 1);
  assert_int_equal(told(APP2), 1);
  assert_int_equal(badge(APP), 1);
  assert_int_equal(left(MERCHANT), 2);
  assert_int_equal(left(STRANGER), 0);
  assert_int_equal(stored(id).hosts, 2);
  assert_int_equal(stored(id).concerned, 1);
  fixture_sql("UPDATE version SET state = 'online', online_at = 9 WHERE id = 7202"); /* 1.2.0 is not affected */
  assert_int_equal(told(APP), 0);
  assert_int_equal(badge(APP), 0);
  assert_int_equal(left(MERCHANT), 0);
  assert_int_equal(stored(id).concerned, 0);
  assert_string_equal(stored(id).effective, "1.2.0");
  in.first = in.last = "1.2.0";
  (void)published(&in);
  assert_int_equal(told(APP), 1);
  in.first = in.last = "2.0.0"; /* of another major */
  (void)published(&in);
  assert_int_equal(told(APP), 1);
  assert_int_equal(badge(APP), 1);
  fixture_sql("UPDATE binding SET state = 'closed' WHERE id = %d", B1);
  assert_int_equal(told(APP), 0);
  assert_int_equal(left(MERCHANT), 1);
}

static void it_is_acknowledged_once(void **state) {
  struct span span = {.limit = 21};
  struct advisory_ack *k = NULL;
  int64_t id = published(&good);
  size_t n = 0;

  (void)state;
  as(MERCHANT, "operator");
  assert_int_equal(ack(id, APP), RES_OK);
  c->now = NOW + 5;
  assert_int_equal(ack(id, APP), RES_OK); /* changes nothing */
  assert_int_equal(advisory_acks(c, id, &span, &k, &n), RES_OK);
  assert_int_equal(n, 1);
  assert_int_equal(k[0].at, NOW);
  assert_int_equal(k[0].total, 1);
  assert_string_equal(k[0].app_name, "app one");
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM audit WHERE act = 'advisory.acknowledge' AND object_id = %d", B1),
                   1);
  assert_int_equal(told(APP), 1); /* is still to be read */
  assert_int_equal(badge(APP), 0);
  assert_int_equal(badge(APP2), 1);
  assert_int_equal(left(MERCHANT), 1);
  assert_int_equal(stored(id).acknowledged, 1);
}

static void nobody_acknowledges_what_is_not_theirs(void **state) {
  struct advisory_input in = good;
  int64_t id = draft(&good), other;

  (void)state;
  as(MERCHANT, "main");
  assert_int_equal(ack(id, APP), RES_NOT_FOUND); /* a draft */
  as(PROVIDER, "main");
  assert_int_equal(move(id, "publish", NULL), RES_OK);
  in.first = in.last = "2.0.0";
  other = published(&in);
  assert_int_equal(ack(id, APP), RES_FORBIDDEN);
  as(MERCHANT, "developer");
  assert_int_equal(ack(id, APP), RES_FORBIDDEN);
  as(MERCHANT, "main");
  assert_int_equal(ack(other, APP), RES_NOT_FOUND); /* of another major */
  assert_int_equal(ack(1, APP), RES_NOT_FOUND);
  fixture_sql("UPDATE advisory SET plugin_id = %lld WHERE id = %lld", ELSE, (long long)other);
  assert_int_equal(ack(other, APP), RES_NOT_FOUND);
  fixture_sql("UPDATE binding SET state = 'closed' WHERE id = %d", B1);
  assert_int_equal(ack(id, APP), RES_CONFLICT);
  as(PROVIDER, "main");
  assert_int_equal(move(id, "withdraw", "误报"), RES_OK);
  as(MERCHANT, "main");
  assert_int_equal(ack(id, APP2), RES_CONFLICT);
  assert_int_equal(left(MERCHANT), 0);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM advisory_ack"), 0);
}

/* ---- at once ---- */

static enum res all_acknowledge(struct ctx *mine, int i, void *arg) {
  struct call k = {.id = *(int64_t *)arg, .plugin = P, .app = APP};

  (void)i;
  mine->now = NOW;
  fixture_be(mine, MERCHANT, "enterprise", "main", "verified");
  return ack_in(mine, &k);
}

static void at_once_one_acknowledgement(void **state) {
  int64_t id = published(&good);

  (void)state;
  assert_int_equal(fixture_race(8, all_acknowledge, &id, RES_OK), 8);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM advisory_ack"), 1);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM audit WHERE act = 'advisory.acknowledge' AND detail LIKE"
                               " '%%%lld%%'",
                               (long long)id),
                   1);
}

/* One withdraws, the others acknowledge. */
static enum res contend(struct ctx *mine, int i, void *arg) {
  struct call k = {
      .id = *(int64_t *)arg, .plugin = P, .app = i % 2 == 0 ? APP : APP2, .action = "withdraw", .reason = "x"};
  enum res r;

  mine->now = NOW + i;
  fixture_be(mine, i == 0 ? PROVIDER : MERCHANT, "enterprise", "main", "verified");
  r = i == 0 ? move_in(mine, &k) : ack_in(mine, &k);
  return i != 0 && r == RES_CONFLICT ? RES_OK : r;
}

static void acknowledging_meets_a_withdrawal(void **state) {
  for (int round = 0; round < 5; round++) {
    int64_t id;

    fresh(state);
    id = published(&good);
    assert_int_equal(fixture_race(8, contend, &id, RES_OK), 8);
    assert_string_equal(stored(id).state, "withdrawn");
    assert_int_equal(fixture_int("SELECT COUNT(*) FROM advisory_ack"),
                     fixture_int("SELECT COUNT(*) FROM audit WHERE act = 'advisory.acknowledge' AND detail LIKE"
                                 " '%%%lld%%'",
                                 (long long)id));
    as(MERCHANT, "main");
    assert_int_equal(ack(id, APP), RES_CONFLICT);
  }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup(name, fresh)
  const struct CMUnitTest tests[] = {
      TEST(it_concerns_the_version_in_effect),      TEST(it_is_acknowledged_once),
      TEST(nobody_acknowledges_what_is_not_theirs), TEST(at_once_one_acknowledgement),
      TEST(acknowledging_meets_a_withdrawal),
  };

  return cmocka_run_group_tests(tests, advisory_up, NULL);
}
