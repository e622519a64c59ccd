/* Valid and hostile UTF-8, canonical forms, look-alikes, cutting and addresses. */
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static int make_arena(void **state) {
  *state = arena_new(1 << 22);
  return 0;
}

static int drop_arena(void **state) {
  arena_free(*state);
  return 0;
}

static bool ok(const char *s) { return text_ok(s, strlen(s)); }

static void what_is_text(void **state) {
  static const char *const bad[] = {
      "\xff",
      "\xe6\x8f",
      "\xc0\xaf",
      "\xed\xa0\x80", /* surrogate */
      "\xf4\x90\x80\x80",
      "a\x01",
      "\x7f",
      "\xc2\x85",
      "a\xe2\x80\xae"
      "b", /* right-to-left override */
      "\xe2\x81\xa6",
      "\xe2\x80\xaa",
  };

  (void)state;
  assert_true(text_ok(NULL, 0));
  assert_true(ok("插件 plugin\t\r\n🎉"));
  assert_true(ok("\xf4\x8f\xbf\xbd"));
  assert_true(ok("\xe2\x80\x8f")); /* a mark, no override */
  assert_false(text_ok("a\0b", 3));
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
    assert_false(ok(bad[i]));
}

static void what_nobody_sees_is_left_out(void **state) {
  static const char *const cases[][2] = {
      {"插件\t\r\n🎉", "插件\t\r\n🎉"},
      {"\xe2\x80\xad"
       "13800000000"
       "\xe2\x80\xac",
       "13800000000"},
      {"\xe2\x81\xa6"
       "a"
       "\xe2\x81\xa9"
       "b",
       "ab"},
      {"one\x0btwo\x7f\xc2\x85", "onetwo"},
      {"java\x01script:", "javascript:"},
      {"\x01", ""},
      {"", ""},
  };

  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
    assert_string_equal(text_plain(*state, cases[i][0], strlen(cases[i][0])), cases[i][1]);
  assert_null(text_plain(*state, "a\0b", 3));
  assert_null(text_plain(*state, "\xff", 1));
  assert_null(text_plain(*state, "\xed\xa0\x80", 3));
  assert_null(text_plain(*state, "ok\xe6\x8f", 4));
  assert_string_equal(text_plain(*state, NULL, 0), "");
}

static void points(void **state) {
  (void)state;
  assert_int_equal(text_points(""), 0);
  assert_int_equal(text_points("插件ab"), 4);
  assert_int_equal(text_points("🎉"), 1);
}

static void clean(void **state) {
  struct arena *a = *state;

  assert_string_equal(text_clean(a, ""), "");
  assert_string_equal(text_clean(a, " \t\r\n\u3000"), "");
  assert_string_equal(text_clean(a, "\u3000 a  b \u00a0"), "a  b");
  assert_string_equal(text_clean(a, "a\r\nb\rc\nd\r\r\ne"), "a\nb\nc\nd\n\ne");
  assert_string_equal(text_clean(a, "e\u0301"), "\u00e9");
  assert_string_equal(text_clean(a, "Ａ"), "Ａ");
  assert_string_equal(text_clean(a, "字"), "字");
}

static void key(void **state) {
  struct arena *a = *state;

  assert_string_equal(text_key(a, " Hello\u3000\t World "), "hello world");
  assert_string_equal(text_key(a, "ＰＬＵＧ插件①"), "plug插件1");
  assert_string_equal(text_key(a, "𝐀𝐁"), "ab");
  assert_string_equal(text_key(a, "STRASSE"), text_key(a, "straße"));
  assert_string_equal(text_key(a, "ad\u200bm\u00adin\ufeff"), "admin");
  assert_string_equal(text_key(a, "\u3164\u200d"), "");
  assert_string_equal(text_key(a, ""), "");
  assert_string_equal(text_key(a, "\u03a3\u03a3"), text_key(a, "\u03c3\u03c2"));
  assert_string_not_equal(text_key(a, "插件"), text_key(a, "插 件"));
}

static void skeleton(void **state) {
  static const char *const pairs[][2] = {
      {"paypal", "раураӏ"},         {"Google", "G00gIe"}, {"Alipay", "A1ipay"},   {"HELLO", "ΗΕLLΟ"},
      {"插件-助手", "插件助手"},    {"工口", "エロ"},     {"name", "n\u200bame"}, {"СССР", "CCCP"},
      {"Plug Shelf", "plugshelf!"}, {"i love", "| love"}, {"二十一", "ニ十ー"},
  };
  struct arena *a = *state;

  for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
    assert_string_equal(text_skeleton(a, pairs[i][0]), text_skeleton(a, pairs[i][1]));
  assert_string_not_equal(text_skeleton(a, "天气"), text_skeleton(a, "天汽"));
  assert_string_not_equal(text_skeleton(a, "abc"), text_skeleton(a, "abd"));
  assert_string_equal(text_skeleton(a, "!!!"), "!!!");
  assert_string_not_equal(text_skeleton(a, "!!!"), text_skeleton(a, "??"));
  assert_string_equal(text_skeleton(a, ""), "");
}

static void long_text(void **state) {
  static char big[9001];

  memset(big, '|', sizeof big - 1);
  assert_int_equal(strlen(text_skeleton(*state, big)), 9000);
  for (size_t i = 0; i < 9000; i += 3)
    memcpy(big + i, "\ufdfa", 3); /* eighteen code points of NFKC each */
  assert_int_equal(text_points(text_search(*state, big)), 3000 * 18);
}

