/* plugin.json: both forms read the same; every refusal fires alone, names its line, and its limit holds from both sides. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/manifest.h"

#include <string.h>

static struct arena *arena;
static struct findings found;
static struct manifest m;

static int setup(void **state) {
  (void)state;
  arena = arena_new(64 << 20);
  return 0;
}

static int teardown(void **state) {
  (void)state;
  arena_free(arena);
  return 0;
}

/* The files of a plugin. */
static bool has(void *arg, const char *path) {
  static const char *const file[] = {"index.js", "lib/main.js",  "c/a.json", "c/b.js", "c/c.axml",
                                     "c/d.wxml", "c/e/index.js", "p/x.json", "p/y.js", "only.txt"};

  (void)arg;
  for (size_t i = 0; i < sizeof file / sizeof file[0]; i++) {
    if (strcmp(file[i], path) == 0)
      return true;
  }
  return false;
}

static enum res read_text(struct bytes text) {
  found = findings_new(arena);
  return manifest_read(arena, text, "plugin/plugin.json", has, NULL, &found, &m);
}

static void good(const char *text, const char *json) {
  if (read_text(bytes_of(text)) != RES_OK)
    fail_msg("%s: %s", text, finding_line(arena, LANG_ZH, &found.item[0]));
  assert_string_equal(m.json, json);
  assert_int_equal(found.n, 0);
}

/* Refused by exactly this rule, in this line. */
static void refused(const char *text, enum finding_rule rule, int64_t line) {
  assert_int_equal(read_text(bytes_of(text)), RES_INVALID);
  if (found.n != 1 || found.item[0].rule != rule || found.item[0].line != line)
    fail_msg("%s: %zu findings, first %s line %lld", text, found.n, finding_code(found.item[0].rule),
             (long long)found.item[0].line);
  assert_string_equal(found.item[0].target, "plugin/plugin.json");
}

static void wechat(void **state) {
  (void)state;
  good("{\"publicComponents\": {\"b\": \"c/b\", \"a-1_X\": \"./c/a\", \"e\": \"/c/e\", \"c\": \"c/c\", \"d\": "
       "\"c/d\"},\n"
       "\"pages\": {\"x\": \"p/x\"}, \"main\": \"./index.js\", \"other\": [1, {}]}",
       "{\"main\":\"index.js\",\"pages\":{\"x\":\"p/x\"},\"publicComponents\":{\"a-1_X\":\"c/a\",\"b\":\"c/"
       "b\",\"c\":\"c/c\","
       "\"d\":\"c/d\",\"e\":\"c/e\"}}");
  assert_string_equal(m.main, "index.js");
  assert_int_equal(m.ncomponents, 5);
  assert_string_equal(m.component[0].name, "a-1_X");
  assert_string_equal(m.component[0].path, "c/a");
  assert_int_equal(m.npages, 1);
  assert_string_equal(m.page[0].path, "p/x");
  good("{\"main\": \"lib/main\"}", "{\"main\":\"lib/main\",\"pages\":{},\"publicComponents\":{}}");
  good("\xef\xbb\xbf{\"pages\": {\"x\": \"p/x\"}}", "{\"pages\":{\"x\":\"p/x\"},\"publicComponents\":{}}");
}

