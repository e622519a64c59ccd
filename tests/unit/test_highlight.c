/* Marked parts: what the search finds is marked in the text as it is, and the parts joined are always the text. */
#include "domain/highlight.h"

#include "base/text.h"
#include "domain/grams.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The text with [ ] around what is marked, after proving that nothing is lost and that the parts take turns. */
static const char *marked(struct arena *a, const char *text, const char *query) {
  struct highlight *part = NULL;
  struct buf out = buf_new(a, 100000), whole = buf_new(a, 100000);
  size_t n = highlight(a, text, grams_words(a, text_search(a, query)), &part);

  for (size_t i = 0; i < n; i++) {
    assert_true(part[i].text[0] != '\0');
    assert_true(i == 0 || part[i].marked != part[i - 1].marked);
    buf_str(&whole, part[i].text);
    buf_fmt(&out, part[i].marked ? "[%s]" : "%s", part[i].text);
  }
  assert_string_equal(whole.n == 0 ? "" : whole.p, text);
  return out.n == 0 ? "" : out.p;
}

#define MARKS(text, query, want) assert_string_equal(marked(*state, (text), (query)), (want))

static void words_stand_anywhere_in_joined_scripts(void **state) {
  MARKS("车牌识别", "车牌", "[车牌]识别");
  MARKS("车牌识别", "牌识", "车[牌识]别");
  MARKS("识别车牌识别", "识别", "[识别]车牌[识别]");
  MARKS("好好好", "好好", "[好好]好");
  MARKS("车牌识别", "识牌", "车牌识别");
  MARKS("车牌识别", "车牌 识别", "[车牌识别]");
  MARKS("车牌的识别", "识别 车牌", "[车牌]的[识别]");
  MARKS("カード決済", "カード", "[カード]決済");
}

static void words_begin_words_in_others(void **state) {
  MARKS("Weather Pro", "weather", "[Weather] Pro");
  MARKS("Weather Pro", "wea", "[Wea]ther Pro");
  MARKS("Weather Pro", "ther", "Weather Pro");
  MARKS("OCR通用识别", "ocr通用", "[OCR通用]识别");
  MARKS("通用OCR 2024版", "ocr 20", "通用[OCR] [20]24版");
  MARKS("go-go", "go", "[go]-[go]");
  MARKS("Привет", "ПРИ", "[При]вет");
}

static void positions_survive_normalising(void **state) {
  MARKS("ＯＣＲ识别", "ocr", "[ＯＣＲ]识别");
  MARKS("OCR识别", "ＯＣ", "[OC]R识别");
  MARKS("重量㎏换算", "kg", "重量[㎏]换算");
  MARKS("重量㎏换算", "k", "重量[㎏]换算"); /* never half a character */
  MARKS("ﬁnance", "fin", "[ﬁn]ance");
  MARKS("STRASSE Straße", "strasse", "[STRASSE] [Straße]");
  MARKS("㈱星河", "株", "[㈱]星河");
  MARKS("ｶﾞｰﾄﾞ", "ガード", "[ｶﾞｰﾄﾞ]");
  MARKS("cafe\xcc\x81 bar", "caf\xc3\xa9", "[cafe\xcc\x81] bar"); /* a letter and its mark */
  MARKS("支\xe2\x80\x8b付宝", "支付", "[支\xe2\x80\x8b付]宝");    /* an unseen blank between */
  MARKS("ﷺ x", "x", "ﷺ [x]");                                     /* eighteen characters of one */
  MARKS("İstanbul", "i", "[İ]stanbul");
}

static void emoji_stay_whole(void **state) {
  MARKS("风筝🪁天气", "天气", "风筝🪁[天气]");
  MARKS("👨‍👩‍👧‍👦天气👍🏽", "天气", "👨‍👩‍👧‍👦[天气]👍🏽");
  MARKS("🇨🇳车牌", "车牌", "🇨🇳[车牌]");
  MARKS("𠮷野家", "𠮷野", "[𠮷野]家");
  MARKS("🪁", "🪁", "🪁"); /* the search takes no signs */
}

static void hostile(void **state) {
  struct highlight *part;
  char *longest = arena_alloc(*state, 30001);

  MARKS("", "车牌", "");
  MARKS("车牌", "", "车牌");
  MARKS("车牌", "！？", "车牌");
  MARKS("<b>车牌</b>&amp;", "车牌", "<b>[车牌]</b>&amp;");
  MARKS("<b>车牌</b>", "<b>", "<[b]>车牌</[b]>");
  MARKS("100%_\\'\"", "100%", "[100]%_\\'\"");
  MARKS("\xcc\x81车牌", "车牌", "\xcc\x81[车牌]"); /* a mark without a letter */
  MARKS("a\xcc\x81\xcc\x81\xcc\x81车", "车", "a\xcc\x81\xcc\x81\xcc\x81[车]");
  for (int i = 0; i < 10000; i++)
    memcpy(longest + 3 * i, "好", 3);
  assert_int_equal(highlight(*state, longest, "好好", &part), 1);
  assert_true(highlight(*state, "ab\xe6\x94\xff车", "车", &part) > 0); /* broken bytes do no harm */
}

static int start(void **state) {
  *state = arena_new(64 << 20);
  return 0;
}

static int stop(void **state) {
  arena_free(*state);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(words_stand_anywhere_in_joined_scripts, start, stop),
      cmocka_unit_test_setup_teardown(words_begin_words_in_others, start, stop),
      cmocka_unit_test_setup_teardown(positions_survive_normalising, start, stop),
      cmocka_unit_test_setup_teardown(emoji_stay_whole, start, stop),
      cmocka_unit_test_setup_teardown(hostile, start, stop),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
