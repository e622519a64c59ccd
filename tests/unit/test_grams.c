/* Search grams: what a document is stored under, what a query asks for, and that every query finds its document. */
#include "domain/grams.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static bool has(const struct grams *g, const char *text) {
  for (size_t i = 0; i < g->n; i++)
    if (strcmp(g->item[i], text) == 0)
      return true;
  return false;
}

static struct grams of(struct arena *a, const char *text) {
  struct grams g = grams_new(a);

  grams_add(&g, text);
  return g;
}

static void exactly(const struct grams *g, const char *text, const char *const *want, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (!has(g, want[i]))
      fail_msg("'%s' lacks '%s'", text, want[i]);
  assert_int_equal(g->n, n);
}

#define EXACTLY(g, text, ...)                                                                                          \
  do {                                                                                                                 \
    static const char *const want[] = {__VA_ARGS__};                                                                   \
    exactly((g), (text), want, sizeof want / sizeof want[0]);                                                          \
  } while (0)
#define ALL(a, text, ...)                                                                                              \
  do {                                                                                                                 \
    struct grams g = of((a), (text));                                                                                  \
    EXACTLY(&g, (text), __VA_ARGS__);                                                                                  \
  } while (0)

static void document(void **state) {
  struct arena *a = *state;

  ALL(a, "支付", "支", "付", "支付");
  ALL(a, "好好好", "好", "好好", "好好好");
  ALL(a, "支付宝插件", "支", "付", "宝", "插", "件", "支付", "付宝", "宝插", "插件", "支付宝", "付宝插", "宝插件",
      "支付宝插", "付宝插件");
  ALL(a, "支付 插件", "支", "付", "支付", "插", "件", "插件");
  ALL(a, "支付sdk", "支", "付", "支付", "s", "sd", "sdk");
  ALL(a, "a", "a");
  ALL(a, "2024", "2", "20", "202", "2024");
  ALL(a, "пл", "п", "пл");
  ALL(a, "カード", "カ", "ー", "ド", "カー", "ード", "カード");
  ALL(a, "𠮷野", "𠮷", "野", "𠮷野"); /* outside the basic plane */
  assert_int_equal(of(a, "").n, 0);
  assert_int_equal(of(a, "   ").n, 0);
  assert_int_equal(of(a, NULL).n, 0);
}

static void beginnings_of_words(void **state) {
  struct grams g = of(*state, "abcdefghijklm");

  assert_int_equal(g.n, GRAM_PREFIX);
  assert_true(has(&g, "a"));
  assert_true(has(&g, "abcdefghijkl"));
  assert_false(has(&g, "abcdefghijklm"));
  g = of(*state, "𐐀𐐁𐐂𐐃𐐄𐐅𐐆𐐇𐐈𐐉𐐊𐐋𐐌"); /* four bytes each: the longest gram there is */
  assert_int_equal(g.n, GRAM_PREFIX);
}

static void names(void **state) {
  struct grams g = grams_new(*state);

  grams_add_name(&g, "ocr-票", "ocr 票");
  grams_add(&g, "票");
  EXACTLY(&g, "ocr-票", "^o", "^oc", "^ocr", "^ocr-", "^ocr-票", "=o", "=oc", "=ocr", "=票", "o", "oc", "ocr", "票");
  g = grams_new(*state);
  grams_add_name(&g, "一二三四五六七八九十甲乙丙", "");
  assert_int_equal(g.n, GRAM_PREFIX);
  assert_true(has(&g, "^一二三四五六七八九十甲乙"));
  g = grams_new(*state);
  grams_add_name(&g, "", "");
  assert_int_equal(g.n, 0);
}

static void bounded(void **state) {
  struct grams g = grams_new(*state);
  char word[64];

  for (int i = 0; i < 2000; i++) {
    snprintf(word, sizeof word, "w%d %c%d", i, 'a' + i % 26, i);
    grams_add(&g, word);
  }
  assert_int_equal(g.n, GRAM_DOC_MAX);
  for (size_t i = 0; i < g.n; i++)
    assert_true(strlen(g.item[i]) <= GRAM_BYTES);
}

/* "grams/words", with ! for a query whose grams say it all. */
static void ask(struct arena *a, const char *text, const char *want) {
  struct gram_query q = grams_query(a, text, text);
  char got[2048] = "";

  for (size_t i = 0; i < q.grams; i++)
    sprintf(got + strlen(got), "%s%s", i == 0 ? "" : "|", q.gram[i]);
  for (size_t i = 0; i < q.words; i++)
    sprintf(got + strlen(got), "%s%s", i == 0 ? "/" : "|", q.word[i]);
  if (q.sure)
    strcat(got, "!");
  assert_string_equal(got, want);
}