static void broken_text_does_no_harm(void **state) {
  static const char *const bad[] = {"\xff\xfe", "a\xe6", "\xf0\x9f\x8e", "\xc3", "x\xed\xa0\x80y"};

  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    assert_non_null(text_clean(*state, bad[i]));
    assert_non_null(text_key(*state, bad[i]));
    assert_non_null(text_skeleton(*state, bad[i]));
    assert_non_null(text_search(*state, bad[i]));
    assert_non_null(text_cut(*state, bad[i], 1));
    assert_false(text_email_ok(bad[i]));
  }
}

static void cut(void **state) {
  struct arena *a = *state;

  assert_string_equal(text_cut(a, "插件市场", 4), "插件市场");
  assert_string_equal(text_cut(a, "插件市场", 3), "插件市…");
  assert_string_equal(text_cut(a, "abc", 0), "…");
  assert_string_equal(text_cut(a, "", 0), "");
  assert_string_equal(text_cut(a, "ae\u0301z", 2), "a…");
  assert_string_equal(text_cut(a, "ae\u0301z", 3), "ae\u0301…");
}

static void email(void **state) {
  static const char *const good[] = {"a@b.cn", "first.last+tag@mail.example.org", "张@例子.中国", "a_b-c@x-y.io"};
  static const char *const bad[] = {
      "",         "a",       "@b.cn",   "a@",           "a@b",          "a@b@c.cn",        "a b@c.cn",  "a@b .cn",
      "a@b.cn\n", "a@.cn",   "a@b.",    "a@b..cn",      ".a@b.cn",      "a.@b.cn",         "<a@b.cn>",  "a,b@c.cn",
      "a;b@c.cn", "-x@b.cn", "a@-b.cn", "a\u3000@b.cn", "a\u200b@b.cn", "a\r\nBcc:x@b.cn", "a\"b@c.cn", "a..b@c.cn",
  };
  char long_one[300];

  (void)state;
  for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
    assert_true(text_email_ok(good[i]));
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
    assert_false(text_email_ok(bad[i]));
  memset(long_one, 'a', sizeof long_one);
  memcpy(long_one + 64, "@", 1);
  memcpy(long_one + 251, ".cn", 4);
  assert_int_equal(strlen(long_one), 254);
  assert_true(text_email_ok(long_one));
  memcpy(long_one + 251, "a.cn", 5);
  assert_false(text_email_ok(long_one));
  memcpy(long_one + 64, "a@b.cn", 7); /* 65 before the @ */
  assert_false(text_email_ok(long_one));
}

static void slug(void **state) {
  struct arena *a = *state;

  assert_string_equal(text_slug(a, "Quick Start"), "quick-start");
  assert_string_equal(text_slug(a, "What's  NEW (v1.2)?"), "whats--new-v12");
  assert_string_equal(text_slug(a, "snake_case - a"), "snake_case---a");
  assert_string_equal(text_slug(a, "提交审核、发布"), "提交审核发布");
  assert_string_equal(text_slug(a, "（1）编辑 ＡＢ"), "1编辑-ａｂ");
  assert_string_equal(text_slug(a, "E\u0301TÉ"), "été");
  assert_string_equal(text_slug(a, "हिन्दी"), "हिन्दी");
  assert_string_equal(text_slug(a, "🚀 a\u200bb\u00ad"), "-ab");
  assert_string_equal(text_slug(a, "\"'<>&/\\%?#"), "");
  assert_string_equal(text_slug(a, ""), "");
  assert_string_equal(text_slug(a, "a\xff"
                                   "b"),
                      "ab");
}

static void search(void **state) {
  struct arena *a = *state;

  assert_string_equal(text_search(a, " 《天气》插件 v2.0！"), "天气 插件 v2 0");
  assert_string_equal(text_search(a, "100% C++/Rust"), "100 c rust");
  assert_string_equal(text_search(a, "％＿'\";--"), "");
  assert_string_equal(text_search(a, "हिन्दी"), "हिन्दी");
  assert_string_equal(text_search(a, "一〇〇①"), "一〇〇1");
}

static void listed(void **state) {
  (void)state;
  assert_true(text_listed("shelve", "shelve"));
  assert_true(text_listed("shelve online", "shelve"));
  assert_true(text_listed("unshelve shelve", "shelve"));
  assert_true(text_listed("a b c", "b"));
  assert_false(text_listed("unshelve reshelve", "shelve"));
  assert_false(text_listed("shelved", "shelve"));
  assert_false(text_listed("shelve", ""));
  assert_false(text_listed("", "shelve"));
  assert_false(text_listed(NULL, "shelve"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_text),
      cmocka_unit_test(what_nobody_sees_is_left_out),
      cmocka_unit_test(points),
      cmocka_unit_test(clean),
      cmocka_unit_test(key),
      cmocka_unit_test(skeleton),
      cmocka_unit_test(long_text),
      cmocka_unit_test(cut),
      cmocka_unit_test(broken_text_does_no_harm),
      cmocka_unit_test(email),
      cmocka_unit_test(search),
      cmocka_unit_test(slug),
      cmocka_unit_test(listed),
  };

  return cmocka_run_group_tests(tests, make_arena, drop_arena);
}
