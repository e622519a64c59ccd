/* Version numbers: what is one, what is not, and their order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/version_number.h"

static void good(void **state) {
  struct arena *a = arena_new(1 << 16);
  static const char *const numbers[] = {"0.0.1", "1.0.0", "1.2.3", "999.999.999", "10.20.300", "0.999.0"};
  struct version_number v;

  (void)state;
  for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
    assert_true(version_parse(numbers[i], &v));
    assert_string_equal(version_format(a, v), numbers[i]);
  }
  assert_true(version_parse("7.8.9", &v));
  assert_true(v.major == 7 && v.minor == 8 && v.patch == 9);
  arena_free(a);
}

static void bad(void **state) {
  static const char *const texts[] = {
      "",       "1",        "1.2",        "1.2.3.4",          "1.2.",   ".2.3",    "1..3",
      "0.0.0",  "1000.0.0", "0.1000.0",   "0.0.1000",         "01.2.3", "1.02.3",  "1.2.03",
      "00.1.1", "-1.2.3",   "+1.2.3",     " 1.2.3",           "1.2.3 ", "1.2.3\n", "v1.2.3",
      "1.2.x",  "1,2,3",    "1.2.3-beta", "\xef\xbc\x91.2.3", "*",      "dev"};
  struct version_number v = {5, 5, 5};

  (void)state;
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    if (version_parse(texts[i], &v))
      fail_msg("accepted %s", texts[i]);
  }
  assert_false(version_parse(NULL, &v));
  assert_true(v.major == 5 && v.minor == 5 && v.patch == 5); /* untouched */
}

static void order(void **state) {
  static const char *const rising[] = {"0.0.1", "0.0.2",  "0.1.0", "0.2.0", "0.10.0",
                                       "1.0.0", "1.0.10", "2.0.0", "10.0.0"};
  size_t n = sizeof rising / sizeof rising[0];
  struct version_number x, y;

  (void)state;
  for (size_t i = 0; i < n; i++) {
    for (size_t j = 0; j < n; j++) {
      int c;

      assert_true(version_parse(rising[i], &x) && version_parse(rising[j], &y));
      c = version_compare(x, y);
      assert_int_equal((c > 0) - (c < 0), (i > j) - (i < j));
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(good),
      cmocka_unit_test(bad),
      cmocka_unit_test(order),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
