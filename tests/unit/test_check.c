/* The one checker: what an upload is told of its package and its documentation, and what is told of both later. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/check.h"
#include "zipmake.h"

#include <string.h>

#define PLUGIN                                                                                                         \
  {.name = "plugin.json", .text = "{\"main\": \"index.js\"}"}, { .name = "index.js", .text = "exports.a = 1" }
#define ZIP(...) zipmake_fd(arena, zipmake(arena, (struct zipmake_entry[]){__VA_ARGS__, {0}}))

static const struct conf conf = {.package_max = 2 << 20, .doc_max = 2 << 20};
static struct arena *arena;
static struct check_upload up;

static int setup(void **state) {
  (void)state;
  arena = arena_new(512 << 20);
  return 0;
}

static int teardown(void **state) {
  (void)state;
  arena_free(arena);
  return 0;
}

/* "rule target:line", blanks between. */
static const char *told(const struct findings *f) {
  struct buf b = buf_new(arena, 8192);

  for (size_t i = 0; i < f->n; i++)
    buf_fmt(&b, "%s%s %s:%lld", i == 0 ? "" : " ", finding_code(f->item[i].rule), f->item[i].target,
            (long long)f->item[i].line);
  return b.n == 0 ? "" : b.p;
}

static void an_upload_is_one_list(void **state) {
  (void)state;
  assert_int_equal(check_upload(arena, &conf, NULL,
                                ZIP(PLUGIN, {.name = "Thumbs.db", .text = "x"},
                                    {.name = "doc/README.md", .text = "# A\n\n<b>x</b>\n\n[to](#gone)\n"}),
                                &up),
                   RES_OK);
  assert_string_equal(told(&up.f), "junk_skipped :0 doc_html doc/README.md:3 doc_anchor_missing doc/README.md:5");
  assert_non_null(up.doc);
}

static void a_bad_doc_does_not_stop_the_package(void **state) {
  (void)state;
  assert_int_equal(check_upload(arena, &conf, NULL,
                                ZIP(PLUGIN, {.name = "doc/README.md", .text = "![x](https://a.example/x.png)\n"},
                                    {.name = "doc/run.exe", .text = "x"}),
                                &up),
                   RES_OK);
  assert_null(up.doc);
  assert_int_equal(up.f.errors, 2);
  assert_non_null(strstr(told(&up.f), "doc_image_network doc/README.md:1"));
  assert_non_null(strstr(told(&up.f), "doc_file_kind doc/run.exe:0"));
  assert_non_null(up.package.manifest.json);
}

static void a_bad_package_is_refused(void **state) {
  (void)state;
  assert_int_equal(check_upload(arena, &conf, NULL, ZIP({.name = "plugin.json", .text = "{}"}), &up), RES_INVALID);
  assert_string_equal(told(&up.f), "manifest_no_entry plugin.json:0");
}

/* A shadow is told and keeps nothing back. */
static void shadows_refuse_nothing(void **state) {
  struct check_kept kept = {.version_at = 5};
  struct findings f;

  (void)state;
  assert_int_equal(
      check_upload(arena, &conf, NULL,
                   ZIP(PLUGIN, {.name = "index.js.map", .text = "{}"}, {.name = "lib/node_modules/a.js", .text = "x"},
                       {.name = ".vscode/settings.json", .text = "{}"}),
                   &up),
      RES_OK);
  assert_string_equal(told(&up.f), "dev_files :0");
  assert_int_equal(finding_severity(up.f.item[0].rule), SEVERITY_ERROR);
  assert_int_equal(up.f.errors, 0);
  assert_string_equal(up.f.item[0].arg[0], "3");
  kept.findings = findings_json(arena, &up.f);
  check_kept(arena, &kept, &f);
  assert_true(f.item[0].shadow);
  assert_int_equal(f.errors, 0);
  assert_int_equal(check_upload(arena, &conf, NULL, ZIP(PLUGIN, {.name = "a.map.js", .text = "x"}), &up), RES_OK);
  assert_string_equal(told(&up.f), "");
}

static const char stored[] =
    "[{\"rule\":\"junk_skipped\",\"severity\":\"warning\",\"target\":\"\",\"line\":0,\"args\":[\"1\",null]},"
    "{\"rule\":\"doc_html\",\"severity\":\"warning\",\"target\":\"doc/README.md\",\"line\":1,\"args\":[null,null]},"
    "{\"rule\":\"doc_file_kind\",\"severity\":\"error\",\"target\":\"doc/a.exe\",\"line\":0,\"args\":[null,null]}]";

static const char *later(int64_t doc_at, const char *readme) {
  const struct check_kept in = {.findings = stored, .version_at = 5, .doc_at = doc_at, .readme = readme};
  struct findings f;

  check_kept(arena, &in, &f);
  return told(&f);
}

static void documentation_that_is_newer_takes_the_place(void **state) {
  (void)state;
  assert_string_equal(later(0, NULL), "junk_skipped :0 doc_html doc/README.md:1 doc_file_kind doc/a.exe:0");
  assert_string_equal(later(4, "fine\n"), "junk_skipped :0 doc_html doc/README.md:1 doc_file_kind doc/a.exe:0");
  assert_string_equal(later(5, "fine\n"), "junk_skipped :0");
  assert_string_equal(later(6, "# A\n\n[b](#c)\n"), "junk_skipped :0 doc_anchor_missing doc/README.md:3");
}

static void what_is_the_same_is_told_once(void **state) {
  (void)state;
  assert_string_equal(later(4, "<i>x</i>\n"), "junk_skipped :0 doc_html doc/README.md:1 doc_file_kind doc/a.exe:0");
}

static void damaged_findings_are_none(void **state) {
  struct check_kept in = {.findings = "{", .version_at = 5};
  struct findings f;

  (void)state;
  check_kept(arena, &in, &f);
  assert_int_equal(f.n, 0);
  in.findings = NULL;
  check_kept(arena, &in, &f);
  assert_int_equal(f.n, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_upload_is_one_list),
      cmocka_unit_test(a_bad_doc_does_not_stop_the_package),
      cmocka_unit_test(a_bad_package_is_refused),
      cmocka_unit_test(shadows_refuse_nothing),
      cmocka_unit_test(documentation_that_is_newer_takes_the_place),
      cmocka_unit_test(what_is_the_same_is_told_once),
      cmocka_unit_test(damaged_findings_are_none),
  };

  return cmocka_run_group_tests(tests, setup, teardown);
}
