/* The types of a subject: the table has each once with its label, and only individuals are no organisation. */
#include "rule/subject.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void every_type_has_its_label(void **state) {
  static const char *const want[][2] = {{"enterprise", "企业"},
                                        {"media", "媒体"},
                                        {"government", "政府"},
                                        {"organisation", "其他组织"},
                                        {"individual", "个人"}};
  size_t n = 0;
  const struct subject_type *t = subject_types(&n);

  (void)state;
  assert_int_equal(n, sizeof want / sizeof want[0]);
  for (size_t i = 0; i < n; i++) {
    assert_string_equal(t[i].code, want[i][0]);
    assert_string_equal(t[i].label, want[i][1]);
    assert_string_equal(subject_type_label(want[i][0]), want[i][1]);
  }
}

static void anything_else_has_none(void **state) {
  (void)state;
  assert_string_equal(subject_type_label(NULL), "");
  assert_string_equal(subject_type_label(""), "");
  assert_string_equal(subject_type_label("Enterprise"), "");
  assert_string_equal(subject_type_label("enterprise "), "");
}

static void only_people_are_no_organisation(void **state) {
  size_t n = 0;
  const struct subject_type *t = subject_types(&n);

  (void)state;
  for (size_t i = 0; i < n; i++)
    assert_int_equal(subject_is_organisation(t[i].code), strcmp(t[i].code, "individual") != 0);
  assert_false(subject_is_organisation(NULL));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_type_has_its_label),
      cmocka_unit_test(anything_else_has_none),
      cmocka_unit_test(only_people_are_no_organisation),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
