/* Filling a guide from another one: what is there stays, names decide, and lists have an end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/guide_copy.h"

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

static struct guide guide_of(const char *json) {
  struct guide g;

  assert_true(guide_decode(arena, json, &g));
  return g;
}

static void adds_what_is_missing(void **state) {
  struct guide g = guide_of("{\"description\":\"mine\",\"components\":[{\"name\":\"card\",\"description\":\"mine\"}]}");
  struct guide from = guide_of("{\"description\":\"theirs\",\"sample\":\"code\",\"components\":[{\"name\":\"card\","
                               "\"description\":\"theirs\"},{\"name\":\"list\",\"props\":[{\"name\":\"city\",\"type\":"
                               "\"String\"}]}],\"pages\":[{\"path\":\"pages/a\"}],\"interfaces\":[{\"name\":\"card\"}],"
                               "\"config\":[{\"key\":\"unit\",\"type\":\"String\"}]}");
  size_t left = 9;

  (void)state;
  assert_int_equal(guide_fill(&g, &from, &left), 4);
  assert_int_equal(left, 0);
  assert_string_equal(g.description, "mine");
  assert_string_equal(g.sample, "code");
  assert_int_equal(g.n[GUIDE_COMPONENTS], 2);
  assert_string_equal(g.item[GUIDE_COMPONENTS][0].description, "mine");
  assert_string_equal(g.item[GUIDE_COMPONENTS][1].name, "list");
  assert_int_equal(g.item[GUIDE_COMPONENTS][1].na, 1);
  assert_int_equal(g.n[GUIDE_PAGES], 1);
  assert_int_equal(g.n[GUIDE_INTERFACES], 1);        /* names count within their list only */
  assert_int_equal(guide_fill(&g, &from, &left), 0); /* nothing twice */
  g = guide_of(guide_encode(arena, &g));             /* what was added can be stored */
  assert_int_equal(guide_count(&g), 5);
}

static struct guide many(const char *prefix, int n) {
  struct buf b = buf_new(arena, 64 * 1024);

  buf_str(&b, "{\"interfaces\":[");
  for (int i = 0; i < n; i++)
    buf_fmt(&b, "%s{\"name\":\"%s%d\"}", i == 0 ? "" : ",", prefix, i);
  buf_str(&b, "]}");
  return guide_of(b.p);
}

static void lists_have_an_end(void **state) {
  struct guide g = many("a", GUIDE_ROWS - 1), from = many("b", 3);
  size_t left = 0;

  (void)state;
  assert_int_equal(guide_fill(&g, &from, &left), 1);
  assert_int_equal(left, 2);
  assert_int_equal(g.n[GUIDE_INTERFACES], GUIDE_ROWS);
  from = many("a", 2); /* there already: not left out */
  assert_int_equal(guide_fill(&g, &from, &left), 0);
  assert_int_equal(left, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(adds_what_is_missing),
      cmocka_unit_test(lists_have_an_end),
  };

  return cmocka_run_group_tests(tests, setup, teardown);
}
