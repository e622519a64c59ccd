/* Applications: applying, every move in every state, who may, the guards of an answer, and applying again. */
#include "application_scene.h"

#include "domain/application.h"
#include "domain/binding.h"
#include "domain/entitlement.h"
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void applying_makes_both(void **state) {
  struct want w = {"for the shop", {APP, APP2}, 2, 0};

  (void)state;
  assert_int_equal(fixture_tx(c, do_bind, &w), RES_OK);
  assert_int_equal(w.waits, 2);
  assert_int_equal(rows("binding", "state = 'waiting' AND token IS NULL AND token_hash IS NULL AND major = 1"), 2);
  assert_int_equal(
      rows("application a JOIN binding b ON b.id = a.binding_id AND b.app_id = a.app_id",
           "a.state = 'pending' AND a.reason = 'for the shop' AND a.applied_by = 10032 AND a.subject_id = 32"
           " AND a.applied_at = 1790000000 AND a.due_at = 1790086400 AND a.plugin_id = b.plugin_id"),
      2);
  assert_int_equal(rows("history h JOIN application a ON a.id = h.object_id",
                        "h.machine = 'application' AND h.action = 'apply' AND h.to_state = 'pending'"
                        " AND h.reason = 'for the shop' AND h.side = 'owner'"),
                   2);
  assert_int_equal(rows("history h JOIN binding b ON b.id = h.object_id",
                        "h.machine = 'binding' AND h.action = 'apply' AND h.to_state = 'waiting'"),
                   2);
  assert_int_equal(rows("audit u JOIN application a ON a.id = u.object_id", "u.act = 'application.apply'"), 2);
  assert_int_equal(rows("public_id i JOIN application a ON a.id = i.id", "i.kind = 'application'"), 2);
}

static void a_reason_is_needed(void **state) {
  char long_one[3 * (APPLICATION_REASON + 1) + 1] = "";

  (void)state;
  assert_int_equal(apply(APP, ""), RES_INVALID);
  assert_string_equal(c->why.field, "reason");
  assert_int_equal(apply(APP, NULL), RES_INVALID);
  for (int i = 0; i <= APPLICATION_REASON; i++)
    memcpy(long_one + (size_t)3 * (size_t)i, "理", 4);
  assert_int_equal(apply(APP, long_one), RES_INVALID);
  assert_string_equal(c->why.field, "reason");
  assert_int_equal(rows("binding", "1"), 0);
  assert_int_equal(apply(APP, long_one + 3), RES_OK);
  assert_int_equal(rows("application", "CHAR_LENGTH(reason) = 200"), 1);
}

static void one_is_open_at_a_time(void **state) {
  (void)state;
  assert_int_equal(apply(APP, "a"), RES_OK);
  assert_int_equal(apply(APP, "b"), RES_INVALID);
  assert_string_equal(c->why.field, "app");
  assert_int_equal(rows("application", "1"), 1);
}

/* What leads into a state, and which moves are open there. */
static const char *const actions[] = {"approve", "refuse", "expire", "withdraw"};
static const struct {
  const char *by, *application, *binding;
} ends[] = {
    {"approve", "approved", "active"},
    {"refuse", "refused", "closed"},
    {"expire", "expired", "closed"},
    {"withdraw", "withdrawn", "closed"},
};

static void every_move_in_every_state(void **state) {
  for (size_t i = 0; i < 4; i++) {
    scene_fresh(state);
    assert_int_equal(apply(APP, "why"), RES_OK);
    assert_true(is("pending", "waiting"));
    assert_int_equal(act_rightly(ends[i].by), RES_OK);
    assert_true(is(ends[i].application, ends[i].binding));
    for (size_t k = 0; k < 4; k++) {
      assert_int_equal(act_rightly(actions[k]), RES_CONFLICT);
      assert_true(is(ends[i].application, ends[i].binding));
    }
    assert_int_equal(rows("history h JOIN application a ON a.id = h.object_id", "h.machine = 'application'"), 2);
    assert_int_equal(rows("history h JOIN binding b ON b.id = h.object_id", "h.machine = 'binding'"), 2);
  }
}

static void an_approval_gives_the_token(void **state) {
  (void)state;
  assert_int_equal(apply(APP, "why"), RES_OK);
  c->now += 60;
  assert_int_equal(act_rightly("approve"), RES_OK);
  assert_int_equal(rows("binding",
                        "state = 'active' AND token IS NOT NULL AND LENGTH(token_hash) = 32 AND closed_at = 0"
                        " AND rev = 2"),
                   1);
  assert_int_equal(rows("application", "decided_by = 10031 AND decided_at = 1790000060 AND answer IS NULL AND rev = 2"),
                   1);
  assert_int_equal(rows("history h JOIN binding b ON b.id = h.object_id",
                        "h.action = 'approve' AND h.side = 'provider' AND h.user_id = 10031"),
                   1);
}

