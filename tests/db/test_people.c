/* domain/people, domain/throttle and domain/sealer against a real database. security.md 8, 16, 17. */
#include "fixture.h"

#include "base/clock.h"
#include "base/seal.h"
#include "domain/people.h"
#include "domain/sealer.h"
#include "domain/throttle.h"

#include <liboath/oath.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char good[] = "seven blue horses drink 41 rivers";

struct call {
  struct ctx *c;
  struct registration in;
  int64_t user, subject;
};

static enum res do_register(void *arg) {
  struct call *x = arg;

  return people_register(x->c, &x->in, &x->user, &x->subject);
}

static enum res register_as(struct ctx *c, const char *email, const char *type, const char *subject, struct call *out) {
  *out = (struct call){c, {email, good, "Lin", type, subject}, 0, 0};
  c->who = (struct principal){0};
  c->why = (struct reason){0};
  return fixture_tx(c, do_register, out);
}

static void registers_with_everything(void **state) {
  struct ctx *c = fixture_ctx();
  struct call x;

  (void)state;
  assert_int_equal(register_as(c, "One@Example.com", "enterprise", "一号公司", &x), RES_OK);
  assert_int_equal(
      fixture_int("SELECT COUNT(*) FROM member WHERE user_id = %lld AND subject_id = %lld AND role = 'main'",
                  (long long)x.user, (long long)x.subject),
      1);
  assert_int_equal(
      fixture_int("SELECT COUNT(*) FROM real_name WHERE subject_id = %lld AND state = 'none'", (long long)x.subject),
      1);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM audit WHERE act = 'subject.register' AND object_id = %lld",
                               (long long)x.subject),
                   1);
  assert_int_equal(register_as(c, "one@example.COM", "media", "二号", &x), RES_INVALID);
  assert_string_equal(c->why.field, "email");
  assert_int_equal(register_as(c, "other@example.com", "media", " 一号公司 ", &x), RES_INVALID);
  assert_string_equal(c->why.field, "subject_name");
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM user WHERE email_key = 'other@example.com'"), 0);
}

static void individuals_may_share_a_name(void **state) {
  struct ctx *c = fixture_ctx();
  struct call x;

  (void)state;
  assert_int_equal(register_as(c, "p1@example.com", "individual", "王芳", &x), RES_OK);
  assert_int_equal(register_as(c, "p2@example.com", "individual", "王芳", &x), RES_OK);
}

static void recognises_by_password(void **state) {
  struct ctx *c = fixture_ctx();
  struct account acc = {0};
  struct call x;

  (void)state;
  assert_int_equal(register_as(c, "who@example.com", "enterprise", "识别公司", &x), RES_OK);
  assert_int_equal(people_recognise(c, " WHO@example.com", good, &acc), RES_OK);
  assert_int_equal(acc.id, x.user);
  assert_int_equal(acc.subject_id, x.subject);
  assert_int_equal(people_recognise(c, "who@example.com", "seven blue horses drink 42 rivers", &acc), RES_INVALID);
  assert_int_equal(people_recognise(c, "nobody@example.com", good, &acc), RES_INVALID);
}

struct staff_call {
  struct ctx *c;
  struct staff_new in;
  const char *secret, *totp;
  int64_t id;
  const struct account *acc;
  const char *text;
};

static enum res do_staff(void *arg) {
  struct staff_call *x = arg;

  return people_staff(x->c, &x->in, &x->secret, &x->totp, &x->id);
}

static enum res do_code(void *arg) {
  struct staff_call *x = arg;

  return people_code(x->c, x->acc, x->text);
}

static enum res do_password(void *arg) {
  struct staff_call *x = arg;

  return people_new_password(x->c, x->acc, x->text);
}

