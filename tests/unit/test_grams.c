/* Search grams: what a document is stored under, what a query asks for, and that every query finds its document. */
#include "domain/grams.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct gram *has(const struct grams *g, const char *text) {
  for (size_t i = 0; i < g->n; i++)
    if (strcmp(g->item[i].text, text) == 0)
      return &g->item[i];
  return NULL;
}

static struct grams of(struct arena *a, const char *text) {
  struct grams g = grams_new(a);

  grams_add(&g, GRAM_NAME, text);
  return g;
}

static void all(struct arena *a, const char *text, const char *const *want, size_t n) {
  struct grams g = of(a, text);

  assert_int_equal(g.n, n);
  for (size_t i = 0; i < n; i++)
    if (has(&g, want[i]) == NULL)
      fail_msg("'%s' lacks '%s'", text, want[i]);
}

#define ALL(a, text, ...)                                                                                              \
  do {                                                                                                                 \
    static const char *const want[] = {__VA_ARGS__};                                                                   \
    all((a), (text), want, sizeof want / sizeof want[0]);                                                              \
  } while (0)

static void document(void **state) {
  struct arena *a = *state;

  ALL(a, "支付", "支", "付", "支付");
  ALL(a, "好好好", "好", "好好");
  ALL(a, "支付 插件", "支", "付", "支付", "插", "件", "插件");
  ALL(a, "支付sdk", "支", "付", "支付", "sd", "sdk");
  ALL(a, "a", "a");
  ALL(a, "ab", "ab");
  ALL(a, "2024", "20", "202", "2024");
  ALL(a, "пл", "пл");
  ALL(a, "カード", "カ", "ー", "ド", "カー", "ード");
  assert_int_equal(of(a, "").n, 0);
  assert_int_equal(of(a, "   ").n, 0);
  assert_int_equal(of(a, NULL).n, 0);
}

static void prefixes(void **state) {
  struct arena *a = *state;
  struct grams g = of(a, "abcdefghijklm"); /* 13: prefixes 2..12 and the word */

  assert_int_equal(g.n, 12);
  assert_non_null(has(&g, "abcdefghijkl"));
  assert_non_null(has(&g, "abcdefghijklm"));
  assert_null(has(&g, "a"));
  g = of(a, "abcdefghijklmnopqrstuvwx"); /* 24 bytes: the word fits */
  assert_non_null(has(&g, "abcdefghijklmnopqrstuvwx"));
  g = of(a, "abcdefghijklmnopqrstuvwxy"); /* 25: only its prefixes */
  assert_int_equal(g.n, 11);
}

static void weights(void **state) {
  struct grams g = grams_new(*state);

  grams_add(&g, GRAM_NAME, "支付 支付");
  grams_add(&g, GRAM_SUMMARY, "支付");
  grams_add(&g, GRAM_TAGS, "tag");
  grams_add(&g, GRAM_TAGS, "tag 支");
  grams_add(&g, GRAM_OTHER, "x");
  assert_int_equal(has(&g, "支付")->weight, 5);
  assert_int_equal(has(&g, "支")->weight, 7);
  assert_int_equal(has(&g, "tag")->weight, 2);
  assert_int_equal(has(&g, "x")->weight, 1);
}

static void bounded(void **state) {
  struct grams g = grams_new(*state);
  char word[64];

  for (int i = 0; i < 2000; i++) {
    snprintf(word, sizeof word, "w%d %c%d", i, 'a' + i % 26, i);
    grams_add(&g, GRAM_OTHER, word);
  }
  assert_int_equal(g.n, GRAM_DOC_MAX);
  for (size_t i = 0; i < g.n; i++)
    assert_true(strlen(g.item[i].text) <= GRAM_BYTES);
}

static void ask(struct arena *a, const char *text, const char *want) {
  const char *out[GRAM_QUERY_MAX];
  size_t n = grams_query(a, text, out);
  char got[512] = "";

  for (size_t i = 0; i < n; i++) {
    strcat(got, i == 0 ? "" : "|");
    strcat(got, out[i]);
  }
  assert_string_equal(got, want);
}

static void query(void **state) {
  struct arena *a = *state;

  ask(a, "", "");
  ask(a, NULL, "");
  ask(a, "支", "支");
  ask(a, "支付", "支付");
  ask(a, "支付宝", "支付|付宝");
  ask(a, "支付插件", "支付|插件");
  ask(a, "支付 支付", "支付");
  ask(a, "sdk支付", "sdk|支付");
  ask(a, "a", "a");
  ask(a, "abcdefghijkl", "abcdefghijkl");
  ask(a, "abcdefghijklm", "abcdefghijkl");
  ask(a, "a1 b2 c3 d4 e5 f6 g7 h8", "a1|b2|c3|d4|e5|f6|g7|h8");
  ask(a, "a1 b2 c3 d4 e5 f6 g7 h8 i9", "a1|b2|c3|d4|e5|f6|g7|h8");
  ask(a, "一二三四五六七八九十甲乙丙丁戊己庚", "一二|三四|五六|七八|九十|甲乙|丙丁|戊己");
}

/* Whatever is asked with a piece of a document's text is among the document's grams. */
static void found(void **state) {
  static const char *const pairs[][2] = {{"会员积分商城插件", "积分"},
                                         {"会员积分商城插件", "分商城"},
                                         {"会员积分商城插件", "会员积分商城插件"},
                                         {"会员积分 pointsmall 2024", "points 会员"},
                                         {"internationalization", "internationaliza"},
                                         {"internationalization", "internationalization"},
                                         {"ἀἀἀἀἀἀἀἀἀἀἀἀἀἀ", "ἀἀἀἀἀἀἀἀἀἀἀἀἀ"}};

  for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
    struct grams g = of(*state, pairs[i][0]);
    const char *out[GRAM_QUERY_MAX];
    size_t n = grams_query(*state, pairs[i][1], out);

    assert_true(n > 0);
    for (size_t k = 0; k < n; k++)
      if (has(&g, out[k]) == NULL)
        fail_msg("'%s' does not find '%s' by '%s'", pairs[i][1], pairs[i][0], out[k]);
  }
}

static void hostile(void **state) {
  struct arena *a = *state;
  char *longest = arena_alloc(a, 100001);
  const char *out[GRAM_QUERY_MAX];

  memset(longest, 'a', 100000);
  assert_int_equal(grams_query(a, longest, out), 1);
  assert_true(of(a, longest).n <= GRAM_DOC_MAX);
  assert_int_equal(grams_query(a, "\xff\xfe", out), 0);
  assert_int_equal(of(a, "ab\xe6\x94").n, 1);
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
      cmocka_unit_test_setup_teardown(document, start, stop), cmocka_unit_test_setup_teardown(prefixes, start, stop),
      cmocka_unit_test_setup_teardown(weights, start, stop),  cmocka_unit_test_setup_teardown(bounded, start, stop),
      cmocka_unit_test_setup_teardown(query, start, stop),    cmocka_unit_test_setup_teardown(found, start, stop),
      cmocka_unit_test_setup_teardown(hostile, start, stop)};

  return cmocka_run_group_tests(tests, NULL, NULL);
}
