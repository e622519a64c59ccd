/* Lists of pictures as texts: there and back, names of files as people have them, texts that are no list. */
#include "domain/shots.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define HASH(digit)                                                                                                    \
  digit digit digit digit digit digit digit digit digit digit digit digit digit digit digit digit digit digit digit    \
      digit digit digit digit digit digit digit digit digit digit digit digit digit

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

static void there_and_back(void **state) {
  const char *text = HASH("0a") " 封面, 第 1 张.png\n" HASH("ff") " \n" HASH("10") " b";
  struct shot v[SHOTS_MAX];

  (void)state;
  assert_int_equal(shots_read(a, text, v, SHOTS_MAX), 3);
  assert_string_equal(v[0].name, "封面, 第 1 张.png");
  assert_string_equal(v[1].name, "");
  assert_string_equal(bytes_hex(a, v[2].sha256.p, v[2].sha256.n), HASH("10"));
  assert_string_equal(shots_text(a, v, 3), text);
  assert_null(shots_text(a, v, 0));
  assert_int_equal(shots_find(v, 3, v[1].sha256), 1);
  assert_int_equal(shots_find(v, 1, v[1].sha256), 1); /* not among the first */
}

static void without_names(void **state) {
  struct shot v[SHOTS_MAX];

  (void)state;
  assert_int_equal(shots_read(a, HASH("0a") "," HASH("0b"), v, SHOTS_MAX), 2);
  assert_string_equal(v[0].name, "");
  assert_string_equal(bytes_hex(a, v[1].sha256.p, v[1].sha256.n), HASH("0b"));
  assert_int_equal(shots_read(a, NULL, v, SHOTS_MAX), 0);
  assert_int_equal(shots_read(a, "", v, SHOTS_MAX), 0);
}

static void what_is_no_picture_ends_it(void **state) {
  struct shot v[SHOTS_MAX];

  (void)state;
  assert_int_equal(shots_read(a, "zz" HASH("0a"), v, SHOTS_MAX), 0);
  assert_int_equal(shots_read(a, HASH("0a") " a\n0b", v, SHOTS_MAX), 1);
  assert_int_equal(shots_read(a, HASH("0a") "\n" HASH("0b") "\n" HASH("0c"), v, 2), 2); /* no more than there is room */
}

static void names_are_one_short_line(void **state) {
  char wide[400];

  (void)state;
  assert_string_equal(shot_name(a, " 封面.png "), "封面.png");
  assert_string_equal(shot_name(a, "a\nb\tc.png"), "a b c.png");
  assert_string_equal(shot_name(a, "a\x01"
                                   "b\xe2\x80\xae.png"),
                      "ab.png"); /* control characters and overrides of direction go */
  assert_string_equal(shot_name(a, "\xff"), "");
  memset(wide, 'x', sizeof wide - 1);
  wide[sizeof wide - 1] = '\0';
  assert_int_equal(strlen(shot_name(a, wide)), 100 + strlen("…"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(there_and_back),
      cmocka_unit_test(without_names),
      cmocka_unit_test(what_is_no_picture_ends_it),
      cmocka_unit_test(names_are_one_short_line),
  };

  return cmocka_run_group_tests_name("test_shots", tests, up, down);
}
