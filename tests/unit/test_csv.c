/* CSV: quotes, line breaks, and what a spreadsheet would run. */
#include "base/csv.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct arena *a;

static const char *line(const char *one, const char *two) {
  const char *field[] = {one, two};
  struct buf b = buf_new(a, 4096);

  assert_true(csv_line(&b, field, 2));
  return b.p;
}

static void fields_are_quoted(void **state) {
  (void)state;
  assert_string_equal(line("a,b", "c"), "\"a,b\",\"c\"\r\n");
  assert_string_equal(line("say \"hi\"", "two\nlines"), "\"say \"\"hi\"\"\",\"two\nlines\"\r\n");
  assert_string_equal(line(NULL, ""), "\"\",\"\"\r\n");
}

static void formulas_stay_text(void **state) {
  static const char *const begin[] = {"=1+1", "+1",  "-1",  "@SUM(A1)", "\t=1", "\r=1",
                                      "\n=1", "＝1", "＋1", "－1",      "＠a"};

  (void)state;
  for (size_t i = 0; i < sizeof begin / sizeof begin[0]; i++)
    assert_string_equal(line(begin[i], "x"), arena_fmt(a, "\"'%s\",\"x\"\r\n", begin[i]));
  assert_string_equal(line("a=1", "1-2"), "\"a=1\",\"1-2\"\r\n");
  assert_string_equal(line("=cmd|'/c calc'!A1", "=\"x\""), "\"'=cmd|'/c calc'!A1\",\"'=\"\"x\"\"\"\r\n");
}

static void what_does_not_fit_is_told(void **state) {
  const char *field[] = {"12345678"};
  struct buf b = buf_new(a, 11);

  (void)state;
  assert_false(csv_line(&b, field, 1));
  b = buf_new(a, 12);
  assert_true(csv_line(&b, field, 1));
}

static int up(void **state) {
  (void)state;
  a = arena_new(1 << 20);
  return 0;
}

static int down(void **state) {
  (void)state;
  arena_free(a);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(fields_are_quoted),
      cmocka_unit_test(formulas_stay_text),
      cmocka_unit_test(what_does_not_fit_is_told),
  };

  return cmocka_run_group_tests(tests, up, down);
}
