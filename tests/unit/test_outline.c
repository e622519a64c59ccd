/* Anchors of headings, as golden samples: what code hosts make of the same words, each once, and what leads to them. */
#include "domain/outline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void slugs(void **state) {
  static const char *const golden[][2] = {
      {"接入说明", "接入说明"},
      {"Quick Start", "quick-start"},
      {"1.2 API & 事件（Events）", "12-api--事件events"},
      {"提交审核、发布", "提交审核发布"},
      {"snake_case-name", "snake_case-name"},
      {"<img src=x onerror=alert(1)>", "img-srcx-onerroralert1"},
      {"\"><script>", "script"},
      {"' onclick='x", "-onclickx"},
      {"javascript:alert(1)", "javascriptalert1"},
      {"../../etc/passwd", "etcpasswd"},
      {"a\u200bdmin", "admin"},
      {"main", "main"},
      {"🚀", "section"},
      {"!?", "section"},
      {"", "section"},
  };
  char longest[400] = "";

  for (size_t i = 0; i < sizeof golden / sizeof golden[0]; i++)
    assert_string_equal(outline_slug(*state, golden[i][0]), golden[i][1]);
  for (int i = 0; i <= OUTLINE_SLUG_POINTS; i++)
    strcat(longest, "插");
  assert_int_equal(strlen(outline_slug(*state, longest)), OUTLINE_SLUG_POINTS * 3);
  longest[OUTLINE_SLUG_POINTS * 3] = '\0';
  assert_string_equal(outline_slug(*state, longest), longest);
}

static const char *add(struct arena *a, struct outline *o, const char *words) {
  return outline_add(a, o, words, 2) ? o->item[o->n - 1].anchor : NULL;
}

static void each_anchor_is_there_once(void **state) {
  struct arena *a = *state;
  struct outline o = {0};

  assert_string_equal(add(a, &o, "a"), "a");
  assert_string_equal(add(a, &o, "A"), "a-1");
  assert_string_equal(add(a, &o, "a!"), "a-2");
  assert_string_equal(add(a, &o, "a-1"), "a-1-1"); /* taken by the second a */
  assert_string_equal(add(a, &o, "a 1"), "a-1-2");
  assert_string_equal(add(a, &o, "b-1"), "b-1");
  assert_string_equal(add(a, &o, "b"), "b");
  assert_string_equal(add(a, &o, "b"), "b-2"); /* b-1 is the words of another */
  assert_string_equal(add(a, &o, "b"), "b-3");
  assert_string_equal(add(a, &o, ""), "section");
  assert_string_equal(o.item[9].title, "section");
  assert_string_equal(add(a, &o, "🚀"), "section-1");
  assert_string_equal(o.item[10].title, "🚀");
}

static void there_are_so_many(void **state) {
  struct arena *a = *state;
  struct outline o = {0};

  for (int i = 0; i < OUTLINE_MAX; i++)
    assert_non_null(add(a, &o, i % 2 == 0 ? "同" : arena_fmt(a, "%d", i)));
  assert_string_equal(o.item[OUTLINE_MAX - 2].anchor, arena_fmt(a, "同-%d", OUTLINE_MAX / 2 - 1));
  assert_null(add(a, &o, "more"));
  for (size_t i = 0; i < o.n; i++)
    for (size_t k = 0; k < i; k++)
      assert_string_not_equal(o.item[i].anchor, o.item[k].anchor);
}

static void links_lead_to_them(void **state) {
  static const char *const golden[][2] = {
      {"接入-说明", "接入-说明"}, /* the anchor itself */
      {"接入 说明", "接入-说明"}, /* the words */
      {"%E6%8E%A5%E5%85%A5-说明", "接入-说明"},
      {"Quick-Start", "quick-start"},
      {"quick-start-1", "quick-start-1"},
      {"v1.2", "v12"},
      {"section", "section"},
      {"", NULL},
      {"%", NULL},
      {"!!", NULL},
      {"%ff", NULL},
      {"%00", NULL},
      {"quick", NULL},
      {"main", NULL},
      {"doc-quick-start", NULL},
  };
  struct arena *a = *state;
  struct outline o = {0};

  assert_null(outline_find(a, &o, "a"));
  add(a, &o, "接入 说明");
  add(a, &o, "Quick Start");
  add(a, &o, "Quick Start");
  add(a, &o, "V1.2");
  add(a, &o, "？");
  for (size_t i = 0; i < sizeof golden / sizeof golden[0]; i++) {
    const char *anchor = outline_find(a, &o, golden[i][0]);

    if (golden[i][1] == NULL)
      assert_null(anchor);
    else
      assert_string_equal(anchor, golden[i][1]);
  }
}

static int start(void **state) {
  *state = arena_new(16 << 20);
  return 0;
}

static int stop(void **state) {
  arena_free(*state);
  return 0;
}

#define T(fn) cmocka_unit_test_setup_teardown(fn, start, stop)

int main(void) {
  const struct CMUnitTest tests[] = {T(slugs), T(each_anchor_is_there_once), T(there_are_so_many),
                                     T(links_lead_to_them)};

  return cmocka_run_group_tests(tests, NULL, NULL);
}