static void alipay(void **state) {
  static const char want[] = "{\"pages\":{\"hello\":\"p/x\"},\"publicComponents\":{}}";

  (void)state;
  good("{\"publicPages\": {\"hello\": \"p/x\"}, \"pages\": [\"p/x\", \"p/y\"]}", want);
  good("{\"publicPages\": {\"hello\": \"/p/x\"}, \"pages\": {\"one\": \"p/x\", \"two\": \"./p/y\"}}", want);
  /* a list of pages, none of them public */
  good("{\"main\": \"index\", \"pages\": [\"p/x\"]}", "{\"main\":\"index\",\"pages\":{},\"publicComponents\":{}}");
  refused("{\"publicPages\": {\"x\": \"p/x\"},\n\"pages\": [\"p/y\"]}", RULE_PAGE_NOT_LISTED, 1);
  refused("{\n\"publicPages\": {\"x\": \"p/x\"}}", RULE_PAGE_NOT_LISTED, 2);
  refused("{\"publicPages\": {\"x\": \"p/x\"},\n \"pages\": [\"p/x\",\n\"p/z\"]}", RULE_ENTRY_MISSING, 3);
  refused("{\"publicPages\": {\"x\": \"p/x\"},\n \"pages\": [\"p/x\", 1]}", RULE_MANIFEST_FIELD, 2);
  refused("{\"main\": \"index\", \"pages\": []}{", RULE_MANIFEST_NOT_JSON, 1);
  refused("{\"pages\": [\"p/x\"]}", RULE_MANIFEST_NO_ENTRY, 0);
}

static void stored_and_read_back(void **state) {
  struct manifest again;

  (void)state;
  good("{\"publicPages\": {\"x\": \"p/x\"}, \"pages\": [\"p/x\"], \"main\": \"index.js\", \"publicComponents\": "
       "{\"a\": \"c/a\"}}",
       "{\"main\":\"index.js\",\"pages\":{\"x\":\"p/x\"},\"publicComponents\":{\"a\":\"c/a\"}}");
  assert_int_equal(manifest_load(arena, m.json, &again), RES_OK);
  assert_string_equal(again.json, m.json);
  assert_string_equal(again.main, "index.js");
  assert_int_equal(again.ncomponents + again.npages, 2);
  assert_int_equal(manifest_load(arena, "nonsense", &again), RES_INTERNAL);
}

static void not_json(void **state) {
  (void)state;
  refused("", RULE_MANIFEST_NOT_JSON, 1);
  refused("{", RULE_MANIFEST_NOT_JSON, 1);
  refused("{\n\"main\": \"index.js\",\n}", RULE_MANIFEST_NOT_JSON, 3);
  refused("{\"main\": \"index.js\",\n\"main\": \"lib/main.js\"}", RULE_MANIFEST_NOT_JSON, 2);
  refused("{\"pages\": {\"x\": \"p/x\",\n\"x\": \"p/y\"}}", RULE_MANIFEST_NOT_JSON, 2);
  refused("{\"main\": \"\xff\"}", RULE_MANIFEST_NOT_JSON, 1);
  refused("{\"main\": \"a\\u0000b\"}", RULE_MANIFEST_NOT_JSON, 1);
  refused("[]", RULE_MANIFEST_FIELD, 1);
  assert_int_equal(read_text((struct bytes){"{\"main\":\"index.js\"}\0x", 21}), RES_INVALID);
}

static void fields(void **state) {
  (void)state;
  refused("{\"main\": 1}", RULE_MANIFEST_FIELD, 1);
  refused("{\n\n\"main\": null}", RULE_MANIFEST_FIELD, 3);
  refused("{\"publicComponents\": []}", RULE_MANIFEST_FIELD, 1);
  refused("{\"publicComponents\": {\"a\": {}}}", RULE_MANIFEST_FIELD, 1);
  refused("{\"pages\": \"p/x\"}", RULE_MANIFEST_FIELD, 1);
  refused("{\"publicPages\": [\"p/x\"], \"pages\": [\"p/x\"]}", RULE_MANIFEST_FIELD, 1);
  refused("{}", RULE_MANIFEST_NO_ENTRY, 0);
  refused("{\"pages\": {}, \"publicComponents\": {}}", RULE_MANIFEST_NO_ENTRY, 0);
}

