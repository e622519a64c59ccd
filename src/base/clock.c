/* The system's clock plus the offset file, and the calendar in a fixed zone: a zone is only a number of minutes,
 * so local time is UTC arithmetic and the C library's time zone is never involved. */
#include "base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* An offset beyond a century is a damaged file, not a test. */
static const int64_t offset_max = (int64_t)100 * 366 * DAY;

static const char *offset_path;

void clock_init(const char *offset_file) { offset_path = offset_file; }

/* 0 for an absent, empty or damaged file: a file being rewritten must not move the time by accident. */
static int64_t offset_now(void) {
  char text[32], *end;
  long long v;
  ssize_t n;
  int fd;

  if (offset_path == NULL || offset_path[0] == '\0')
    return 0;
  fd = open(offset_path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return 0;
  n = read(fd, text, sizeof text - 1);
  close(fd);
  if (n <= 0)
    return 0;
  text[n] = '\0';
  errno = 0;
  v = strtoll(text, &end, 10);
  if (errno != 0 || end == text || (*end != '\0' && *end != '\n' && *end != ' '))
    return 0;
  return v < -offset_max || v > offset_max ? 0 : v;
}

int64_t clock_now(void) {
  struct timespec ts;

  clock_gettime(CLOCK_REALTIME, &ts);
  return (int64_t)ts.tv_sec + offset_now();
}

int64_t clock_ticks(void) {
  struct timespec ts;

  clock_gettime(CLOCK_MONOTONIC, &ts);
  return (int64_t)ts.tv_sec * 1000000 + ts.tv_nsec / 1000;
}

/* The calendar of a moment; false where there is nothing to show. */
static bool local(int64_t t, int zone, struct tm *out) {
  time_t at;

  if (t <= 0 || t > INT64_MAX / 2)
    return false;
  at = (time_t)t + (time_t)zone * MINUTE;
  return gmtime_r(&at, out) != NULL;
}

const char *clock_minute(struct arena *a, int64_t t, int zone) {
  struct tm tm;

  if (!local(t, zone, &tm))
    return "--";
  return arena_fmt(a, "%04d-%02d-%02d %02d:%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min);
}

const char *clock_date(struct arena *a, int64_t t, int zone) {
  struct tm tm;

  if (!local(t, zone, &tm))
    return "--";
  return arena_fmt(a, "%04d-%02d-%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

int64_t clock_day(const char *date, int zone) {
  struct tm tm = {0}, back;
  time_t at;

  if (date == NULL || strspn(date, "0123456789") != 4 || date[4] != '-' || strspn(date + 5, "0123456789") != 2 ||
      date[7] != '-' || strspn(date + 8, "0123456789") != 2 || date[10] != '\0')
    return 0;
  tm.tm_year = (int)strtol(date, NULL, 10) - 1900;
  tm.tm_mon = (int)strtol(date + 5, NULL, 10) - 1;
  tm.tm_mday = (int)strtol(date + 8, NULL, 10);
  back = tm;
  at = timegm(&back); /* turns the 31st of a short month into another day */
  if (at < DAY || back.tm_mday != tm.tm_mday || back.tm_mon != tm.tm_mon)
    return 0;
  return (int64_t)at - (int64_t)zone * MINUTE;
}

static bool is_working(int64_t t, int zone, const int64_t *holidays, size_t n) {
  struct tm tm;
  int64_t date;

  if (!local(t, zone, &tm))
    return true;
  if (tm.tm_wday == 0 || tm.tm_wday == 6)
    return false;
  date = (int64_t)(tm.tm_year + 1900) * 10000 + (tm.tm_mon + 1) * 100 + tm.tm_mday;
  for (size_t i = 0; i < n; i++)
    if (holidays[i] == date)
      return false;
  return true;
}

int64_t clock_working(int64_t from, int days, int zone, const int64_t *holidays, size_t n) {
  int64_t t = from;

  while (days > 0) {
    t += DAY;
    if (is_working(t, zone, holidays, n))
      days--;
  }
  return t;
}
