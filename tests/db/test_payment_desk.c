/* An application for payment on the desk: who reads the proof, what a decision moves and about what, and what it opens.
 * domain.md sections 2 "Evidence files" and 4 "payment". */
#include "payment_scene.h"

#include "domain/desk.h"
#include "domain/offer.h"
#include "rule/policy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static unsigned reads(const struct evidence *e) {
  unsigned rel = 99;

  assert_int_equal(evidence_rel(c, e, &rel), RES_OK);
  return rel;
}

static void the_proof_is_for_few(void **state) {
  struct evidence *e = NULL;
  size_t n = 0;

  (void)state;
  bring("auditing");
  assert_int_equal(evidence_list(c, "payment", PLUGIN, 1, &e, &n), RES_OK);
  assert_int_equal(reads(e), REL_MAIN);
  be("admin");
  assert_int_equal(reads(e), REL_ADMIN);
  be("developer");
  assert_int_equal(reads(e), 0);
  be("operator");
  assert_int_equal(reads(e), 0);
  fixture_be(c, STRANGER, "enterprise", "main", "verified");
  assert_int_equal(reads(e), 0);
  fixture_sql("UPDATE plugin SET subject_id = %d WHERE id = %d", STRANGER, PLUGIN); /* the plugin is given away … */
  assert_int_equal(reads(e), 0);                                                    /* … its former proof is not */
  fixture_sql("UPDATE plugin SET subject_id = %d WHERE id = %d", OWNER, PLUGIN);
  c->who = (struct principal){.user_id = ANNA, .rights = REL_VERSION | REL_LISTING | REL_REAL_NAME | REL_PLATFORM};
  assert_int_equal(reads(e), 0);
  c->who.rights |= REL_PAYMENT;
  assert_int_equal(reads(e), REL_PAYMENT);
  c->who.user_id = OWNER + 10000; /* a reviewer who is a member of the owner, acting for nobody */
  assert_int_equal(reads(e), 0);
}

/* ---- the desk ---- */

struct decision {
  const char *action, *reason;
};

static enum res do_decide(void *arg) {
  const struct decision *k = arg;
  struct review v = {0};
  enum res r = review_latest(c, "payment", PLUGIN, &v);

  if (r == RES_OK && strcmp(v.state, "queued") == 0)
    r = desk_claim(c, &v, review_rel(c, &v));
  if (r == RES_OK)
    r = review_load(c, v.id, &v);
  return r == RES_OK ? desk_decide(c, &v, review_rel(c, &v), k->action, k->reason, v.shown_hash) : r;
}

static enum res decide(const char *action, const char *reason) {
  struct decision k = {action, reason};

  c->who = (struct principal){.user_id = ANNA, .rights = REL_PAYMENT};
  c->why = (struct reason){0};
  return fixture_tx(c, do_decide, &k);
}

static void a_decision_moves_both(void **state) {
  (void)state;
  bring("auditing");
  assert_int_equal(decide("reject", NULL), RES_INVALID);
  assert_int_equal(decide("reject", "发票抬头不对"), RES_OK);
  assert_string_equal(stored().state, "refused");
  assert_string_equal(stored().reason, "发票抬头不对");
  be("admin");
  assert_int_equal(act("submit", &by_provider), RES_OK);
  assert_int_equal(decide("approve", NULL), RES_OK);
  assert_string_equal(stored().state, "open");
  assert_null(stored().reason);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM audit WHERE act = 'payment.approve' AND user_id = %d", ANNA), 1);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM review WHERE kind = 'payment' AND object_id = %d", PLUGIN), 2);
}

static void due_in_two_working_days(void **state) {
  (void)state;
  bring("auditing");
  assert_int_equal(fixture_int("SELECT due_at FROM review WHERE object_id = %d", PLUGIN),
                   review_due(c, "payment", c->now, NULL, 0));
  assert_int_equal(c->conf->due_payment, 2);
}

static void only_what_was_shown_is_decided(void **state) {
  (void)state;
  bring("auditing");
  fixture_sql("UPDATE payment SET services = '[]' WHERE plugin_id = %d", PLUGIN);
  assert_int_equal(decide("approve", NULL), RES_CONFLICT);
  bring("auditing");
  fixture_sql("UPDATE evidence SET n = 7, sha256 = sha256, round = 9 WHERE object_id = %d", PLUGIN);
  assert_int_equal(decide("approve", NULL), RES_CONFLICT);
  bring("auditing");
  fixture_sql("UPDATE payment SET merchant_no = 'M9' WHERE plugin_id = %d", PLUGIN);
  assert_int_equal(decide("reject", "不对"), RES_CONFLICT);
  assert_string_equal(stored().state, "auditing");
}

static void the_mini_program_must_still_pay(void **state) {
  (void)state;
  bring("auditing");
  fixture_sql("UPDATE app SET payment_opened = 0 WHERE id = %d", APP);
  assert_int_equal(decide("approve", NULL), RES_CONFLICT);
  fixture_sql("UPDATE app SET payment_opened = 1, merchant_no = 'M9' WHERE id = %d", APP);
  assert_int_equal(decide("approve", NULL), RES_CONFLICT);
  assert_int_equal(decide("reject", "商户号换了"), RES_OK); /* can always be refused */
}

static void members_do_not_decide(void **state) {
  struct review v = {0};

  (void)state;
  bring("auditing");
  assert_int_equal(review_latest(c, "payment", PLUGIN, &v), RES_OK);
  c->who.rights = REL_PAYMENT;
  assert_int_equal(review_load(c, v.id, &v), RES_OK);
  assert_int_equal(review_rel(c, &v), 0);
  c->who = (struct principal){.user_id = ANNA, .rights = REL_VERSION | REL_LISTING | REL_REAL_NAME};
  assert_int_equal(review_load(c, v.id, &v), RES_OK);
  assert_int_equal(review_rel(c, &v), 0);
}

/* ---- what it opens ---- */

static void effective(const char *want) {
  struct offer o = {0};

  assert_int_equal(offer_any(c, PLUGIN, &o), RES_OK);
  assert_string_equal(o.payment, want);
  assert_string_equal(stored().now, want);
}

static void what_it_opens(void **state) {
  (void)state;
  bring("none");
  effective("none");
  bring("auditing");
  effective("none");
  bring("refused");
  effective("none");
  bring("open");
  effective("merchant");
  fixture_sql("UPDATE payment SET mode = 'provider' WHERE plugin_id = %d", PLUGIN);
  effective("provider");
  fixture_sql("UPDATE app SET payment_opened = 0 WHERE id = %d", APP);
  effective("none");
  fixture_sql("UPDATE app SET payment_opened = 1 WHERE id = %d", APP);
  effective("provider");
  fixture_sql("UPDATE app SET payment_opened = 1 WHERE id = %d", OTHER_APP);
  fixture_sql("UPDATE plugin SET app_id = %d WHERE id = %d", OTHER_APP, PLUGIN);
  effective("none"); /* it was opened for the other one */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(the_proof_is_for_few, clean),
      cmocka_unit_test_setup(a_decision_moves_both, clean),
      cmocka_unit_test_setup(due_in_two_working_days, clean),
      cmocka_unit_test_setup(only_what_was_shown_is_decided, clean),
      cmocka_unit_test_setup(the_mini_program_must_still_pay, clean),
      cmocka_unit_test_setup(members_do_not_decide, clean),
      cmocka_unit_test_setup(what_it_opens, clean),
  };

  return cmocka_run_group_tests_name("payment_desk", tests, payment_up, NULL);
}
