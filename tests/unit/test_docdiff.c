/* Two revisions of a documentation beside each other. */
#include "domain/docdiff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct docdiff of(struct arena *a, const char *was, const char *is) {
  return docdiff(a, &(struct docdiff_side){was, NULL, 0}, &(struct docdiff_side){is, NULL, 0});
}

static void the_same_differs_in_nothing(void **state) {
  const struct doc_image image[] = {{"a.png", 3, {"x", 1}}};
  const struct docdiff_side side = {"# a\n\n![](a.png)", image, 1};
  struct docdiff d = docdiff(*state, &side, &side);

  assert_int_equal(d.nfiles, 0);
  assert_int_equal(d.nheadings, 0);
}

static void files(void **state) {
  static const struct {
    enum docdiff_kind kind;
    const char *path;
    int64_t was, is;
  } wanted[] = {{DOCDIFF_CHANGED, "README.md", 1, 2}, {DOCDIFF_REMOVED, "a.png", 1, 0},
                {DOCDIFF_CHANGED, "c.png", 3, 4},     {DOCDIFF_ADDED, "d.png", 0, 9},
                {DOCDIFF_ADDED, "z/1.png", 0, 5},     {DOCDIFF_ADDED, "z/2.png", 0, 6}};
  const struct doc_image was[] = {{"a.png", 1, {"a", 1}}, {"b.png", 2, {"b", 1}}, {"c.png", 3, {"c", 1}}};
  const struct doc_image is[] = {{"b.png", 2, {"b", 1}},
                                 {"c.png", 4, {"C", 1}},
                                 {"d.png", 9, {"d", 1}},
                                 {"z/1.png", 5, {"1", 1}},
                                 {"z/2.png", 6, {"2", 1}}};
  struct docdiff d = docdiff(*state, &(struct docdiff_side){"a", was, 3}, &(struct docdiff_side){"ab", is, 5});

  assert_int_equal(d.nfiles, sizeof wanted / sizeof wanted[0]);
  for (size_t i = 0; i < d.nfiles; i++) {
    assert_int_equal(d.file[i].kind, wanted[i].kind);
    assert_string_equal(d.file[i].path, wanted[i].path);
    assert_int_equal(d.file[i].was, wanted[i].was);
    assert_int_equal(d.file[i].is, wanted[i].is);
  }
  d = docdiff(*state, &(struct docdiff_side){"a", was, 3}, &(struct docdiff_side){"a", NULL, 0});
  assert_int_equal(d.nfiles, 3);
  assert_int_equal(d.file[2].kind, DOCDIFF_REMOVED);
}

static void headings(void **state) {
  struct docdiff d = of(*state, "# 接入\n## 事件\n## 旧的\n", "# 接入\ntext\n## 新的 *API*\n## 事件\n## 事件\n");

  assert_int_equal(d.nheadings, 3);
  assert_int_equal(d.heading[0].kind, DOCDIFF_ADDED);
  assert_string_equal(d.heading[0].title, "新的 API");
  assert_string_equal(d.heading[0].anchor, "新的-api");
  assert_string_equal(d.heading[1].anchor, "事件-1"); /* a second one of the same words */
  assert_int_equal(d.heading[2].kind, DOCDIFF_REMOVED);
  assert_string_equal(d.heading[2].title, "旧的");
  assert_null(d.heading[2].anchor);
  assert_int_equal(of(*state, "# a\n# b\n", "# b\n# a\n").nheadings, 0); /* moved */
  assert_int_equal(of(*state, "\xff", "# a").nheadings, 1);              /* what cannot be shown has no headings */
}

static int start(void **state) {
  *state = arena_new(64 << 20);
  return 0;
}

static int stop(void **state) {
  arena_free(*state);
  return 0;
}

#define T(fn) cmocka_unit_test_setup_teardown(fn, start, stop)

int main(void) {
  const struct CMUnitTest tests[] = {T(the_same_differs_in_nothing), T(files), T(headings)};

  return cmocka_run_group_tests(tests, NULL, NULL);
}
