/* Bar charts: heights by a round scale, labels where there is room, and every number in the table. */
#include "pages/chart.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct arena *a;

static const char *value(const struct data *d, const char *name) {
  bool known;

  return data_value(d, name, strlen(name), &known);
}

static long number(const struct data *d, const char *name) { return strtol(value(d, name), NULL, 10); }

static const struct data *shown(const int64_t *n, size_t count) {
  struct chart_bar *bar = ARENA_ARRAY(a, struct chart_bar, count);
  struct data *d = data_new(a);

  for (size_t i = 0; i < count; i++)
    bar[i] = (struct chart_bar){arena_fmt(a, "d%zu", i), n[i]};
  chart_show(d, &(struct chart){"x", "t", "d", "o", "u", bar, count});
  return data_first(d, "charts", 6);
}

static size_t count(const struct data *d, const char *list) {
  size_t n = 0;

  for (const struct data *row = data_first(d, list, strlen(list)); row != NULL; row = data_next(row))
    n++;
  return n;
}

static void the_scale_is_round(void **state) {
  static const struct {
    int64_t n;
    long top;
  } cases[] = {{0, 1}, {1, 1}, {3, 5}, {5, 5}, {6, 10}, {11, 20}, {99, 100}, {100, 100}, {101, 200}, {4321, 5000}};

  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
    assert_int_equal(number(shown(&cases[i].n, 1), "chart_top"), cases[i].top);
}

static void bars_stand_on_the_axis(void **state) {
  static const int64_t n[] = {10, 0, 5, 1};
  const struct data *d = shown(n, 4), *bar = data_first(d, "bars", 4);

  (void)state;
  assert_int_equal(count(d, "bars"), 3); /* none for nothing */
  assert_int_equal(number(bar, "bar_high"), 160);
  for (; bar != NULL; bar = data_next(bar)) {
    assert_int_equal(number(bar, "bar_y") + number(bar, "bar_high"), 160);
    assert_true(number(bar, "bar_high") > 0 && number(bar, "bar_wide") > 0);
    assert_true(number(bar, "bar_x") >= 0 && number(bar, "bar_x") + number(bar, "bar_wide") <= 720);
  }
}

static void the_smallest_is_seen_and_none_overlap(void **state) {
  int64_t n[CHART_BARS];
  const struct data *bar;
  long end = 0;

  (void)state;
  for (size_t i = 0; i < CHART_BARS; i++)
    n[i] = i == 0 ? 1000000 : 1;
  for (bar = data_first(shown(n, CHART_BARS), "bars", 4); bar != NULL; bar = data_next(bar)) {
    assert_true(number(bar, "bar_high") >= 1);
    assert_true(number(bar, "bar_x") >= end);
    end = number(bar, "bar_x") + number(bar, "bar_wide");
  }
}

static void labels_have_room(void **state) {
  int64_t n[CHART_BARS] = {0};
  const struct data *d = shown(n, CHART_BARS), *tick = data_first(d, "ticks", 5);

  (void)state;
  assert_int_equal(count(d, "ticks"), 3);
  assert_string_equal(value(tick, "tick_label"), "d0");
  assert_string_equal(value(data_next(tick), "tick_label"), "d45");
  assert_string_equal(value(data_next(data_next(tick)), "tick_label"), "d89");
  assert_int_equal(count(shown(n, 8), "ticks"), 8);
  assert_int_equal(count(shown(n, 9), "ticks"), 3);
  assert_int_equal(count(d, "numbers"), CHART_BARS);
}

static int up(void **state) {
  (void)state;
  a = arena_new(8 << 20);
  return 0;
}

static int down(void **state) {
  (void)state;
  arena_free(a);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_scale_is_round),
      cmocka_unit_test(bars_stand_on_the_axis),
      cmocka_unit_test(the_smallest_is_seen_and_none_overlap),
      cmocka_unit_test(labels_have_room),
  };

  return cmocka_run_group_tests(tests, up, down);
}
