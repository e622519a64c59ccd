/* Names that people choose: counted by what is visible, compared by what they look like. security.md rule 6. */
#include "domain/names.h"
#include "domain/place.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct ctx c;

static int up(void **state) {
  (void)state;
  c.a = arena_new(8 << 20);
  return 0;
}

static int down(void **state) {
  (void)state;
  arena_free(c.a);
  return 0;
}

static enum res names(const char *name, struct names *out) {
  c.why = (struct reason){0};
  return names_of(&c, name, 2, "插件名称", out);
}

static void refused(const char *name, const char *words) {
  struct names n;

  assert_int_equal(names(name, &n), RES_INVALID);
  assert_string_equal(c.why.field, "name");
  assert_string_equal(c.why.text, words);
}

static void one_name_has_one_key(void **state) {
  struct names a, b;

  (void)state;
  assert_int_equal(names("车牌 识别", &a), RES_OK);
  assert_int_equal(names(" 车牌\t识别\xe2\x80\x8b ", &b), RES_OK);
  assert_string_equal(a.key, b.key);
  assert_int_equal(names("Ｏcr", &a), RES_OK);
  assert_int_equal(names("ocr", &b), RES_OK);
  assert_string_equal(a.key, b.key);
}

static void what_looks_alike_has_one_look(void **state) {
  struct names a, b;

  (void)state;
  assert_int_equal(names("Pay101", &a), RES_OK);
  assert_int_equal(names("pаy-lol", &b), RES_OK); /* a Cyrillic а */
  assert_string_not_equal(a.key, b.key);
  assert_string_equal(a.look, b.look);
  assert_int_equal(names("支付", &a), RES_OK);
  assert_int_equal(names("支村", &b), RES_OK);
  assert_string_not_equal(a.look, b.look);
}

static void only_what_is_visible_counts(void **state) {
  struct names n;

  (void)state;
  refused("", "请填写插件名称");
  refused(NULL, "请填写插件名称");
  refused("\xe2\x80\x8b\xe2\x80\x8b\xe2\x80\x8b", "请填写插件名称");
  refused("a\xe2\x80\x8b\xe2\x80\x8b", "插件名称至少要有 2 个字");
  assert_int_equal(names("ab", &n), RES_OK);
}

/* U+FDFA is one character that compatibility decomposition writes out as eighteen. */
static void a_key_always_fits_its_column(void **state) {
  struct names n;
  char long_name[15 * 3 + 1] = "";

  (void)state;
  for (int i = 0; i < 14; i++)
    strcat(long_name, "\xef\xb7\xba");
  assert_int_equal(names(long_name, &n), RES_OK); /* 14 × 18 = 252 */
  strcat(long_name, "\xef\xb7\xba");
  refused(long_name, "插件名称里有不能使用的字符，请改用常用的文字");
}

static void places_come_back(void **state) {
  static const char *const odd[] = {"",      "1",
                                    "1-",    "-1",
                                    "1-2-3", " 1-2",
                                    "1-2 ",  "a-b",
                                    "1.5-2", "123456789012345678-1",
                                    "-5--6", "0x1-2",
                                    "1\n-2", "1-123456789012345678"};
  struct place p;

  (void)state;
  p = place_parse(place_text(c.a, 1790000000, 9007199254740991));
  assert_true(p.at == 1790000000 && p.id == 9007199254740991);
  p = place_parse(NULL);
  assert_true(p.at == 0 && p.id == 0);
  for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
    p = place_parse(odd[i]);
    assert_true(p.at == 0 && p.id == 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(one_name_has_one_key),
      cmocka_unit_test(what_looks_alike_has_one_look),
      cmocka_unit_test(only_what_is_visible_counts),
      cmocka_unit_test(a_key_always_fits_its_column),
      cmocka_unit_test(places_come_back),
  };

  return cmocka_run_group_tests(tests, up, down);
}
