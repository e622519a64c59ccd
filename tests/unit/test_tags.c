/* Tags out of one field: what separates them, how many and how long they may be, and that none comes twice. */
#include "domain/tags.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct arena *a;

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

static void check(const char *text, const char *want, size_t count) {
  const char *out = NULL;
  size_t n = 99;

  assert_null(tags_read(a, text, &out, &n));
  assert_string_equal(out, want);
  assert_int_equal(n, count);
}

static void every_separator_parts(void **state) {
  (void)state;
  check("", "", 0);
  check("  、 ,， ", "", 0);
  check("天气", "天气", 1);
  check("天气、日历", "天气、日历", 2);
  check("天气，日历；云", "天气、日历、云", 3);
  check("天气　日历", "天气、日历", 2);
  check("a, b;c\td\ne", "a、b、c、d、e", 5);
  check("、天气、、日历、", "天气、日历", 2);
}

static void a_tag_comes_once(void **state) {
  (void)state;
  check("OCR ocr ＯＣＲ", "OCR", 1);
  check("a a b a b", "a、b", 2);
  check("a \u200b b", "a、b", 2);
}

static void five_tags_of_ten(void **state) {
  const char *out = NULL;
  size_t n;

  (void)state;
  check("1 2 3 4 5", "1、2、3、4、5", 5);
  check("1 2 3 4 5 5", "1、2、3、4、5", 5);
  assert_non_null(tags_read(a, "1 2 3 4 5 6", &out, &n));
  check("一二三四五六七八九十", "一二三四五六七八九十", 1);
  assert_non_null(tags_read(a, "一二三四五六七八九十一", &out, &n));
  assert_non_null(tags_read(a, "a 12345678901", &out, &n));
}

static void kept_tags_come_back(void **state) {
  const char **tag = NULL;

  (void)state;
  assert_int_equal(tags_split(a, NULL, &tag), 0);
  assert_int_equal(tags_split(a, "", &tag), 0);
  assert_int_equal(tags_split(a, "天气", &tag), 1);
  assert_string_equal(tag[0], "天气");
  assert_int_equal(tags_split(a, "天气、日历、OCR", &tag), 3);
  assert_string_equal(tag[0], "天气");
  assert_string_equal(tag[1], "日历");
  assert_string_equal(tag[2], "OCR");
  assert_int_equal(tags_split(a, "1、2、3、4、5、6", &tag), TAGS_MAX);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_separator_parts),
      cmocka_unit_test(a_tag_comes_once),
      cmocka_unit_test(five_tags_of_ten),
      cmocka_unit_test(kept_tags_come_back),
  };

  return cmocka_run_group_tests_name("test_tags", tests, up, down);
}
