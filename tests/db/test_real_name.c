/* Verification of subjects against a real database: moves × relations, what each type of subject hands in, limits from both
 * sides, and two submissions at once. domain.md section 4 "real-name". */
#include "fixture.h"

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

enum { COMPANY = 301, PERSON = 302, STRANGER = 303, ANNA = 20021 };

static struct ctx *c;
static struct evidence_file licence;
static const struct real_name_in company = {.licence_no = "91330", .contact = "05", .file = &licence, .n = 1};
static const struct real_name_in person = {.real_name = "李四", .id_no = "330102", .file = &licence, .n = 1};

struct call {
  struct ctx *c;
  int64_t subject;
  const char *action;
  const struct real_name_in *in;
};

static enum res do_it(void *arg) {
  struct call *k = arg;
  struct real_name x = {0};
  struct review v = {0};
  enum res r = real_name_load(k->c, k->subject, &x);

  if (r != RES_OK)
    return r;
  if (strcmp(k->action, "submit") == 0)
    return real_name_submit(k->c, &x, k->in);
  if (strcmp(k->action, "withdraw") == 0)
    return real_name_withdraw(k->c, &x);
  r = review_latest(k->c, "real-name", k->subject, &v);
  if (r == RES_NOT_FOUND)
    return real_name_decided(k->c, k->subject, strcmp(k->action, "approve") == 0, "原因", v.shown_hash);
  return r == RES_OK ? real_name_decided(k->c, k->subject, strcmp(k->action, "approve") == 0, "原因", v.shown_hash) : r;
}

static enum res act(int64_t subject, const char *action, const struct real_name_in *in) {
  struct call k = {c, subject, action, in};

  return fixture_tx(c, do_it, &k);
}

static void be(int64_t subject, const char *role) {
  fixture_be(c, subject, subject == PERSON ? "individual" : "enterprise", role, "none");
}

static struct real_name stored(int64_t subject) {
  struct real_name x = {0};

  assert_int_equal(real_name_load(c, subject, &x), RES_OK);
  return x;
}

static int up(void **state) {
  (void)state;
  c = fixture_ctx();
  licence = (struct evidence_file){"执照.png", bytes_of("\x89PNG\r\n\x1a\nxx")};
  fixture_subject(COMPANY, "enterprise", "公司");
  fixture_subject(PERSON, "individual", "李四");
  fixture_subject(STRANGER, "government", "别人");
  return 0;
}

static int clean(void **state) {
  (void)state;
  fixture_sql("DELETE FROM finding");
  fixture_sql("DELETE FROM review");
  fixture_sql("UPDATE real_name SET state = 'none', reason = NULL, licence_no = NULL, id_no = NULL");
  return 0;
}

/* COMPANY in a state, by the ordinary way. */
static void bring(const char *state) {
  clean(NULL);
  be(COMPANY, "main");
  if (strcmp(state, "none") == 0)
    return;
  assert_int_equal(act(COMPANY, "submit", &company), RES_OK);
  if (strcmp(state, "verified") == 0)
    assert_int_equal(act(COMPANY, "approve", NULL), RES_OK);
  if (strcmp(state, "refused") == 0)
    assert_int_equal(act(COMPANY, "reject", NULL), RES_OK);
  /* the review went with the object in the desk; here only the object matters */
  if (strcmp(state, "auditing") != 0)
    fixture_sql("UPDATE review SET state = 'rejected', decided_at = 1 WHERE object_id = %d", COMPANY);
}

static void moves_and_relations(void **state) {
  static const char *const states[] = {"none", "auditing", "verified", "refused"};
  static const char *const actions[] = {"submit", "withdraw", "approve", "reject"};
  static const char *const roles[] = {"main", "admin", "developer", "operator", "stranger"};
  static const char *const open[] = {"none submit main", "refused submit main", "auditing withdraw main"};

  (void)state;
  for (size_t s = 0; s < 4; s++)
    for (size_t a = 0; a < 4; a++)
      for (size_t w = 0; w < 5; w++) {
        const char *row = arena_fmt(c->a, "%s %s %s", states[s], actions[a], roles[w]);
        bool want = a >= 2 && s == 1; /* the desk asked before who decides */
        enum res got;

        bring(states[s]);
        be(w == 4 ? STRANGER : COMPANY, w == 4 ? "main" : roles[w]);
        got = act(COMPANY, actions[a], &company);
        for (size_t i = 0; i < sizeof open / sizeof open[0]; i++)
          want = want || strcmp(open[i], row) == 0;
        if (want != (got == RES_OK))
          fail_msg("%s: result %d", row, (int)got);
        if (!want && got != RES_CONFLICT && got != RES_FORBIDDEN)
          fail_msg("%s: refused with %d", row, (int)got);
      }
}

static void missing(int64_t subject, struct real_name_in in, const char *field) {
  assert_int_equal(act(subject, "submit", &in), RES_INVALID);
  assert_string_equal(c->why.field, field);
  assert_string_equal(stored(subject).state, "none");
}

