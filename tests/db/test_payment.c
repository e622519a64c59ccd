/* Payment capability against a real database: moves × relations, the guard on the owner mini-program, what each mode hands
 * in from both sides of its limits, and submissions at once. domain.md sections 2 and 4 "payment". */
#include "payment_scene.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct payment_service shop = {"site", "https://shop.example.com"};

static void moves_and_relations(void **state) {
  static const char *const states[] = {"none", "auditing", "open", "refused"};
  static const char *const actions[] = {"submit", "withdraw", "approve", "reject"};
  static const char *const roles[] = {"main", "admin", "developer", "operator", "stranger"};

  (void)state;
  for (size_t s = 0; s < 4; s++)
    for (size_t a = 0; a < 4; a++)
      for (size_t w = 0; w < 5; w++) {
        bool handing = a == 0 && (s == 0 || s == 3), back = a == 1 && s == 1;
        bool want = (a >= 2 && s == 1) /* the desk asked before who decides */ || ((handing || back) && w < 2);
        enum res got;

        bring(states[s]);
        be(w == 4 ? "main" : roles[w]);
        if (w == 4)
          fixture_be(c, STRANGER, "enterprise", "main", "verified");
        got = act(actions[a], &by_provider);
        if (want != (got == RES_OK))
          fail_msg("%s %s %s: result %d", states[s], actions[a], roles[w], (int)got);
        if (!want && got != RES_CONFLICT && got != RES_FORBIDDEN)
          fail_msg("%s %s %s: refused with %d", states[s], actions[a], roles[w], (int)got);
      }
}

static void the_mini_program_comes_first(void **state) {
  (void)state;
  fixture_sql("UPDATE app SET payment_opened = 0 WHERE id = %d", APP);
  assert_int_equal(act("submit", &by_merchant), RES_CONFLICT);
  assert_string_equal(c->why.place, "app_settings");
  assert_int_equal(c->why.place_id, APP);
  fixture_sql("UPDATE app SET payment_opened = 1, merchant_no = '' WHERE id = %d", APP);
  assert_int_equal(act("submit", &by_merchant), RES_CONFLICT);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM payment"), 0);
  fixture_sql("UPDATE app SET merchant_no = 'M1' WHERE id = %d", APP);
  assert_int_equal(act("submit", &by_merchant), RES_OK);
  assert_string_equal(stored().merchant_no, "M1");
}

/* Payment is closed between looking and handing in: the guard stands in the update, too. */
static void the_guard_is_in_the_statement(void **state) {
  (void)state;
  for (int again = 0; again < 2; again++) { /* a first submission, and one with a row */
    struct payment x = (bring(again ? "refused" : "none"), stored());

    fixture_sql("UPDATE app SET payment_opened = 0 WHERE id = %d", APP);
    assert_int_equal(payment_submit(c, &x, &by_provider), RES_CONFLICT);
    assert_string_equal(stored().state, again ? "refused" : "none");
  }
}

static void missing(struct payment_in in, const char *field) {
  assert_int_equal(act("submit", &in), RES_INVALID);
  assert_string_equal(c->why.field, field);
  assert_string_equal(stored().state, "none");
}

static const char *numbers(int n) {
  struct buf b = buf_new(c->a, 1024);

  for (int i = 0; i < n; i++)
    buf_fmt(&b, "%s19000%02d", i == 0 ? "" : i % 2 == 0 ? "、" : "\n", i);
  return b.p;
}

