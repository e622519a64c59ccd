/* base/lang with a catalogue of its own (lang-test.po): the program must not need the environment, so a hostile
 * LANGUAGE is set before it starts. */
#include "base/lang.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void init_needs_the_catalogues(void **state) {
  (void)state;
  assert_false(lang_init("/nonexistent"));
  assert_string_equal(tr(LANG_EN, "插件管理"), "插件管理");
  setenv("LANGUAGE", "de:zh_CN", 1);
  assert_true(lang_init(TEST_LOCALEDIR));
}

static void english_comes_from_the_catalogue(void **state) {
  (void)state;
  assert_string_equal(tr(LANG_EN, "插件管理"), "Plugins");
  assert_string_equal(tr(LANG_EN, "共 %s 条"), "%s in all – “total”");
}

static void chinese_is_the_key_itself(void **state) {
  (void)state;
  const char *text = "插件管理";
  assert_ptr_equal(tr(LANG_ZH, text), text);
}

static void unknown_texts_stay(void **state) {
  (void)state;
  const char *text = "没有这一句";
  assert_ptr_equal(tr(LANG_EN, text), text);
  assert_string_equal(tr(LANG_EN, ""), ""); /* not the header of the catalogue */
  assert_null(tr(LANG_EN, NULL));
  assert_null(tr(LANG_ZH, NULL));
}

static void codes_go_both_ways(void **state) {
  (void)state;
  enum lang l = LANG_ZH;
  assert_true(lang_parse("en", &l));
  assert_int_equal(l, LANG_EN);
  assert_true(lang_parse(lang_code(LANG_ZH), &l));
  assert_int_equal(l, LANG_ZH);
  assert_string_equal(lang_tag(LANG_ZH), "zh-CN");
  assert_string_equal(lang_tag(LANG_EN), "en");
  const char *bad[] = {NULL, "", "e", "EN", "en ", "english", "zh-CN", "../en"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    assert_false(lang_parse(bad[i], &l));
  assert_int_equal(l, LANG_ZH);
}

static void accept_picks_the_best(void **state) {
  (void)state;
  static const struct {
    const char *header;
    enum lang otherwise, want;
  } rows[] = {
      {NULL, LANG_ZH, LANG_ZH},
      {NULL, LANG_EN, LANG_EN},
      {"", LANG_EN, LANG_EN},
      {"zh-CN,zh;q=0.9,en;q=0.8", LANG_EN, LANG_ZH},
      {"en-GB,en;q=0.9,zh-CN;q=0.8", LANG_ZH, LANG_EN},
      {"EN", LANG_ZH, LANG_EN},
      {"zh;q=0.5, en;q=0.501", LANG_ZH, LANG_EN},
      {"zh;q=0.501, en;q=0.5", LANG_EN, LANG_ZH},
      {"en, zh", LANG_ZH, LANG_EN},
      {"fr, de;q=0.9", LANG_ZH, LANG_ZH},
      {"fr, de;q=0.9", LANG_EN, LANG_EN},
      {"fr, *;q=0.5", LANG_EN, LANG_EN},
      {"fr, *;q=0.5", LANG_ZH, LANG_ZH},
      {"zh;q=0.3, *;q=0.8", LANG_ZH, LANG_EN},
      {"*, en", LANG_ZH, LANG_EN},
      {"en;q=0", LANG_ZH, LANG_ZH},
      {"zh;q=0, en;q=0.001", LANG_ZH, LANG_EN},
      {"english, zhx", LANG_ZH, LANG_ZH},
      {"english, zhx", LANG_EN, LANG_EN},
      {"en ; q=0.4 ,\tzh ;q=0.3", LANG_ZH, LANG_EN},
      {",,;;,en", LANG_ZH, LANG_EN},
      {"en;q=1.001, zh;q=0.1", LANG_EN, LANG_ZH},
      {"en;q=2, zh;q=0.1", LANG_EN, LANG_ZH},
      {"en;q=0.1234, zh;q=0.1", LANG_EN, LANG_ZH},
      {"en;q=, zh;q=0.1", LANG_EN, LANG_ZH},
      {"en;x=1, zh;q=0.1", LANG_EN, LANG_ZH},
      {"en zh, zh;q=0.1", LANG_EN, LANG_ZH},
      {"en;q=0.2, en-US;q=0.9, zh;q=0.5", LANG_ZH, LANG_EN},
      {"-, ;, q=1, \xff\xfe, zh\x01, en;q=-1", LANG_EN, LANG_EN},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (lang_accept(rows[i].header, rows[i].otherwise) != rows[i].want)
      fail_msg("row %zu: %s", i, rows[i].header ? rows[i].header : "NULL");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(init_needs_the_catalogues), cmocka_unit_test(english_comes_from_the_catalogue),
      cmocka_unit_test(chinese_is_the_key_itself), cmocka_unit_test(unknown_texts_stay),
      cmocka_unit_test(codes_go_both_ways),        cmocka_unit_test(accept_picks_the_best),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