static void organisations_hand_in_their_licence(void **state) {
  char long_text[66];
  struct real_name_in in = company;

  (void)state;
  memset(long_text, '9', sizeof long_text);
  long_text[65] = '\0';
  be(COMPANY, "main");
  in.licence_no = "";
  missing(COMPANY, in, "licence_no");
  in.licence_no = "9133";
  missing(COMPANY, in, "licence_no");
  in.licence_no = long_text;
  missing(COMPANY, in, "licence_no");
  in.licence_no = long_text + 1;
  in.contact = NULL;
  missing(COMPANY, in, "contact");
  in.contact = "5";
  missing(COMPANY, in, "contact");
  in.contact = long_text;
  missing(COMPANY, in, "contact");
  in.contact = long_text + 1;
  in.n = 0;
  missing(COMPANY, in, "evidence");
  in.n = 1;
  assert_int_equal(act(COMPANY, "submit", &in), RES_OK);
  assert_string_equal(stored(COMPANY).licence_no, long_text + 1);
  assert_string_equal(stored(COMPANY).state, "auditing");
  assert_int_equal(stored(COMPANY).id_no.n, 0);
}

static void persons_hand_in_their_card(void **state) {
  struct real_name_in in = person;
  struct real_name x;

  (void)state;
  be(PERSON, "main");
  in.real_name = "李";
  missing(PERSON, in, "real_name");
  in.real_name = "李四";
  in.id_no = "33010";
  missing(PERSON, in, "id_no");
  in.id_no = "330102一二三";
  missing(PERSON, in, "id_no");
  in.id_no = "123456789012345678901234567890123";
  missing(PERSON, in, "id_no");
  in.id_no = "12345678901234567890123456789012";
  in.licence_no = "ignored";
  assert_int_equal(act(PERSON, "submit", &in), RES_OK);
  x = stored(PERSON);
  assert_null(x.licence_no);
  assert_string_equal(real_name_id_no(c, &x), in.id_no);
  assert_int_equal(fixture_int("SELECT INSTR(id_no, '1234567890') FROM real_name WHERE subject_id = %d", PERSON), 0);
  assert_string_equal(real_name_masked(c, "330102199001011234"), "**************1234");
  assert_string_equal(real_name_masked(c, "123"), "123");
}

static void handing_in_again_replaces(void **state) {
  struct real_name_in in = company;
  struct evidence_file two[2] = {licence, {"新.pdf", bytes_of("%PDF-2")}};
  struct evidence *e = NULL;
  struct review v = {0};
  size_t n = 0;
  int64_t round;

  (void)state;
  bring("refused");
  assert_string_equal(stored(COMPANY).reason, "原因");
  round = stored(COMPANY).round;
  in.licence_no = "NEW-91330";
  in.file = two;
  in.n = 2;
  be(COMPANY, "main");
  assert_int_equal(act(COMPANY, "submit", &in), RES_OK);
  assert_null(stored(COMPANY).reason);
  assert_string_equal(stored(COMPANY).licence_no, "NEW-91330");
  assert_int_equal(stored(COMPANY).round, round + 1);
  assert_int_equal(evidence_list(c, "real-name", COMPANY, round + 1, &e, &n), RES_OK);
  assert_int_equal(n, 2);
  assert_string_equal(e[0].name, "执照.png");
  assert_string_equal(e[1].type, "application/pdf");
  assert_int_equal(evidence_list(c, "real-name", COMPANY, round, &e, &n), RES_OK);
  assert_int_equal(n, 1); /* what was decided before stays */
  assert_int_equal(review_latest(c, "real-name", COMPANY, &v), RES_OK);
  assert_int_equal(v.shown_hash.n, SEAL_HASH);
}

static void withdrawing_closes_the_review(void **state) {
  struct review v = {0};

  (void)state;
  bring("auditing");
  assert_int_equal(act(COMPANY, "withdraw", NULL), RES_OK);
  assert_string_equal(stored(COMPANY).state, "none");
  assert_int_equal(review_latest(c, "real-name", COMPANY, &v), RES_OK);
  assert_string_equal(v.state, "withdrawn");
  assert_int_equal(act(COMPANY, "submit", &company), RES_OK);
}

static enum res do_submit(struct ctx *x, int i, void *arg) {
  struct call k = {x, COMPANY, "submit", &company};

  (void)i, (void)arg;
  fixture_be(x, COMPANY, "enterprise", "main", "none");
  return do_it(&k);
}

static void two_submissions_at_once(void **state) {
  (void)state;
  for (int i = 0; i < 8; i++) {
    int64_t before = (clean(NULL), fixture_int("SELECT COUNT(*) FROM history WHERE object_id = %d", COMPANY));

    assert_int_equal(fixture_race(4, do_submit, NULL, RES_OK), 1);
    assert_int_equal(fixture_int("SELECT COUNT(*) FROM review WHERE object_id = %d", COMPANY), 1);
    assert_int_equal(fixture_int("SELECT COUNT(*) FROM history WHERE object_id = %d", COMPANY), before + 1);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(moves_and_relations, clean),
      cmocka_unit_test_setup(organisations_hand_in_their_licence, clean),
      cmocka_unit_test_setup(persons_hand_in_their_card, clean),
      cmocka_unit_test_setup(handing_in_again_replaces, clean),
      cmocka_unit_test_setup(withdrawing_closes_the_review, clean),
      cmocka_unit_test_setup(two_submissions_at_once, clean),
  };

  return cmocka_run_group_tests_name("real_name", tests, up, NULL);
}
