/* Time: seconds since 1970-01-01 UTC in an int64_t everywhere. No other part of the program asks the system.
 *
 * In development and test mode an offset file moves the clock (interface.md, `<state>/clock`): its number of
 * seconds is added. It is read anew at each call, so that workers, jobs and ctl move together. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include "base/arena.h"

#include <stdint.h>

enum { MINUTE = 60, HOUR = 3600, DAY = 86400 };

/* Name the offset file; NULL (production) for none. The string must stay. */
void clock_init(const char *offset_file);
int64_t clock_now(void);
/* Monotonic microseconds, for durations. */
int64_t clock_ticks(void);

/* "2026-11-20 10:41" and "2026-11-20" in a zone `zone` minutes east of UTC; "--" for t <= 0. */
const char *clock_minute(struct arena *a, int64_t t, int zone);
const char *clock_date(struct arena *a, int64_t t, int zone);
/* The first second of a day written as clock_date does; 0 for anything else, and for days before 1970-01-02 or after 9999. */
int64_t clock_day(const char *date, int zone);

/* The moment `days` working days after `from` (Mon–Fri in that zone, less the `n` dates of `holidays`, each
 * written as yyyymmdd): same time of day on the due day. domain.md section 6. */
int64_t clock_working(int64_t from, int days, int zone, const int64_t *holidays, size_t n);

#endif
