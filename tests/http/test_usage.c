/* Who uses a plugin, through the pages: the list with its filters, the same rows as a file, the charts with their numbers; for
 * the provider's team and nobody else. The demo data has hosts in every state. */
#include "../db/fixture.h"
#include "client.h"
#include "demo.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct arena *a;
static struct client *provider, *merchant;
static const char *plugin;

#define at(...) arena_fmt(a, __VA_ARGS__)

static const char *list(const char *query) { return at("/console/plugins/%s/authorisations%s", plugin, query); }
static const char *file(const char *query) { return at("/console/plugins/%s/authorisations/export%s", plugin, query); }
static struct page *look(const char *path) { return page_want(client_get(provider, path), 200); }

static int begin(void **state) {
  const struct demo_user u = (a = arena_new((size_t)512 << 20), demo_user(a, "provider", NULL, 0));

  (void)state;
  provider = demo_sign_in(a, &u);
  merchant = demo_client(a, "merchant", 0);
  plugin = demo_find(a, "plugins", "subject", u.subject, 0, "id");
  return 0;
}

static int end(void **state) {
  (void)state;
  arena_free(a);
  return 0;
}

static int lines(const struct page *p) {
  int n = 0;

  for (const char *s = p->body.p; (s = strstr(s, "\r\n")) != NULL; s += 2)
    n++;
  return n;
}

static void the_list_says_who_uses_it(void **state) {
  struct page *p = look(list(""));
  const char *row = "//tbody/tr[contains(., '禾木小馆点餐')]";

  (void)state;
  assert_int_equal(page_count(p, row), 1);
  assert_int_equal(page_count(p, at("%s[contains(., '启用')][contains(., '有效')][contains(., '跟随 1.x')]", row)), 1);
  assert_int_equal(page_count(p, at("%s//a[contains(@href, '/versions/1.')]", row)), 1);
  assert_int_equal(page_count(p, "//tbody/tr[contains(., '已解绑')]"), 0);
  assert_non_null(page_link(look(at("/console/plugins/%s", plugin)), "绑定的小程序"));
}

static void filters_are_in_the_address(void **state) {
  struct page *p = look(list("?q=%E7%A6%BE%E6%9C%A8"));

  (void)state;
  assert_true(page_count(p, "//tbody/tr") >= 1);
  assert_int_equal(page_count(p, "//tbody/tr[not(contains(., '禾木'))]"), 0);
  assert_int_equal(page_count(look(list("?q=nobody")), "//tbody/tr"), 0);
  p = look(list("?state=closed"));
  assert_int_equal(page_count(p, "//tbody/tr[not(contains(., '已解绑'))]"), 0);
  p = look(list("?subject=nobody&state=active"));
  assert_non_null(page_link(p, "清除筛选"));
}

static void the_file_has_the_same_rows(void **state) {
  int64_t before = fixture_int("SELECT COUNT(*) FROM audit WHERE act = 'plugin.export' AND object_id = %s", plugin);
  struct page *p = look(page_link(look(list("")), "导出 CSV"));
  int rows = page_count(look(list("")), "//tbody/tr");

  (void)state;
  assert_string_equal(p->type, "text/csv; charset=utf-8");
  assert_non_null(strstr(page_header(p, "Content-Disposition"), "attachment; filename=\"plugin-"));
  assert_memory_equal(p->body.p, "\xef\xbb\xbf\"小程序\",", 15);
  assert_int_equal(lines(p), 1 + rows);
  assert_non_null(strstr(p->body.p, "\"禾木小馆点餐\",\""));
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM audit WHERE act = 'plugin.export' AND object_id = %s", plugin),
                   before + 1);
  page_want(client_send(provider, "HEAD", file(""), NULL, (struct bytes){NULL, 0}), 200);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM audit WHERE act = 'plugin.export' AND object_id = %s", plugin),
                   before + 1);
  assert_int_equal(lines(look(file("?q=nobody"))), 1);
  p = look(page_link(look(list("?state=stopped")), "导出 CSV")); /* as it was narrowed */
  assert_null(strstr(p->body.p, "\"启用\""));
  p = look(file("?lang=en"));
  assert_non_null(strstr(p->body.p, "\"Version in effect\""));
  look(at("/console?lang=zh"));
}

/* More than one part of it, and names that a spreadsheet would run. */
static void a_large_one_comes_in_parts(void **state) {
  struct page *p;

  (void)state;
  fixture_sql("SET foreign_key_checks = 0");
  fixture_sql("INSERT INTO app (id, subject_id, name, name_key, created_at)"
              " SELECT 600000 + seq, (SELECT subject_id FROM plugin WHERE id = %s), CONCAT('=HYPERLINK(', seq, ')'),"
              " CONCAT('hyper', seq), 1 FROM seq_1_to_2500",
              plugin);
  fixture_sql(
      "INSERT INTO binding (id, app_id, plugin_id, subject_id, major, state, config, agreed_by, created_at)"
      " SELECT 600000 + seq, 600000 + seq, %s, (SELECT subject_id FROM plugin WHERE id = %s), 1, 'active', '{}', 1,"
      " 1000 + seq DIV 10 FROM seq_1_to_2500",
      plugin, plugin);
  p = look(file("?q=hyper"));
  assert_int_equal(lines(p), 2501);
  assert_non_null(strstr(p->body.p, "\"'=HYPERLINK(1)\""));
  assert_null(strstr(p->body.p, "\"=HYPERLINK"));
  for (int i = 1; i <= 2500; i += 7)
    assert_non_null(strstr(p->body.p, at("(%d)\"", i)));
  assert_true(page_says(look(list("")), "1000+"));
}

static void charts_have_their_numbers(void **state) {
  struct page *p = look(at("/console/plugins/%s/stats", plugin));

  (void)state;
  assert_int_equal(page_count(p, "//svg[@role='img'][title][desc]"), 3);
  assert_int_equal(page_count(p, "//details[1]//tbody/tr") % 30, 0);
  assert_true(page_count(p, "//section//h3[@id='versions']/following::tbody[1]/tr[starts-with(., '1.')]") >= 1);
  p = look(at("/console/plugins/%s/stats?days=90", plugin));
  assert_int_equal(page_count(p, "//h3[@id='bound']/following::table[1]/tbody/tr"), 90);
  assert_int_equal(page_count(p, "//nav//a[@aria-current='page'][.='近 90 天']"), 1);
  p = look("/console");
  assert_int_equal(page_count(p, "//h3[.='近 30 天新增的获取']"), 1);
  assert_int_equal(page_count(p, "//h3[@id='obtained']/following::table[1]/tbody/tr"), 30);
}

static void nobody_else_sees_it(void **state) {
  (void)state;
  page_want(client_get(merchant, list("")), 404);
  page_want(client_get(merchant, file("")), 404);
  page_want(client_get(merchant, at("/console/plugins/%s/stats", plugin)), 404);
  assert_int_equal(page_count(page_want(client_get(merchant, "/console"), 200), "//svg"), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_list_says_who_uses_it),  cmocka_unit_test(filters_are_in_the_address),
      cmocka_unit_test(the_file_has_the_same_rows), cmocka_unit_test(charts_have_their_numbers),
      cmocka_unit_test(a_large_one_comes_in_parts), cmocka_unit_test(nobody_else_sees_it),
  };

  return cmocka_run_group_tests(tests, begin, end);
}