static void staff_starts_with_a_one_time_secret(void **state) {
  struct ctx *c = fixture_ctx();
  struct staff_call x = {.c = c, .in = {"rev@example.com", "Rev", "version,real-name"}};
  struct account acc = {0};
  struct bytes seed;
  char code[7];

  (void)state;
  assert_int_equal(fixture_tx(c, do_staff, &x), RES_OK);
  assert_int_equal(people_recognise(c, "rev@example.com", x.secret, &acc), RES_OK);
  assert_string_equal(acc.rights, "real-name,version");
  assert_int_equal(
      fixture_int("SELECT staff_rights = 'real-name,version' FROM user WHERE email_key = 'rev@example.com'"),
      1); /* which is what the session query reads */
  assert_true(acc.invited_until > c->now);
  seed = seal_open(c->a, "totp", acc.totp_secret);
  assert_int_equal(seed.n, SEAL_TOTP);
  assert_int_equal(oath_totp_generate(seed.p, seed.n, c->now, 30, 0, 6, code), OATH_OK);
  x.acc = &acc;
  x.text = code;
  assert_int_equal(fixture_tx(c, do_code, &x), RES_OK);
  assert_int_equal(fixture_tx(c, do_code, &x), RES_INVALID); /* a code works once */
  x.text = "short";
  assert_int_equal(fixture_tx(c, do_password, &x), RES_INVALID);
  x.text = "river-stone-41";
  assert_int_equal(fixture_tx(c, do_password, &x), RES_OK);
  assert_int_equal(people_recognise(c, "rev@example.com", x.secret, &acc), RES_INVALID);
  acc = (struct account){0};
  assert_int_equal(people_recognise(c, "rev@example.com", "river-stone-41", &acc), RES_OK);
  assert_int_equal(acc.invited_until, 0);
}

static void a_one_time_secret_ends(void **state) {
  struct ctx *c = fixture_ctx();
  struct staff_call x = {.c = c, .in = {"late@example.com", "Late", "operator"}};
  struct account acc = {0};

  (void)state;
  assert_int_equal(fixture_tx(c, do_staff, &x), RES_OK);
  c->now += 7 * DAY + 1;
  assert_int_equal(people_recognise(c, "late@example.com", x.secret, &acc), RES_INVALID);
  x.in = (struct staff_new){"odd@example.com", "Odd", "version,king"};
  assert_int_equal(fixture_tx(c, do_staff, &x), RES_INVALID);
}

static void guesses_slow_down_and_owners_stay(void **state) {
  struct ctx *c = fixture_ctx();
  struct throttle stranger = {"t@example.com", NULL, "198.51.100.1"}, owner = {"t@example.com", "dev", "203.0.113.9"};

  (void)state;
  for (int i = 0; i < 5; i++) {
    assert_int_equal(throttle_check(c, &stranger), RES_OK);
    assert_int_equal(throttle_fail(c, &stranger), RES_OK);
  }
  assert_int_equal(throttle_check(c, &stranger), RES_OK);
  assert_int_equal(throttle_fail(c, &stranger), RES_OK);
  assert_int_equal(throttle_check(c, &stranger), RES_THROTTLED);
  assert_int_equal(throttle_check(c, &owner), RES_OK);
  c->now += 60;
  assert_int_equal(throttle_check(c, &stranger), RES_OK);
  assert_int_equal(throttle_pass(c, &stranger), RES_OK);
  assert_int_equal(throttle_fail(c, &stranger), RES_OK);
  assert_int_equal(throttle_check(c, &stranger), RES_OK);
}

static void one_address_cannot_try_everybody(void **state) {
  struct ctx *c = fixture_ctx();

  (void)state;
  for (int i = 0; i < 31; i++) {
    struct throttle t = {arena_fmt(c->a, "a%d@example.com", i), NULL, "198.51.100.77"};

    assert_int_equal(throttle_fail(c, &t), RES_OK);
  }
  assert_int_equal(throttle_check(c, &(struct throttle){"fresh@example.com", NULL, "198.51.100.77"}), RES_THROTTLED);
  assert_int_equal(throttle_check(c, &(struct throttle){"fresh@example.com", NULL, "198.51.100.78"}), RES_OK);
}

static void the_sealer_chains_settled_rows(void **state) {
  struct ctx *c = fixture_ctx();
  struct call x;

  (void)state;
  assert_int_equal(register_as(c, "seal@example.com", "enterprise", "封存公司", &x), RES_OK);
  c->who = (struct principal){0};
  assert_int_equal(audit_seal(c), RES_OK);
  c->now += 11;
  assert_int_equal(audit_seal(c), RES_OK);
  assert_int_equal(audit_seal(c), RES_OK);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM audit a LEFT JOIN audit_seal s ON s.audit_id = a.id"
                               " WHERE s.chain IS NULL"),
                   0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(registers_with_everything),        cmocka_unit_test(individuals_may_share_a_name),
      cmocka_unit_test(recognises_by_password),           cmocka_unit_test(staff_starts_with_a_one_time_secret),
      cmocka_unit_test(a_one_time_secret_ends),           cmocka_unit_test(guesses_slow_down_and_owners_stay),
      cmocka_unit_test(one_address_cannot_try_everybody), cmocka_unit_test(the_sealer_chains_settled_rows),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
