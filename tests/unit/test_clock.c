/* The offset file, the written forms and working days, around every edge of a week. */
#include "base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { SHANGHAI = 480 };
static const int64_t friday = 1795142460; /* 2026-11-20 02:41 UTC = 10:41 in Shanghai, a Friday */

static int make_arena(void **state) {
  *state = arena_new(1 << 20);
  return 0;
}

static int drop_arena(void **state) {
  arena_free(*state);
  clock_init(NULL);
  return 0;
}

static void put(const char *path, const char *text) {
  FILE *f = fopen(path, "w");

  assert_non_null(f);
  fputs(text, f);
  fclose(f);
}

static void assert_offset(int64_t want) {
  int64_t off = clock_now() - (int64_t)time(NULL);

  assert_in_range(off - want + 2, 0, 4);
}

static void offset_moves_the_clock(void **state) {
  char path[] = "clock-XXXXXX";
  int fd = mkstemp(path);

  (void)state;
  assert_true(fd >= 0);
  close(fd);
  assert_offset(0);
  clock_init(path);
  assert_offset(0); /* empty */
  put(path, "86400\n");
  assert_offset(DAY);
  put(path, "-3600");
  assert_offset(-HOUR);
  put(path, "12 days");
  assert_offset(12);
  put(path, "12days");
  assert_offset(0);
  put(path, "99999999999999999999999\n");
  assert_offset(0);
  put(path, "3162240000");
  assert_offset((int64_t)3162240000);
  put(path, "3162240001");
  assert_offset(0);
  unlink(path);
  assert_offset(0);
  clock_init("");
  assert_offset(0);
}

static void ticks_go_forward(void **state) {
  int64_t a = clock_ticks();
  struct timespec ts = {0, 2000000};

  (void)state;
  nanosleep(&ts, NULL);
  assert_in_range(clock_ticks() - a, 2000, 5000000);
}

static void forms(void **state) {
  struct arena *a = *state;

  assert_string_equal(clock_minute(a, friday, SHANGHAI), "2026-11-20 10:41");
  assert_string_equal(clock_date(a, friday, SHANGHAI), "2026-11-20");
  assert_string_equal(clock_minute(a, friday, 0), "2026-11-20 02:41");
  assert_string_equal(clock_minute(a, friday, -300), "2026-11-19 21:41");
  assert_string_equal(clock_date(a, friday + 13 * HOUR + 19 * MINUTE, SHANGHAI), "2026-11-21");
  assert_string_equal(clock_date(a, friday + 13 * HOUR + 19 * MINUTE - 1, SHANGHAI), "2026-11-20");
  assert_string_equal(clock_minute(a, 1, 0), "1970-01-01 00:00");
  assert_string_equal(clock_minute(a, 0, SHANGHAI), "--");
  assert_string_equal(clock_date(a, -1, SHANGHAI), "--");
  assert_string_equal(clock_date(a, INT64_MAX, SHANGHAI), "--");
  assert_string_equal(clock_date(a, 1709164800, 0), "2024-02-29");
}

static void days(void **state) {
  struct arena *a = *state;

  assert_int_equal(clock_day("2026-11-20", SHANGHAI), friday - 10 * HOUR - 41 * MINUTE - friday % MINUTE);
  assert_string_equal(clock_date(a, clock_day("2024-02-29", SHANGHAI), SHANGHAI), "2024-02-29");
  assert_string_equal(clock_date(a, clock_day("2024-02-29", -300) - 1, -300), "2024-02-28");
  assert_int_equal(clock_day("2025-02-29", 0), 0);
  assert_int_equal(clock_day("2026-13-01", 0), 0);
  assert_int_equal(clock_day("2026-00-10", 0), 0);
  assert_int_equal(clock_day("2026-11-31", 0), 0);
  assert_int_equal(clock_day("2026-1-1", 0), 0);
  assert_int_equal(clock_day("2026-11-20 ", 0), 0);
  assert_int_equal(clock_day("1969-12-31", 0), 0);
  assert_int_equal(clock_day("", 0), 0);
  assert_int_equal(clock_day("今天", 0), 0);
  assert_int_equal(clock_day(NULL, 0), 0);
}

static void working_days(void **state) {
  static const int64_t monday_off[] = {20261001, 20261123};
  const int64_t saturday = friday + DAY, monday = friday + 3 * DAY;

  (void)state;
  assert_int_equal(clock_working(friday, 0, SHANGHAI, NULL, 0), friday);
  assert_int_equal(clock_working(saturday, 0, SHANGHAI, NULL, 0), saturday);
  assert_int_equal(clock_working(friday, 1, SHANGHAI, NULL, 0), monday);
  assert_int_equal(clock_working(saturday, 1, SHANGHAI, NULL, 0), monday);
  assert_int_equal(clock_working(saturday + DAY, 1, SHANGHAI, NULL, 0), monday);
  assert_int_equal(clock_working(monday, 3, SHANGHAI, NULL, 0), monday + 3 * DAY);
  assert_int_equal(clock_working(friday, 2, SHANGHAI, NULL, 0), friday + 4 * DAY);
  assert_int_equal(clock_working(friday, 5, SHANGHAI, NULL, 0), friday + 7 * DAY);
  assert_int_equal(clock_working(friday, 1, SHANGHAI, monday_off, 2), monday + DAY);
  assert_int_equal(clock_working(friday, 1, SHANGHAI, monday_off, 1), monday);
}

/* 2026-11-20 23:30 UTC is already Saturday in Shanghai. */
static void working_days_are_local(void **state) {
  int64_t late = friday - 2 * HOUR - 41 * MINUTE + 23 * HOUR + 30 * MINUTE;

  (void)state;
  assert_int_equal(clock_working(late, 1, SHANGHAI, NULL, 0), late + 2 * DAY);
  assert_int_equal(clock_working(late, 1, 0, NULL, 0), late + 3 * DAY);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(offset_moves_the_clock),
      cmocka_unit_test(ticks_go_forward),
      cmocka_unit_test(forms),
      cmocka_unit_test(days),
      cmocka_unit_test(working_days),
      cmocka_unit_test(working_days_are_local),
  };

  return cmocka_run_group_tests(tests, make_arena, drop_arena);
}