static void names(void **state) {
  static const char *const bad[] = {"", "1a", "-a", "a b", "a.b", "a/b", "\xe6\x8f\x92", "a\\\"b"};
  const char *longest = arena_fmt(arena, "a%063d", 0);

  (void)state;
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    assert_int_equal(read_text(bytes_of(arena_fmt(arena, "{\"pages\": {\"%s\": \"p/x\"}}", bad[i]))), RES_INVALID);
    assert_int_equal(found.n, 1);
    assert_int_equal(found.item[0].rule, RULE_MANIFEST_NAME);
  }
  assert_int_equal(read_text(bytes_of(arena_fmt(arena, "{\"pages\": {\"%s\": \"p/x\"}}", longest))), RES_OK);
  assert_int_equal(read_text(bytes_of(arena_fmt(arena, "{\"pages\": {\"%s1\": \"p/x\"}}", longest))), RES_INVALID);
  assert_int_equal(found.item[0].rule, RULE_MANIFEST_NAME);
}

static void paths(void **state) {
  static const char *const bad[] = {"",      "/",      "./",  "../p/x", "p/../p/x", "p//x",      "p/x/",
                                    "p/./x", "p\\\\x", "a:b", "p/\\nx", "p/x?y",    "p/\\u202ex"};

  (void)state;
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    assert_int_equal(read_text(bytes_of(arena_fmt(arena, "{\"pages\": {\"x\": \"%s\"}}", bad[i]))), RES_INVALID);
    assert_int_equal(found.n, 1);
    if (found.item[0].rule != RULE_MANIFEST_PATH)
      fail_msg("%s: %s", bad[i], finding_code(found.item[0].rule));
    assert_int_equal(read_text(bytes_of(arena_fmt(arena, "{\"main\": \"%s\"}", bad[i]))), RES_INVALID);
    assert_int_equal(found.item[0].rule, RULE_MANIFEST_PATH);
  }
  refused("{\"main\": \"nothing.js\"}", RULE_ENTRY_MISSING, 1);
  refused("{\"main\": \"c\"}", RULE_ENTRY_MISSING, 1);
  refused("{\"publicComponents\": {\"a\": \"c/a\",\n\"b\": \"c/nothing\"}}", RULE_ENTRY_MISSING, 2);
  refused("{\"publicComponents\": {\"a\": \"only\"}}", RULE_ENTRY_MISSING, 1);
  refused("{\"pages\": {\"x\": \"p/x.json\"}}", RULE_ENTRY_MISSING, 1);
  assert_string_equal(finding_line(arena, LANG_ZH, &found.item[0]),
                      "plugin/plugin.json:1：pages 指向的文件不在插件里：p/x.json");
}

static const char *many(int n) {
  struct buf b = buf_new(arena, 1 << 20);

  buf_str(&b, "{\"publicComponents\": {");
  for (int i = 0; i < n; i++)
    buf_fmt(&b, "%s\"c%d\": \"c/a\"", i == 0 ? "" : ",", i);
  buf_str(&b, "}}");
  return b.p;
}

static void limits(void **state) {
  struct buf b = buf_new(arena, MANIFEST_BYTES + 1);

  (void)state;
  assert_int_equal(read_text(bytes_of(many(MANIFEST_ITEMS))), RES_OK);
  assert_int_equal(m.ncomponents, MANIFEST_ITEMS);
  refused(many(MANIFEST_ITEMS + 1), RULE_MANIFEST_TOO_MANY, 1);
  buf_str(&b, "{\"main\": \"index.js\"}");
  while (b.n < MANIFEST_BYTES)
    buf_char(&b, ' ');
  assert_int_equal(read_text((struct bytes){b.p, b.n}), RES_OK);
  buf_char(&b, ' ');
  refused(b.p, RULE_MANIFEST_TOO_BIG, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(wechat, setup, teardown),
      cmocka_unit_test_setup_teardown(alipay, setup, teardown),
      cmocka_unit_test_setup_teardown(stored_and_read_back, setup, teardown),
      cmocka_unit_test_setup_teardown(not_json, setup, teardown),
      cmocka_unit_test_setup_teardown(fields, setup, teardown),
      cmocka_unit_test_setup_teardown(names, setup, teardown),
      cmocka_unit_test_setup_teardown(paths, setup, teardown),
      cmocka_unit_test_setup_teardown(limits, setup, teardown),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
