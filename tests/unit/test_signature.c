/* Host signatures against values that sha1sum gave, and each usual mistake by its name. */
#include "domain/signature.h"

#include "base/seal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define TOKEN  "Zm9vYmFyLXRva2Vu-of_the_plugin"
#define PLUGIN "2088000000000099"

static struct arena *a;
static struct signature s = {"2088000000000017", "b7Yk2q9ZsT", "1790000000", NULL};

static const char *sha1_of(const char *text) { return seal_sha1_hex(a, bytes_of(text)); }

static enum signature_fault judged(const char *hex) {
  struct signature x = s;

  x.hex = hex;
  return signature_judge(a, &x, TOKEN, "former-token", PLUGIN);
}

static void as_others_make_it(void **state) {
  struct signature x = s;

  (void)state;
  /* printf '%s\n' APPID NONCE TIMESTAMP TOKEN | LC_ALL=C sort | tr -d '\n' | sha1sum */
  assert_string_equal(signature_make(a, &s, TOKEN), "f414977dcddf66ed94df281d35644e2aa8bcab60");
  /* sorted by bytes: capitals before small letters, digits before both, and a shorter part before what begins with it */
  x = (struct signature){"2", "Zz", "17", NULL};
  assert_string_equal(signature_make(a, &x, "a"), sha1_of("172Zza"));
  x = (struct signature){"22", "2", "222", NULL};
  assert_string_equal(signature_make(a, &x, "_"), sha1_of("222222_"));
}

static void right_in_either_case(void **state) {
  char upper[SIGNATURE_HEX + 1];
  const char *hex = signature_make(a, &s, TOKEN);

  (void)state;
  for (size_t i = 0; i <= SIGNATURE_HEX; i++)
    upper[i] = (char)(hex[i] >= 'a' ? hex[i] - 'a' + 'A' : hex[i]);
  assert_int_equal(judged(hex), SIGNATURE_RIGHT);
  assert_int_equal(judged(upper), SIGNATURE_RIGHT);
}

static void mistakes_have_names(void **state) {
  struct signature x = s;

  (void)state;
  assert_int_equal(judged(signature_make(a, &s, "former-token")), SIGNATURE_FORMER);
  assert_int_equal(judged(sha1_of("2088000000000017"
                                  "b7Yk2q9ZsT"
                                  "1790000000" TOKEN)),
                   SIGNATURE_UNSORTED);
  assert_int_equal(judged(sha1_of(TOKEN "b7Yk2q9ZsT"
                                        "2088000000000017"
                                        "1790000000")),
                   SIGNATURE_UNSORTED);
  assert_int_equal(judged(sha1_of("1790000000"
                                  "2088000000000017"
                                  "b7Yk2q9ZsT")),
                   SIGNATURE_TOKENLESS);
  assert_int_equal(judged(sha1_of("2088000000000017"
                                  "1790000000"
                                  "b7Yk2q9ZsT")),
                   SIGNATURE_TOKENLESS);
  assert_int_equal(judged(sha1_of("1790000000&2088000000000017&" TOKEN "&b7Yk2q9ZsT")), SIGNATURE_JOINED);
  x.app = PLUGIN;
  assert_int_equal(judged(signature_make(a, &x, TOKEN)), SIGNATURE_PLUGIN);
}

static void anything_else_is_told_from_right(void **state) {
  struct signature x;

  (void)state;
  x = s, x.nonce = "b7Yk2q9Zst";
  assert_int_equal(judged(signature_make(a, &x, TOKEN)), SIGNATURE_OTHER);
  x = s, x.timestamp = "1790000001";
  assert_int_equal(judged(signature_make(a, &x, TOKEN)), SIGNATURE_OTHER);
  x = s, x.app = "2088000000000018";
  assert_int_equal(judged(signature_make(a, &x, TOKEN)), SIGNATURE_OTHER);
  assert_int_equal(judged(signature_make(a, &s, "another")), SIGNATURE_OTHER);
  assert_int_equal(judged(""), SIGNATURE_OTHER);
  assert_int_equal(judged("0000000000000000000000000000000000000000"), SIGNATURE_OTHER);
  x = s, x.hex = signature_make(a, &s, "former-token");
  assert_int_equal(signature_judge(a, &x, TOKEN, NULL, PLUGIN), SIGNATURE_OTHER);
}

static void ages(void **state) {
  static const char *const wrong[] = {"", "x", "1790000000x", " 1790000000", "-1", "+1", "17900000001234567890", "1e9"};
  struct signature x = s;
  int64_t age = 0;

  (void)state;
  assert_true(signature_age(&s, 1790000120, &age));
  assert_int_equal(age, 120);
  assert_true(signature_age(&s, 1789999990, &age));
  assert_int_equal(age, -10);
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
    x.timestamp = wrong[i];
    assert_false(signature_age(&x, 1790000000, &age));
  }
  x.timestamp = "1790000000123"; /* milliseconds */
  assert_false(signature_age(&x, 1790000000, &age));
}

static int up(void **state) {
  (void)state;
  a = arena_new(8 << 20);
  return 0;
}

static int down(void **state) {
  (void)state;
  arena_free(a);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(as_others_make_it),
      cmocka_unit_test(right_in_either_case),
      cmocka_unit_test(mistakes_have_names),
      cmocka_unit_test(anything_else_is_told_from_right),
      cmocka_unit_test(ages),
  };

  return cmocka_run_group_tests(tests, up, down);
}
