/* Memory that lives as long as one request (or one job, or one test) and is freed in one go.
 *
 * There is no free of a single piece. What must be closed (a file, a zip, a result set) is registered with
 * arena_defer and closed, last first, when the arena is reset or freed: so no function needs a clean-up ladder. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/bytes.h"

#include <stdarg.h>
#include <stddef.h>

struct arena;

/* A new arena that hands out at most `max` bytes in all between two resets. */
struct arena *arena_new(size_t max);
/* Run what was deferred, keep one block for the next use. */
void arena_reset(struct arena *a);
/* arena_reset, then give everything back. NULL is allowed. */
void arena_free(struct arena *a);

/* Zeroed memory, aligned for any type. Never NULL: everything that grows has its own limit, so passing the
 * arena's maximum is a defect of the program, and the process ends with a line on stderr (exit code 70). */
void *arena_alloc(struct arena *a, size_t n) __attribute__((malloc, returns_nonnull));
#define ARENA_NEW(a, type)      ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, type, n) ((type *)arena_array((a), (n), sizeof(type)))
void *arena_array(struct arena *a, size_t n, size_t size);

/* Copies. A NULL string stays NULL. */
char *arena_str(struct arena *a, const char *s);
char *arena_strn(struct arena *a, const char *s, size_t n);
char *arena_fmt(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
char *arena_vfmt(struct arena *a, const char *fmt, va_list ap);

/* Call fn(arg) when the arena is reset or freed. */
void arena_defer(struct arena *a, void (*fn)(void *), void *arg);
/* Defer close(fd). */
void arena_defer_fd(struct arena *a, int fd);

/* Bytes handed out since the last reset. */
size_t arena_used(const struct arena *a);

#endif
