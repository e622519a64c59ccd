/* What programs may ask of resolve, and in which words people read its answers. The answers are test_resolve.c's. */
#include "domain/resolve.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct arena *a;

static int up(void **state) {
  (void)state;
  a = arena_new(1 << 20);
  return 0;
}

static int down(void **state) {
  (void)state;
  arena_free(a);
  return 0;
}

static void test_asking(void **state) {
  struct resolve_ask ask;

  (void)state;
  assert_true(resolve_ask_read("preview", "1.20.3", "99", &ask));
  assert_true(ask.building);
  assert_int_equal(ask.number.minor, 20);
  assert_int_equal(ask.bucket, 99);
  assert_true(resolve_ask_read("audit", "*", "", &ask));
  assert_false(ask.building);
  assert_int_equal(ask.bucket, RESOLVE_OUTSIDE);
  assert_false(resolve_ask_read("online", "*", NULL, &ask));
  assert_false(resolve_ask_read(NULL, "*", NULL, &ask));
  assert_false(resolve_ask_read("release", NULL, NULL, &ask));
  assert_false(resolve_ask_read("release", "", NULL, &ask));
  assert_false(resolve_ask_read("release", "1.0", NULL, &ask));
  assert_false(resolve_ask_read("release", "latest", NULL, &ask));
  assert_false(resolve_ask_read("release", "*", "100", &ask));
  assert_false(resolve_ask_read("release", "*", "-1", &ask));
  assert_false(resolve_ask_read("release", "*", "1x", &ask));
}

/* Every rule has words of its own, and every denial that somebody can end says who and where. */
static void test_words(void **state) {
  struct ctx c = {.a = a, .lang = LANG_ZH};
  struct resolve_version near = {.number = {1, 2, 0}, .state = "online"};

  (void)state;
  for (size_t i = 0; resolve_rule_at(i) != NULL; i++) {
    struct resolve_facts f = {.app_id = 7, .plugin_id = 9, .shelf = "on"};
    struct resolve_ask ask = {.spec = RESOLVE_EXACT, .number = {4, 5, 6}};
    struct resolve_answer x = {.rule = resolve_rule_at(i)};
    struct resolve_step step[RESOLVE_STEPS];
    size_t n;
    const char *words, *name = x.rule->name;

    if (x.rule->gives == RESOLVE_INSTEAD)
      x.nearest = &near;
    words = resolve_words(&c, &f, &ask, &x, step, &n);
    assert_true(words[0] != '\0' && strchr(words, '%') == NULL);
    for (size_t k = 0; k < i; k++) {
      struct resolve_answer y = {.rule = resolve_rule_at(k)};
      struct resolve_step other[RESOLVE_STEPS];
      size_t m;

      assert_string_not_equal(words, resolve_words(&c, &f, &ask, &y, other, &m));
    }
    if (resolve_served(&x) || strcmp(name, "app_not_found") == 0 || strcmp(name, "plugin_not_found") == 0)
      assert_int_equal(n, 0);
    else
      assert_true(n >= 1);
    if (x.rule->gives == RESOLVE_INSTEAD)
      assert_non_null(strstr(step[0].text, "1.2.0"));
    if (x.rule->gives == RESOLVE_INSTEAD || resolve_served(&x))
      assert_true(strstr(words, "4.5.6") != NULL);
  }
}

/* Where the way leads depends on how far the owner of the mini-program is. */
static void test_the_way_to_a_binding(void **state) {
  struct ctx c = {.a = a, .lang = LANG_ZH};
  struct resolve_facts f = {
      .app_id = 7, .plugin_id = 9, .app = true, .plugin = "active", .linked = true, .shelf = "never"};
  struct resolve_ask ask = {.bucket = RESOLVE_OUTSIDE};
  struct resolve_answer x = resolve(&f, &ask);
  struct resolve_step step[RESOLVE_STEPS];
  size_t n;

  (void)state;
  (void)resolve_words(&c, &f, &ask, &x, step, &n);
  assert_int_equal(n, 1);
  assert_false(step[0].host);
  assert_string_equal(step[0].page, "listing");
  assert_int_equal(step[0].id[0], 9);
  f.shelf = "on";
  (void)resolve_words(&c, &f, &ask, &x, step, &n);
  assert_true(step[0].host);
  assert_string_equal(step[0].page, "market_plugin");
  f.obtained = true;
  (void)resolve_words(&c, &f, &ask, &x, step, &n);
  assert_true(step[0].host);
  assert_string_equal(step[0].page, "bind");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_asking),
      cmocka_unit_test(test_words),
      cmocka_unit_test(test_the_way_to_a_binding),
  };

  return cmocka_run_group_tests(tests, up, down);
}
