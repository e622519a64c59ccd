/* Byte spans and a growing buffer that has a maximum.
 *
 * A span never owns its bytes. A buffer takes its memory from an arena, so it is freed with the request. */
#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* A span of bytes: not terminated, may hold NUL, not owned. p may be NULL when n is 0. */
struct bytes {
  const void *p;
  size_t n;
};

/* The bytes of a C string without its NUL; NULL gives the empty span. */
struct bytes bytes_of(const char *s);
bool bytes_same(struct bytes a, struct bytes b);

/* A growing buffer. Its content is kept NUL-terminated behind `n`, so `p` may be used as a C string. */
struct buf {
  struct arena *a;
  char *p;
  size_t n, room, max;
  bool full; /* something did not fit: the content stops before it */
};

/* An empty buffer in `a` that never holds more than `max` bytes. */
struct buf buf_new(struct arena *a, size_t max);

/* Append. False (and `full` set, nothing appended) when the maximum would be passed. */
bool buf_add(struct buf *b, const void *p, size_t n);
bool buf_str(struct buf *b, const char *s);
bool buf_char(struct buf *b, char ch);
bool buf_fmt(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Keep the first `n` bytes only (n is not more than there are). */
void buf_cut(struct buf *b, size_t n);

/* Append `s` with & < > " ' as entities: for text and attribute values of HTML made outside a template. */
bool buf_html(struct buf *b, const char *s, size_t n);

/* Lower-case hex of `n` bytes, in the arena. */
const char *bytes_hex(struct arena *a, const void *p, size_t n);
/* Hex (either case) to exactly `n` bytes; false when it is anything else. */
bool bytes_unhex(const char *hex, void *out, size_t n);

#endif
