/* Importing: what is added, what stays, what does not fit, and what the manifest does not have. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/guide_import.h"

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

static void test_adds_the_missing_and_keeps_the_rest(void **state) {
  struct manifest_entry component[] = {{"card", "components/card"}, {"entry", "components/entry"}};
  struct manifest_entry page[] = {{"chat", "pages/chat"}, {"faq", "pages/faq"}, {"faq-again", "pages/faq"}};
  const struct manifest m = {.component = component, .ncomponents = 2, .page = page, .npages = 3};
  struct guide g = guide_of("{\"description\":\"说明\",\"components\":[{\"name\":\"old\"},{\"name\":\"entry\","
                            "\"description\":\"入口\"}],\"interfaces\":[{\"name\":\"call\"}]}");
  struct guide_import found;

  (void)state;
  guide_compare(arena, &g, &m, &found);
  assert_int_equal(found.missing.n, 3);
  assert_int_equal(found.unfit.n, 0);
  assert_int_equal(found.extra.n, 1); /* an interface is in no manifest */
  assert_string_equal(found.extra.v[0].name, "old");
  assert_true(guide_is_extra(&found, GUIDE_COMPONENTS, "old"));
  assert_false(guide_is_extra(&found, GUIDE_COMPONENTS, "entry"));
  assert_false(guide_is_extra(&found, GUIDE_PAGES, "old"));

  guide_import(&g, &found);
  assert_int_equal(g.n[GUIDE_COMPONENTS], 3);
  assert_string_equal(g.item[GUIDE_COMPONENTS][1].description, "入口");
  assert_string_equal(g.item[GUIDE_COMPONENTS][2].name, "card");
  assert_int_equal(g.n[GUIDE_PAGES], 2);
  assert_string_equal(g.item[GUIDE_PAGES][0].name, "pages/chat");
  assert_string_equal(g.item[GUIDE_PAGES][1].name, "pages/faq");
  assert_int_equal(g.n[GUIDE_INTERFACES], 1);
  g = guide_of(guide_encode(arena, &g)); /* what was added can be stored */
  guide_compare(arena, &g, &m, &found);
  assert_int_equal(found.missing.n + found.unfit.n, 0);
}

static void test_the_list_has_room_for_fifty(void **state) {
  struct manifest_entry component[52];
  struct manifest m = {.component = component};
  struct guide g = guide_of("{\"components\":[{\"name\":\"own\"}]}");
  struct guide_import found;

  (void)state;
  for (size_t i = 0; i < 52; i++)
    component[i] = (struct manifest_entry){arena_fmt(arena, "c%zu", i), "x"};
  m.ncomponents = 49;
  guide_compare(arena, &g, &m, &found);
  assert_int_equal(found.missing.n, 49);
  assert_int_equal(found.unfit.n, 0);
  m.ncomponents = 50;
  guide_compare(arena, &g, &m, &found);
  assert_int_equal(found.missing.n, 49);
  assert_int_equal(found.unfit.n, 1);
  assert_string_equal(found.unfit.v[0].name, "c49");
  guide_import(&g, &found);
  assert_int_equal(g.n[GUIDE_COMPONENTS], GUIDE_ROWS);
  guide_import(&g, &found); /* full is full */
  assert_int_equal(g.n[GUIDE_COMPONENTS], GUIDE_ROWS);
}

static void test_names_that_the_guide_does_not_take(void **state) {
  char long_name[52], long_path[202];
  struct manifest_entry component[] = {{"按钮", "x"}, {"1st", "x"}, {long_name, "x"}, {long_name + 1, "x"}};
  struct manifest_entry page[] = {{"a", "页面/首页"}, {"b", "../up"}, {"c", long_path}, {"d", long_path + 1}};
  const struct manifest m = {.component = component, .ncomponents = 4, .page = page, .npages = 4};
  struct guide g = guide_of("");
  struct guide_import found;

  (void)state;
  memset(long_name, 'n', 51);
  memset(long_path, 'p', 201);
  long_name[51] = long_path[201] = '\0';
  guide_compare(arena, &g, &m, &found);
  assert_int_equal(found.missing.n, 2);
  assert_string_equal(found.missing.v[0].name, long_name + 1);
  assert_string_equal(found.missing.v[1].name, long_path + 1);
  assert_int_equal(found.unfit.n, 6);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_adds_the_missing_and_keeps_the_rest),
      cmocka_unit_test(test_the_list_has_room_for_fifty),
      cmocka_unit_test(test_names_that_the_guide_does_not_take),
  };

  return cmocka_run_group_tests(tests, setup, teardown);
}
