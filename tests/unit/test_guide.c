/* The guide: round trip, damage, every limit from both sides, moving and deleting items, names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/guide.h"

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

static const char whole[] =
    "{\"description\":\"先引入\\n再使用\",\"sample\":\"<pay-button/>\",\"components\":[{\"name\":\"pay-button\","
    "\"description\":\"按钮\",\"sample\":\"\",\"props\":[{\"name\":\"amount\",\"type\":\"Number\",\"required\":true,"
    "\"default\":\"0\",\"description\":\"分\"}],\"events\":[{\"name\":\"onPay\",\"params\":\"{ id }\",\"description\":"
    "\"\"}]}],\"pages\":[{\"path\":\"pages/pay\",\"description\":\"\",\"sample\":\"\",\"params\":[{\"name\":\"id\","
    "\"type\":\"String\",\"required\":false,\"description\":\"\"}]}],\"interfaces\":[{\"name\":\"pay\",\"description\":"
    "\"\",\"sample\":\"\",\"inputs\":[{\"name\":\"a\",\"type\":\"Any\",\"required\":false,\"description\":\"\"}],"
    "\"outputs\":[]}],\"config\":[{\"key\":\"theme\",\"type\":\"String\",\"required\":true,\"default\":\"light\","
    "\"description\":\"颜色\"}]}";

static void test_round_trip(void **state) {
  struct guide g;

  (void)state;
  assert_true(guide_decode(arena, whole, &g));
  assert_string_equal(g.description, "先引入\n再使用");
  assert_int_equal(g.n[GUIDE_COMPONENTS], 1);
  assert_string_equal(g.item[GUIDE_COMPONENTS][0].a[0].name, "amount");
  assert_string_equal(g.item[GUIDE_COMPONENTS][0].a[0].required, "1");
  assert_string_equal(g.item[GUIDE_COMPONENTS][0].a[0].def, "0");
  assert_string_equal(g.item[GUIDE_COMPONENTS][0].b[0].params, "{ id }");
  assert_string_equal(g.item[GUIDE_PAGES][0].name, "pages/pay");
  assert_string_equal(g.item[GUIDE_PAGES][0].a[0].required, "");
  assert_int_equal(g.item[GUIDE_INTERFACES][0].na, 1);
  assert_int_equal(g.item[GUIDE_INTERFACES][0].nb, 0);
  assert_string_equal(g.item[GUIDE_CONFIG][0].name, "theme");
  assert_string_equal(g.item[GUIDE_CONFIG][0].def, "light");
  assert_string_equal(guide_encode(arena, &g), whole);
  assert_int_equal(guide_count(&g), 4);
}

static void test_empty(void **state) {
  struct guide g;

  (void)state;
  assert_true(guide_decode(arena, "", &g));
  assert_string_equal(g.description, "");
  assert_int_equal(guide_count(&g), 0);
  assert_true(guide_decode(arena, NULL, &g));
  assert_true(guide_decode(arena, guide_encode(arena, &g), &g));
  assert_string_equal(g.sample, "");
  assert_true(guide_decode(arena, "{\"unknown\":[1]}", &g));
}

static void test_damage(void **state) {
  static const char *const bad[] = {
      "x",
      "[]",
      "{\"description\":1}",
      "{\"components\":{}}",
      "{\"components\":[1]}",
      "{\"components\":[{}]}",
      "{\"components\":[{\"name\":\"a\",\"props\":[{\"name\":\"p\",\"type\":\"Function\"}]}]}",
      "{\"components\":[{\"name\":\"a\",\"props\":[{\"name\":\"p\",\"type\":\"Any\",\"required\":1}]}]}",
      "{\"components\":[{\"name\":\"a\",\"events\":[\"x\"]}]}",
      "{\"pages\":[{\"path\":\"a\",\"params\":[{\"name\":\"p\",\"type\":\"Array\"}]}]}",
      "{\"pages\":[{\"name\":\"a\"}]}",
      "{\"config\":[{\"key\":\"a\",\"type\":\"Object\"}]}",
      "{\"sample\":\"a\",\"sample\":\"b\"}",
  };
  struct guide g;

  (void)state;
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    assert_false(guide_decode(arena, bad[i], &g));
    assert_string_equal(g.description, "");
    assert_int_equal(guide_count(&g), 0);
  }
}

/* `n` items, the first with `n` rows. */
static const char *many(size_t n) {
  struct guide g = {.description = "", .sample = ""};
  struct guide_item *it = ARENA_ARRAY(arena, struct guide_item, n);

  for (size_t i = 0; i < n; i++)
    it[i].name = arena_fmt(arena, "c%zu", i);
  it[0].na = n;
  it[0].a = ARENA_ARRAY(arena, struct guide_row, n);
  for (size_t i = 0; i < n; i++)
    it[0].a[i] = (struct guide_row){.name = "p", .type = "Any"};
  g.item[GUIDE_COMPONENTS] = it;
  g.n[GUIDE_COMPONENTS] = n;
  return guide_encode(arena, &g);
}

