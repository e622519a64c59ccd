/* Findings: every rule has its row; words are filled, shown safely and bounded; JSON. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/finding.h"

#include <string.h>

static struct arena *arena;

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

static void every_rule_has_a_row(void **state) {
  struct finding f = {.target = "", .arg = {"A", "B"}};

  (void)state;
  for (enum finding_rule r = 0; r < RULE__MAX; r++) {
    const char *text;

    f.rule = r;
    assert_non_null(finding_code(r));
    assert_int_equal(strspn(finding_code(r), "abcdefghijklmnopqrstuvwxyz_"), strlen(finding_code(r)));
    text = finding_text(arena, LANG_ZH, &f);
    assert_true(strlen(text) > 3);
    assert_null(strchr(text, '{'));
    assert_true(strlen(finding_hint(LANG_ZH, r)) > 3);
    for (enum finding_rule other = 0; other < r; other++)
      assert_string_not_equal(finding_code(r), finding_code(other));
  }
}

static void words(void **state) {
  struct findings f = findings_new(arena);

  (void)state;
  finding_add(&f, RULE_ENTRY_MISSING, "plugin.json", 7, "main", "%s{1}");
  assert_string_equal(finding_text(arena, LANG_ZH, &f.item[0]), "main 指向的文件不在插件里：%s{1}");
  assert_string_equal(finding_line(arena, LANG_ZH, &f.item[0]), "plugin.json:7：main 指向的文件不在插件里：%s{1}");
  finding_add(&f, RULE_ZIP_BROKEN, NULL, 0, NULL, NULL);
  assert_string_equal(finding_line(arena, LANG_ZH, &f.item[1]), "不是完整的 zip 文件，或者内容已损坏");
  assert_ptr_equal(finding_find(&f, RULE_ZIP_BROKEN), &f.item[1]);
  assert_null(finding_find(&f, RULE_ZIP_EMPTY));
}

static void what_strangers_wrote(void **state) {
  struct findings f = findings_new(arena);
  char longest[400];

  (void)state;
  finding_add(&f, RULE_NAME_CONTROL, "a\nb\x01\xff\xe6\x8f\x92\xe6\x8f", 0, "\xe2\x80\xae", NULL);
  assert_string_equal(f.item[0].target, "a?b??\xe6\x8f\x92??");
  assert_string_equal(f.item[0].arg[0], "???");
  memset(longest, 'x', sizeof longest);
  longest[sizeof longest - 1] = '\0';
  finding_add(&f, RULE_NAME_LENGTH, longest, 0, NULL, NULL);
  assert_int_equal(strlen(f.item[1].target), 200);
}

static void bounded(void **state) {
  struct findings f = findings_new(arena);

  (void)state;
  for (int i = 0; i < FINDINGS_MAX; i++)
    finding_add(&f, RULE_JUNK_SKIPPED, "x", 0, "1", NULL);
  assert_int_equal(f.n, FINDINGS_MAX);
  assert_int_equal(f.dropped, 0);
  assert_int_equal(f.errors, 0);
  finding_add(&f, RULE_ZIP_BROKEN, "x", 0, NULL, NULL);
  assert_int_equal(f.n, FINDINGS_MAX);
  assert_int_equal(f.dropped, 1);
  assert_int_equal(f.errors, 1); /* an error that found no room is an error all the same */
}

static void sizes(void **state) {
  (void)state;
  assert_string_equal(finding_size(arena, 0), "0 B");
  assert_string_equal(finding_size(arena, 1023), "1023 B");
  assert_string_equal(finding_size(arena, 1024), "1 KB");
  assert_string_equal(finding_size(arena, 1536), "1.5 KB");
  assert_string_equal(finding_size(arena, 2 * 1024 * 1024), "2 MB");
  assert_string_equal(finding_size(arena, 3LL << 30), "3 GB");
}

static void stored_and_read_back(void **state) {
  struct findings f = findings_new(arena), g;
  enum finding_rule rule;

  (void)state;
  assert_string_equal(findings_json(arena, &f), "[]");
  finding_add(&f, RULE_NAME_PARENT, "a/../\"b", 3, NULL, NULL);
  finding_add(&f, RULE_JUNK_SKIPPED, NULL, 0, "2", NULL);
  assert_string_equal(findings_json(arena, &f),
                      "[{\"rule\":\"name_parent\",\"severity\":\"error\",\"target\":\"a/../\\\"b\",\"line\":3,"
                      "\"args\":[null,null]},{\"rule\":\"junk_skipped\",\"severity\":\"warning\",\"target\":\"\","
                      "\"line\":0,\"args\":[\"2\",null]}]");
  assert_int_equal(findings_load(arena, findings_json(arena, &f), &g), RES_OK);
  assert_int_equal(g.n, 2);
  assert_int_equal(g.errors, 1);
  assert_string_equal(g.item[0].target, "a/../\"b");
  assert_string_equal(g.item[1].arg[0], "2");
  assert_string_equal(findings_json(arena, &g), findings_json(arena, &f));
  assert_int_equal(findings_load(arena, "[{\"rule\":\"gone\",\"target\":\"\",\"line\":0,\"args\":[null,null]}]", &g),
                   RES_OK);
  assert_int_equal(g.n, 0);
  assert_int_equal(findings_load(arena, "{}", &g), RES_INTERNAL);
  assert_int_equal(findings_load(arena, "[1]", &g), RES_INTERNAL);
  assert_int_equal(findings_load(arena, "", &g), RES_INTERNAL);
  assert_true(finding_parse("zip_ratio", &rule));
  assert_int_equal(rule, RULE_ZIP_RATIO);
  assert_false(finding_parse("", &rule));
}

/* A shadow is recorded as one, and stays one when its rule begins to count; a rule that became a shadow counts no less in
 * what was recorded before. */
static void shadows(void **state) {
  static const char before[] =
      "[{\"rule\":\"dev_files\",\"severity\":\"error\",\"target\":\"\",\"line\":0,\"args\":[\"1\",\"a.map\"]}]";
  struct findings f = findings_new(arena), g;

  (void)state;
  assert_true(finding_shadow(RULE_DEV_FILES));
  assert_false(finding_shadow(RULE_ZIP_BROKEN));
  finding_add(&f, RULE_DEV_FILES, NULL, 0, "1", "a.map");
  assert_int_equal(f.n, 1);
  assert_int_equal(f.errors, 0);
  assert_string_equal(findings_json(arena, &f),
                      "[{\"rule\":\"dev_files\",\"severity\":\"error\",\"target\":\"\",\"line\":0,"
                      "\"args\":[\"1\",\"a.map\"],\"shadow\":true}]");
  assert_int_equal(findings_load(arena, findings_json(arena, &f), &g), RES_OK);
  assert_true(g.item[0].shadow);
  assert_int_equal(g.errors, 0);
  assert_int_equal(findings_load(arena, before, &g), RES_OK);
  assert_false(g.item[0].shadow);
  assert_int_equal(g.errors, 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(every_rule_has_a_row, setup, teardown),
      cmocka_unit_test_setup_teardown(words, setup, teardown),
      cmocka_unit_test_setup_teardown(what_strangers_wrote, setup, teardown),
      cmocka_unit_test_setup_teardown(bounded, setup, teardown),
      cmocka_unit_test_setup_teardown(sizes, setup, teardown),
      cmocka_unit_test_setup_teardown(stored_and_read_back, setup, teardown),
      cmocka_unit_test_setup_teardown(shadows, setup, teardown),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