static void query(void **state) {
  struct arena *a = *state;

  ask(a, "", "!");
  ask(a, "支", "支/支!");
  ask(a, "支付", "支付/支付!");
  ask(a, "支付宝", "支付宝/支付宝!");
  ask(a, "支付插件", "支付插件/支付插件!");
  ask(a, "支付 支付", "支付/支付|支付!");
  ask(a, "支付 天气", "支付|天气/支付|天气!");
  ask(a, "支付 天", "支付/支付|天"); /* a character beside a word is looked for in the text only */
  ask(a, "支 付", "支|付/支|付!");
  ask(a, "sdk支付", "sdk|支付/sdk|支付!");
  ask(a, "5g网络", "5g|网络/5g|网络!");
  ask(a, "abcdefghijkl", "abcdefghijkl/abcdefghijkl!");
  ask(a, "abcdefghijklm", "abcdefghijkl/abcdefghijklm");
  ask(a, "a1 b2 c3 d4 e5 f6 g7 h8", "a1|c3|e5|h8/a1|b2|c3|d4 e5 f6 g7 h8");
  ask(a, "一二三四五", "一二三四|二三四五/一二三四五");
  ask(a, "一二三四五六", "一二三四|三四五六/一二三四五六");
  ask(a, "一二三四五六七", "一二三四|四五六七/一二三四五六七");
  ask(a, "一二三四五六七八", "一二三四|五六七八/一二三四五六七八");
  ask(a, "一二三四五六七八九十甲", "一二三四|五六七八|八九十甲/一二三四五六七八九十甲");
  ask(a, "好好好好", "好好好好/好好好好!");
  assert_string_equal(grams_query(a, "支付", "支付").begins, "支付");
  assert_string_equal(grams_query(a, "一二三四五六七八九十甲乙丙", "支付").begins, "一二三四五六七八九十甲乙");
  assert_false(grams_query(a, "一二三四五六七八九十甲乙丙", "支付").sure);
  assert_true(grams_query(a, "支付!", "支付").sure);
}

static void words(void **state) {
  struct arena *a = *state;

  assert_string_equal(grams_words(a, ""), "");
  assert_string_equal(grams_words(a, "支付"), "支付");
  assert_string_equal(grams_words(a, "ocr车牌3d b 票"), "ocr 车牌 3d b 票");
}

/* "a b …" in their order. */
static void near(struct arena *a, const char *text, const char *want) {
  const char *out[GRAM_NEAR];
  size_t n = grams_near(a, text, out);
  char got[512] = "";

  for (size_t i = 0; i < n; i++)
    sprintf(got + strlen(got), "%s%s", i == 0 ? "" : " ", out[i]);
  assert_string_equal(got, want);
}

static void nearly(void **state) {
  struct arena *a = *state;

  near(a, "", "");
  near(a, "支付", "支付 支 付");
  near(a, "weathr", "weathr weath weat wea we");
  near(a, "一二三四五", "一二 二三 三四 四五 一 二");
  near(a, "ai 支", "ai 支");
}

/* Whatever is asked with a piece of a document's text is among the document's grams. */
static void found(void **state) {
  static const char *const pairs[][2] = {{"会员积分商城插件", "积分"},
                                         {"会员积分商城插件", "分商城"},
                                         {"会员积分商城插件", "会员积分商城插件"},
                                         {"会员积分商城插件", "城"},
                                         {"会员积分 pointsmall 2024", "points 会员"},
                                         {"会员积分 pointsmall 2024", "p"},
                                         {"internationalization", "internationaliza"},
                                         {"internationalization", "internationalization"},
                                         {"ἀἀἀἀἀἀἀἀἀἀἀἀἀἀ", "ἀἀἀἀἀἀἀἀἀἀἀἀἀ"}};

  for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
    struct grams g = of(*state, pairs[i][0]);
    struct gram_query q = grams_query(*state, pairs[i][1], pairs[i][1]);

    for (size_t k = 0; k < q.grams; k++)
      if (!has(&g, q.gram[k]))
        fail_msg("'%s' does not find '%s' by '%s'", pairs[i][1], pairs[i][0], q.gram[k]);
  }
}

static void hostile(void **state) {
  struct arena *a = *state;
  char *longest = arena_alloc(a, 100001);
  const char *out[GRAM_NEAR];

  memset(longest, 'a', 100000);
  assert_int_equal(grams_query(a, longest, longest).grams, 1);
  assert_int_equal(strlen(grams_query(a, longest, longest).begins), GRAM_PREFIX);
  assert_true(of(a, longest).n <= GRAM_DOC_MAX);
  assert_int_equal(grams_near(a, longest, out), GRAM_NEAR);
  assert_string_equal(grams_query(a, "\xff\xfe", "\xff\xfe").gram[0], "");
  assert_string_equal(grams_query(a, "", "=^@").gram[0], "=^@"); /* no mark: it is put before it */
  assert_int_equal(of(a, "ab\xe6\x94").n, 2);
}

static int start(void **state) {
  *state = arena_new(16 << 20);
  return 0;
}

static int stop(void **state) {
  arena_free(*state);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(document, start, stop),
      cmocka_unit_test_setup_teardown(beginnings_of_words, start, stop),
      cmocka_unit_test_setup_teardown(names, start, stop),
      cmocka_unit_test_setup_teardown(bounded, start, stop),
      cmocka_unit_test_setup_teardown(query, start, stop),
      cmocka_unit_test_setup_teardown(words, start, stop),
      cmocka_unit_test_setup_teardown(nearly, start, stop),
      cmocka_unit_test_setup_teardown(found, start, stop),
      cmocka_unit_test_setup_teardown(hostile, start, stop),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