static void test_limits(void **state) {
  struct guide g;

  (void)state;
  assert_true(guide_decode(arena, many(GUIDE_ROWS), &g));
  assert_int_equal(g.n[GUIDE_COMPONENTS], GUIDE_ROWS);
  assert_int_equal(g.item[GUIDE_COMPONENTS][0].na, GUIDE_ROWS);
  assert_string_equal(g.item[GUIDE_COMPONENTS][GUIDE_ROWS - 1].description, "");
  assert_false(guide_decode(arena, many(GUIDE_ROWS + 1), &g));
}

static const char *order(const struct guide *g) {
  struct buf b = buf_new(arena, 100);

  for (size_t i = 0; i < g->n[GUIDE_COMPONENTS]; i++)
    buf_str(&b, g->item[GUIDE_COMPONENTS][i].name);
  return b.n == 0 ? "" : b.p;
}

static void test_edit(void **state) {
  static const char *const refused[] = {
      "",
      "del",
      "del.",
      "del.components",
      "del.components.",
      "del.components.0",
      "del.components.5",
      "del.components.-1",
      "del.components.1x",
      "del.component.1",
      "up.components.1",
      "down.components.4",
      "swap.components.1",
      "xx.components.2",
      "del.pages.1",
      "del.componentscomponents.1",
      "up.components.99999999999999999999",
      "del.components.1.1",
  };
  struct guide g;

  (void)state;
  assert_true(guide_decode(arena, many(4), &g));
  for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
    assert_false(guide_edit(&g, refused[i]));
  assert_string_equal(order(&g), "c0c1c2c3");
  assert_true(guide_edit(&g, "up.components.2"));
  assert_string_equal(order(&g), "c1c0c2c3");
  assert_true(guide_edit(&g, "down.components.3"));
  assert_string_equal(order(&g), "c1c0c3c2");
  assert_true(guide_edit(&g, "del.components.4"));
  assert_true(guide_edit(&g, "del.components.1"));
  assert_string_equal(order(&g), "c0c3");
  assert_true(guide_edit(&g, "del.components.1"));
  assert_true(guide_edit(&g, "del.components.1"));
  assert_false(guide_edit(&g, "del.components.1"));
  assert_string_equal(order(&g), "");
}

static void test_names(void **state) {
  struct guide_row row[] = {{.name = "a"}, {.name = "b"}, {.name = "A"}, {.name = "b"}};
  struct guide g;

  (void)state;
  assert_int_equal(guide_row_twice(row, 0), 0);
  assert_int_equal(guide_row_twice(row, 3), 0);
  assert_int_equal(guide_row_twice(row, 4), 4);
  assert_true(guide_decode(arena, whole, &g));
  assert_int_equal(guide_item_named(&g, GUIDE_PAGES, "pages/pay"), 1);
  assert_int_equal(guide_item_named(&g, GUIDE_PAGES, "pages"), 0);

  assert_null(guide_name_words("a"));
  assert_null(guide_name_words("Pay-button_2"));
  assert_non_null(guide_name_words("2a"));
  assert_non_null(guide_name_words("-a"));
  assert_non_null(guide_name_words("a b"));
  assert_non_null(guide_name_words("支付"));
  assert_non_null(guide_name_words(""));

  assert_null(guide_path_words("index"));
  assert_null(guide_path_words("pages/a-b/index.v2"));
  assert_non_null(guide_path_words("/pages/a"));
  assert_non_null(guide_path_words("pages//a"));
  assert_non_null(guide_path_words("pages/"));
  assert_non_null(guide_path_words("pages/../a"));
  assert_non_null(guide_path_words("./a"));
  assert_non_null(guide_path_words("a\\b"));
  assert_non_null(guide_path_words("https://a"));
  assert_non_null(guide_path_words("a?b"));
  assert_non_null(guide_path_words(""));
}

static void test_kinds(void **state) {
  enum guide_kind k;

  (void)state;
  for (int i = 0; i < GUIDE__KINDS; i++) {
    assert_true(guide_kind_parse(guide_kind_code((enum guide_kind)i), &k));
    assert_int_equal(k, i);
    assert_non_null(guide_kind_label(k));
  }
  assert_false(guide_kind_parse("component", &k));
  assert_false(guide_kind_parse(NULL, &k));
  assert_string_equal(guide_list_a(GUIDE_PAGES)->code, "params");
  assert_null(guide_list_b(GUIDE_PAGES)->code);
  assert_null(guide_list_b(GUIDE_COMPONENTS)->types);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_round_trip, setup, teardown),
      cmocka_unit_test_setup_teardown(test_empty, setup, teardown),
      cmocka_unit_test_setup_teardown(test_damage, setup, teardown),
      cmocka_unit_test_setup_teardown(test_limits, setup, teardown),
      cmocka_unit_test_setup_teardown(test_edit, setup, teardown),
      cmocka_unit_test_setup_teardown(test_names, setup, teardown),
      cmocka_unit_test_setup_teardown(test_kinds, setup, teardown),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
