/* Renaming through the pages: the market finds the plugin by both names and says which is the former one, its settings tell the
 * history, and somebody else who wants the former name is told why not. */
#include "client.h"
#include "demo.h"
#include "form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct arena *a;
static struct client *owner, *other;

static int begin(void **state) {
  (void)state;
  a = arena_new((size_t)256 << 20);
  owner = demo_client(a, "provider", 0);
  other = demo_client(a, "provider", 1);
  return 0;
}

static int end(void **state) {
  (void)state;
  arena_free(a);
  return 0;
}

static const char *settings(const char *subject_of) {
  return arena_fmt(a, "/console/plugins/%s/settings", demo_find(a, "plugins", "name", subject_of, 0, "id"));
}

static struct page *rename_to(struct client *c, const char *path, const char *name, long want) {
  struct form *f = form_get(page_want(client_get(c, path), 200), "save");

  form_set(f, "name", name);
  return page_want(form_send(c, f), want);
}

static void both_names_find_it(void **state) {
  const char *path = settings("城市天气");
  struct page *p;

  (void)state;
  rename_to(owner, path, "全城天气", 200);
  client_second();
  p = page_want(client_get(owner, "/market?q=城市天气"), 200);
  assert_string_equal(page_text(p, "(//li[contains(@class, 'card')]//h2)[1]"), "全城天气");
  assert_true(page_says(p, "曾用名：城市天气、晴雨速查"));
  assert_true(page_says(page_want(client_get(owner, "/market?q=全城天气"), 200), "全城天气"));
  p = page_want(client_get(owner, "/market?q=晴雨"), 200);
  assert_int_equal(page_count(p, "//li[contains(@class, 'card')]//h2"), 1);
  p = page_want(client_get(owner, arena_fmt(a, "/market/%s", demo_find(a, "plugins", "name", "城市天气", 0, "id"))),
                200);
  assert_string_equal(page_text(p, "//dt[.='曾用名']/following-sibling::dd[1]"), "城市天气、晴雨速查");
  p = page_want(client_get(owner, path), 200);
  assert_int_equal(page_count(p, "//th[.='晴雨速查']"), 1);
  assert_int_equal(page_count(p, "//th[.='城市天气']"), 1);
}

static void nobody_else_gets_the_former_name(void **state) {
  const char *mine = demo_find(a, "plugins", "subject", demo_user(a, "provider", NULL, 1).subject, 0, "name");
  struct page *p = rename_to(other, settings(mine), "城市 天气", 422);

  (void)state;
  assert_true(page_says(p, "别的插件不久前用过这个名称"));
  assert_string_equal(form_value(form_get(p, "save"), "name"), "城市 天气");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(both_names_find_it),
      cmocka_unit_test(nobody_else_gets_the_former_name),
  };

  return cmocka_run_group_tests(tests, begin, end);
}