static void providers_hand_in_numbers(void **state) {
  struct payment_in in = by_provider;

  (void)state;
  in.mode = "none";
  missing(in, "mode");
  in.mode = NULL;
  missing(in, "mode");
  in.mode = "provider";
  in.provider_no = "123";
  missing(in, "provider_no");
  in.provider_no = NULL;
  missing(in, "provider_no");
  in.provider_no = "1900012609";
  in.sub_merchants = " \n ";
  missing(in, "sub_merchants");
  in.sub_merchants = "1900013001\n19-1";
  missing(in, "sub_merchants");
  in.sub_merchants = "1900013001\n1900013001";
  missing(in, "sub_merchants");
  in.sub_merchants = numbers(21);
  missing(in, "sub_merchants");
  in.sub_merchants = numbers(20);
  in.tied = 0;
  missing(in, "tied");
  in.tied = 1;
  in.nfiles = 1; /* of the other mode */
  in.file = by_merchant.file;
  assert_int_equal(act("submit", &in), RES_OK);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM evidence"), 0);
  assert_int_equal(fixture_int("SELECT LENGTH(sub_merchants) FROM payment"), 20 * 7 + 19);
  assert_null(stored().services);
}

static void merchants_hand_in_services_and_proof(void **state) {
  struct payment_service six[6] = {shop, shop, shop, shop, shop, shop};
  struct payment_in in = by_merchant;
  struct evidence *e = NULL;
  size_t n = 0;

  (void)state;
  in.service = six;
  in.nservices = 0;
  missing(in, "services");
  in.nservices = 6;
  missing(in, "services");
  in.nservices = 2;
  six[1].address = "shop";
  missing(in, "services.2.address");
  six[1] = (struct payment_service){"shop", "云帆"};
  missing(in, "services.2.address");
  six[1] = shop;
  in.nfiles = 0;
  missing(in, "evidence");
  in.nfiles = 1;
  in.nservices = 5;
  in.provider_no = "ignored";
  assert_int_equal(act("submit", &in), RES_OK);
  assert_null(stored().provider_no);
  assert_int_equal(evidence_list(c, "payment", PLUGIN, 1, &e, &n), RES_OK);
  assert_int_equal(n, 1);
  assert_int_equal(e[0].subject_id, OWNER);
}

static void another_mode_replaces_the_former(void **state) {
  (void)state;
  bring("refused");
  assert_string_equal(stored().reason, "看不清");
  assert_string_equal(stored().mode, "merchant");
  assert_non_null(stored().files);
  assert_int_equal(act("submit", &by_provider), RES_OK);
  assert_null(stored().reason);
  assert_string_equal(stored().mode, "provider");
  assert_null(stored().services);
  assert_null(stored().files); /* of this submission; those of the former stay with it */
  assert_int_equal(stored().round, 2);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM evidence WHERE round = 1"), 1);
}

/* ---- at once ---- */

static enum res do_submit(struct ctx *x, int i, void *arg) {
  struct payment_call k = {x, "submit", i % 2 == 0 ? &by_provider : &by_merchant};

  (void)arg;
  fixture_be(x, OWNER, "enterprise", "main", "verified");
  return payment_act(&k);
}

static void submissions_at_once(void **state) {
  (void)state;
  for (int i = 0; i < 4; i++) {
    clean(NULL);
    if (i % 2 == 1) /* with a row, too */
      fixture_sql("INSERT INTO payment (plugin_id) VALUES (%d)", PLUGIN);
    assert_int_equal(fixture_race(8, do_submit, NULL, RES_OK), 1);
    assert_int_equal(fixture_int("SELECT COUNT(*) FROM review WHERE object_id = %d", PLUGIN), 1);
    assert_int_equal(fixture_int("SELECT round FROM payment"), 1);
    assert_int_equal(fixture_int("SELECT COUNT(*) FROM evidence"),
                     fixture_int("SELECT COUNT(*) FROM payment WHERE mode = 'merchant'"));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(moves_and_relations, clean),
      cmocka_unit_test_setup(the_mini_program_comes_first, clean),
      cmocka_unit_test_setup(the_guard_is_in_the_statement, clean),
      cmocka_unit_test_setup(providers_hand_in_numbers, clean),
      cmocka_unit_test_setup(merchants_hand_in_services_and_proof, clean),
      cmocka_unit_test_setup(another_mode_replaces_the_former, clean),
      cmocka_unit_test_setup(submissions_at_once, clean),
  };

  return cmocka_run_group_tests_name("payment", tests, payment_up, NULL);
}
