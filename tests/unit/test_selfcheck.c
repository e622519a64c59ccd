/* The self-check: what the program sees for itself, each from both sides, and what is always left to a person. */
#include "domain/selfcheck.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct ctx ctx;
static struct findings none, junk;
static struct selfcheck_point point[SELFCHECK_POINTS];

static int up(void **state) {
  (void)state;
  ctx = (struct ctx){.a = arena_new(4 << 20), .lang = LANG_ZH};
  none = findings_new(ctx.a);
  junk = findings_new(ctx.a);
  finding_add(&junk, RULE_JUNK_SKIPPED, "a", 0, NULL, NULL);
  return 0;
}

static int down(void **state) {
  (void)state;
  arena_free(ctx.a);
  return 0;
}

/* A version of which everything that can be seen is as it should be. */
static struct selfcheck good(void) {
  return (struct selfcheck){.manifest = "{\"publicComponents\":{\"plate\":\"components/plate/plate\"},"
                                        "\"pages\":{\"scan\":\"pages/scan/scan\"}}",
                            .findings = &none,
                            .readme = "# 车牌\n\n`plate` 和 `scan`",
                            .min_base_library = "2.9.3",
                            .doc_at = 100,
                            .version_at = 100,
                            .account = true};
}

static const struct selfcheck_point *look(const struct selfcheck *in, const char *code) {
  selfcheck_points(&ctx, in, point);
  for (size_t i = 0; i < SELFCHECK_POINTS; i++)
    if (strcmp(point[i].code, code) == 0)
      return &point[i];
  fail_msg("no point %s", code);
  return NULL;
}

static void what_holds_is_seen(void **state) {
  static const char *const seen[] = {"package", "entries", "documented", "doc_current", "base_library"};
  struct selfcheck in = good();

  (void)state;
  for (size_t i = 0; i < sizeof seen / sizeof seen[0]; i++)
    assert_true(look(&in, seen[i])->seen);
  assert_string_equal(look(&in, "entries")->found, "1 个组件，1 个页面");
  assert_string_equal(look(&in, "base_library")->found, "2.9.3");
}

static void what_does_not_is_named(void **state) {
  struct selfcheck in = good();

  (void)state;
  in.findings = &junk;
  assert_false(look(&in, "package")->seen);
  assert_non_null(strstr(look(&in, "package")->found, "1 处"));
  in.readme = "# 车牌\n\n`plate`";
  assert_false(look(&in, "documented")->seen);
  assert_string_equal(look(&in, "documented")->found, "文档里没有找到：scan");
  in.readme = "什么都没有写";
  assert_string_equal(look(&in, "documented")->found, "文档里没有找到：plate、scan");
  in.min_base_library = "";
  assert_false(look(&in, "base_library")->seen);
  assert_non_null(look(&in, "base_library")->found);
}

static void documentation_older_than_the_version(void **state) {
  struct selfcheck in = good();

  (void)state;
  in.version_at = 101;
  assert_false(look(&in, "doc_current")->seen);
  assert_non_null(look(&in, "doc_current")->found);
  in.readme = NULL;
  in.doc_at = 0;
  assert_false(look(&in, "doc_current")->seen);
  assert_false(look(&in, "documented")->seen);
  assert_string_equal(look(&in, "documented")->found, "还没有上传文档");
}

static void the_rest_is_a_persons_word(void **state) {
  static const char *const asked[] = {"account", "works", "privacy", "servers", "content", "described"};
  struct selfcheck in = good();

  (void)state;
  for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++)
    assert_false(look(&in, asked[i])->seen);
  assert_null(look(&in, "account")->found);
  in.account = false;
  assert_non_null(look(&in, "account")->found);
}

/* Rows that cannot be read are seen as nothing good. */
static void damaged_rows(void **state) {
  struct selfcheck in = good();

  (void)state;
  in.findings = NULL;
  in.manifest = "nonsense";
  assert_false(look(&in, "package")->seen);
  assert_null(look(&in, "package")->found);
  assert_non_null(look(&in, "entries")->found);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_holds_is_seen),
      cmocka_unit_test(what_does_not_is_named),
      cmocka_unit_test(documentation_older_than_the_version),
      cmocka_unit_test(the_rest_is_a_persons_word),
      cmocka_unit_test(damaged_rows),
  };

  return cmocka_run_group_tests_name("test_selfcheck", tests, up, down);
}