static void a_refusal_says_why(void **state) {
  char long_one[APPLICATION_REASON + 2];

  (void)state;
  memset(long_one, 'x', sizeof long_one);
  long_one[APPLICATION_REASON + 1] = '\0';
  assert_int_equal(apply(APP, "why"), RES_OK);
  as_provider(c);
  assert_int_equal(act("refuse", NULL), RES_INVALID);
  assert_string_equal(c->why.field, "reason");
  assert_int_equal(act("refuse", ""), RES_INVALID);
  assert_int_equal(act("refuse", long_one), RES_INVALID);
  assert_true(is("pending", "waiting"));
  assert_int_equal(act("refuse", long_one + 1), RES_OK);
  assert_int_equal(rows("application", "CHAR_LENGTH(answer) = 200 AND decided_by = 10031"), 1);
  assert_int_equal(rows("binding", "closed_at = 1790000000 AND token IS NULL"), 1);
  assert_int_equal(
      rows("history h JOIN binding b ON b.id = h.object_id", "h.action = 'refuse' AND CHAR_LENGTH(h.reason) = 200"), 1);
}

static void each_side_has_its_own_moves(void **state) {
  struct application a = {0};
  struct binding b = {0};

  (void)state;
  assert_int_equal(apply(APP, "why"), RES_OK);
  assert_int_equal(act("approve", NULL), RES_FORBIDDEN); /* whoever applies does not answer */
  assert_int_equal(act("refuse", "no"), RES_FORBIDDEN);
  fixture_be(c, STRANGER, "enterprise", "main", "verified");
  assert_int_equal(act("approve", NULL), RES_FORBIDDEN);
  assert_int_equal(act("withdraw", NULL), RES_FORBIDDEN);
  fixture_be(c, PROVIDER, "enterprise", "developer", "verified");
  assert_int_equal(act("approve", NULL), RES_FORBIDDEN);
  assert_int_equal(application_load(c, newest(), &a), RES_OK);
  assert_int_equal(application_rel(c, &a), 0);
  as_provider(c);
  assert_int_equal(act("withdraw", NULL), RES_FORBIDDEN);
  fixture_be(c, MERCHANT, "enterprise", "developer", "verified");
  assert_int_equal(act("withdraw", NULL), RES_FORBIDDEN);
  as_merchant(c);
  assert_int_equal(binding_load(c, APP, P, &b), RES_OK);
  assert_int_equal(binding_move(c, &b, "approve"), RES_FORBIDDEN);
  assert_int_equal(binding_move(c, &b, "refuse"), RES_FORBIDDEN);
  assert_int_equal(binding_move(c, &b, "expire"), RES_FORBIDDEN);
  assert_int_equal(binding_move(c, &b, "stop"), RES_CONFLICT);
  assert_int_equal(binding_move(c, &b, "unbind"), RES_CONFLICT);
  assert_true(is("pending", "waiting"));
  fixture_be(c, PROVIDER, "enterprise", "operator", "verified");
  assert_int_equal(act("approve", NULL), RES_OK);
}

static void guards_of_an_approval(void **state) {
  static const struct {
    const char *broken, *mended;
  } guards[] = {
      {"UPDATE plugin SET state = 'disabled' WHERE id = 2200000000000000", "UPDATE plugin SET state = 'active'"},
      {"UPDATE subject SET state = 'suspended' WHERE id = 32", "UPDATE subject SET state = 'active'"},
      {"UPDATE version SET state = 'offline' WHERE plugin_id = 2200000000000000",
       "UPDATE version SET state = 'online'"},
      {"UPDATE version SET major = 2 WHERE plugin_id = 2200000000000000",
       "UPDATE version SET major = 1 WHERE plugin_id = 2200000000000000"},
      {"UPDATE category SET host_level1 = 'medical' WHERE code = 'tools.weather'",
       "UPDATE category SET host_level1 = '' WHERE code = 'tools.weather'"},
      {"UPDATE category SET host_types = 'media' WHERE code = 'tools.weather'",
       "UPDATE category SET host_types = '' WHERE code = 'tools.weather'"},
  };

  for (size_t i = 0; i < sizeof guards / sizeof guards[0]; i++) {
    scene_fresh(state);
    assert_int_equal(apply(APP, "why"), RES_OK);
    assert_int_equal(apply(APP2, "why"), RES_OK);
    as_provider(c);
    fixture_sql("%s", guards[i].broken);
    assert_int_equal(act("approve", NULL), RES_CONFLICT);
    assert_non_null(c->why.text);
    assert_true(is("pending", "waiting"));
    assert_int_equal(act("refuse", "no"), RES_OK); /* that is still possible */
    fixture_sql("UPDATE application SET applied_at = 0 WHERE state = 'refused'");
    fixture_sql("%s", guards[i].mended);
    assert_int_equal(act("approve", NULL), RES_OK);
  }
}

