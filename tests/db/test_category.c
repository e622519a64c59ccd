/* The category tree as the migration leaves it, and whom a plugin of each category is for. The expected restrictions are
 * written here from seed S1's table, not read from the program. */
#include "domain/category.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct ctx *c;
static struct category *tree;
static size_t ntree;

static int up(void **state) {
  (void)state;
  c = fixture_ctx();
  return category_list(c, &tree, &ntree) == RES_OK ? 0 : -1;
}

static const struct category *row(const char *code) {
  const struct category *k = category_find(tree, ntree, code);

  assert_non_null(k);
  return k;
}

static void the_tree_is_whole(void **state) {
  int64_t closed = 0;

  (void)state;
  assert_int_equal(ntree, 64);
  for (size_t i = 0; i < ntree; i++) {
    const struct category *k = &tree[i];
    size_t n = strlen(k->level1);

    assert_true(strncmp(k->code, k->level1, n) == 0 && k->code[n] == '.' && k->code[n + 1] != '\0');
    assert_true(k->level1_zh[0] != '\0' && k->level1_en[0] != '\0' && k->level2_zh[0] != '\0' && k->level2_en[0]);
    assert_int_equal(k->note_zh[0] == '\0', k->note_en[0] == '\0');
    closed += !k->open_to_plugins;
  }
  assert_int_equal(closed, 5);
  assert_string_equal(tree[0].code, "express.shipping"); /* the order of the table */
  assert_null(category_find(tree, ntree, "no.such"));
  assert_null(category_find(tree, ntree, NULL));
}

static void names_are_in_the_callers_language(void **state) {
  const struct category *k = row("education.online");

  (void)state;
  c->lang = LANG_ZH;
  assert_string_equal(category_name(c, k), "教育 / 在线教育");
  assert_string_equal(category_note(c, row("social.live")), "仅限电商平台、教育类目小程序使用");
  c->lang = LANG_EN;
  assert_string_equal(category_name(c, k), "Education / Online education");
  assert_string_equal(category_note(c, row("social.live")), "E-commerce platform and education mini-programs only");
  c->lang = LANG_ZH;
}

static void restrictions_of_the_table_hold(void **state) {
  static const struct {
    const char *plugin, *host;
    bool fits;
  } want[] = {
      {"tools.voting", "social.qa", true},       {"tools.voting", "", true},
      {"medical.care", "medical.drugs", true},   {"medical.care", "tools.voting|medical.care", true},
      {"medical.care", "tools.voting", false},   {"medical.online-hospital", "", false},
      {"social.qa", "social.live", true},        {"social.qa", "education.online", false},
      {"social.live", "education.school", true}, {"social.live", "ecommerce.platform", true},
      {"social.live", "social.qa", false},       {"social.live", "social.live", false},
  };

  (void)state;
  for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
    const char *words = category_fits(c, row(want[i].plugin), want[i].host, "enterprise");

    if ((words == NULL) != want[i].fits)
      fail_msg("%s in %s: %s", want[i].plugin, want[i].host, words == NULL ? "fits" : words);
  }
  assert_string_equal(category_fits(c, row("medical.care"), "tools.voting", "enterprise"), "仅医疗类小程序可使用");
}

/* A first level is matched as a whole word: "med" is none, and neither is a longer one. */
static void half_a_code_is_no_code(void **state) {
  struct category k = *row("medical.care");

  (void)state;
  assert_non_null(category_fits(c, &k, "med.care", "enterprise"));
  assert_non_null(category_fits(c, &k, "medicals.care", "enterprise"));
  assert_non_null(category_fits(c, &k, "medical", "enterprise"));
  assert_non_null(category_fits(c, &k, NULL, "enterprise"));
  k.note_zh = "";
  assert_string_equal(category_fits(c, &k, "", "enterprise"), "这个小程序的类目不在插件允许的范围内");
  assert_true(codes_hold("a|bc|d", "bc"));
  assert_false(codes_hold("a|bc|d", "b"));
  assert_false(codes_hold("a|bc|d", "a|bc"));
  assert_false(codes_hold("", ""));
  assert_false(codes_hold(NULL, "a"));
  assert_false(codes_hold("a", NULL));
}

static void subject_types_restrict_too(void **state) {
  struct category k = *row("tools.voting");

  (void)state;
  k.host_types = "enterprise|government";
  assert_null(category_fits(c, &k, "tools.voting", "government"));
  assert_string_equal(category_fits(c, &k, "tools.voting", "individual"), "仅限这些类型的主体使用：企业、政府");
  assert_non_null(category_fits(c, &k, "tools.voting", "gov"));
  k.host_level1 = "medical";
  assert_non_null(category_fits(c, &k, "tools.voting", "government"));
}

static void loads_one_by_its_code(void **state) {
  struct category k = {0};

  (void)state;
  assert_int_equal(category_load(c, "social.live", &k), RES_OK);
  assert_string_equal(k.host_level1, "ecommerce|education");
  assert_int_equal(category_load(c, "social.LIVE", &k), RES_NOT_FOUND);
  assert_int_equal(category_load(c, "", &k), RES_NOT_FOUND);
  assert_int_equal(category_load(c, NULL, &k), RES_NOT_FOUND);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_tree_is_whole),
      cmocka_unit_test(names_are_in_the_callers_language),
      cmocka_unit_test(restrictions_of_the_table_hold),
      cmocka_unit_test(half_a_code_is_no_code),
      cmocka_unit_test(subject_types_restrict_too),
      cmocka_unit_test(loads_one_by_its_code),
  };

  return cmocka_run_group_tests(tests, up, NULL);
}