static void unshelving_and_a_free_mode_leave_it_as_it_is(void **state) {
  (void)state;
  assert_int_equal(apply(APP, "why"), RES_OK);
  fixture_sql("UPDATE listing SET shelf = 'off'");
  fixture_sql("UPDATE plugin SET add_mode = 'free' WHERE id = %lld", P);
  assert_int_equal(apply(APP, ""), RES_INVALID); /* it waits still */
  assert_int_equal(apply(APP2, ""), RES_OK);     /* bound at once */
  assert_int_equal(rows("binding", "state = 'active'"), 1);
  assert_int_equal(act("withdraw", NULL), RES_OK);
  assert_int_equal(apply(APP, ""), RES_OK);
  assert_int_equal(rows("binding", "state = 'active'"), 2);
  scene_fresh(state);
  assert_int_equal(apply(APP, "why"), RES_OK);
  fixture_sql("UPDATE listing SET shelf = 'off'");
  fixture_sql("UPDATE plugin SET add_mode = 'free' WHERE id = %lld", P);
  assert_int_equal(act_rightly("approve"), RES_OK);
}

/* The mode is read in the transaction, not when the page was opened. */
static enum res bind_stale_offer(void *arg) {
  struct offer o = {0};
  int64_t app = APP;
  size_t waits = 0;
  enum res r = offer_load(c, P, &o);

  o.add_mode = "free";
  return r == RES_OK ? binding_bind(c, &o, &app, 1, arg, &waits) : r;
}

static void the_mode_of_this_moment_counts(void **state) {
  (void)state;
  assert_int_equal(fixture_tx(c, bind_stale_offer, (void *)(uintptr_t) ""), RES_INVALID);
  assert_string_equal(c->why.field, "reason");
  assert_int_equal(fixture_tx(c, bind_stale_offer, (void *)(uintptr_t) "why"), RES_OK);
  assert_true(is("pending", "waiting"));
}

static void applying_again(void **state) {
  (void)state;
  for (size_t i = 1; i < 4; i++) {
    c->now += 10;
    as_merchant(c);
    assert_int_equal(apply(APP, "why"), RES_OK);
    assert_int_equal(act_rightly(ends[i].by), RES_OK);
  }
  c->now += 10;
  as_merchant(c);
  assert_int_equal(apply(APP, "once more"), RES_OK);
  assert_int_equal(rows("application", "1"), 4);
  assert_int_equal(rows("binding", "1"), 4);
  assert_true(is("pending", "waiting"));
}

static enum res do_release(void *arg) {
  struct offer o = {0};
  enum res r = offer_load(c, P, &o);

  (void)arg;
  return r == RES_OK ? entitlement_release(c, &o) : r;
}

static void releasing_waits_for_the_end(void **state) {
  (void)state;
  assert_int_equal(apply(APP, "why"), RES_OK);
  assert_int_equal(fixture_tx(c, do_release, NULL), RES_CONFLICT);
  assert_int_equal(act("withdraw", NULL), RES_OK);
  assert_int_equal(fixture_tx(c, do_release, NULL), RES_OK);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup(name, scene_fresh)
  const struct CMUnitTest tests[] = {
      TEST(applying_makes_both),
      TEST(a_reason_is_needed),
      TEST(one_is_open_at_a_time),
      TEST(every_move_in_every_state),
      TEST(an_approval_gives_the_token),
      TEST(a_refusal_says_why),
      TEST(each_side_has_its_own_moves),
      TEST(guards_of_an_approval),
      TEST(unshelving_and_a_free_mode_leave_it_as_it_is),
      TEST(the_mode_of_this_moment_counts),
      TEST(applying_again),
      TEST(releasing_waits_for_the_end),
  };

  return cmocka_run_group_tests(tests, scene_up, NULL);
}
