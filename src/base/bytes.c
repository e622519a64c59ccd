/* Spans, hex, and the bounded buffer: it doubles inside its arena until its maximum. */
#include "base/bytes.h"

#include "base/arena.h"

#include <stdio.h>
#include <string.h>

struct bytes bytes_of(const char *s) {
  return (struct bytes){s, s == NULL ? 0 : strlen(s)};
}

bool bytes_same(struct bytes a, struct bytes b) { return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0); }

struct buf buf_new(struct arena *a, size_t max) {
  struct buf b = {.a = a, .max = max};

  b.room = max < 256 ? max : 256;
  b.p = arena_alloc(a, b.room + 1);
  return b;
}

static bool buf_grow(struct buf *b, size_t n) {
  size_t room = b->room;
  char *p;

  if (n > b->max - b->n) {
    b->full = true;
    return false;
  }
  if (n <= b->room - b->n)
    return true;
  while (room - b->n < n)
    room = room > b->max / 2 ? b->max : room * 2;
  p = arena_alloc(b->a, room + 1);
  memcpy(p, b->p, b->n);
  b->p = p;
  b->room = room;
  return true;
}

bool buf_add(struct buf *b, const void *p, size_t n) {
  if (!buf_grow(b, n))
    return false;
  if (n != 0)
    memcpy(b->p + b->n, p, n);
  b->n += n;
  b->p[b->n] = '\0';
  return true;
}

bool buf_str(struct buf *b, const char *s) { return buf_add(b, s, strlen(s)); }

bool buf_char(struct buf *b, char ch) { return buf_add(b, &ch, 1); }

bool buf_fmt(struct buf *b, const char *fmt, ...) {
  va_list ap;
  char *s;

  va_start(ap, fmt);
  s = arena_vfmt(b->a, fmt, ap);
  va_end(ap);
  return buf_str(b, s);
}

void buf_cut(struct buf *b, size_t n) {
  b->n = n;
  b->p[n] = '\0';
}

static const char *entity(char ch) {
  switch (ch) {
  case '&':
    return "&amp;";
  case '<':
    return "&lt;";
  case '>':
    return "&gt;";
  case '"':
    return "&quot;";
  case '\'':
    return "&#39;";
  default:
    return NULL;
  }
}

bool buf_html(struct buf *b, const char *s, size_t n) {
  size_t from = 0;

  for (size_t i = 0; i < n; i++) {
    const char *e = entity(s[i]);

    if (e == NULL)
      continue;
    if (!buf_add(b, s + from, i - from) || !buf_str(b, e))
      return false;
    from = i + 1;
  }
  return buf_add(b, s + from, n - from);
}

const char *bytes_hex(struct arena *a, const void *p, size_t n) {
  static const char digit[] = "0123456789abcdef";
  const unsigned char *u = p;
  char *out = arena_alloc(a, n * 2 + 1);

  for (size_t i = 0; i < n; i++) {
    out[i * 2] = digit[u[i] >> 4];
    out[i * 2 + 1] = digit[u[i] & 15];
  }
  return out;
}

static int nibble(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'a' && c <= 'f')
    return c - 'a' + 10;
  if (c >= 'A' && c <= 'F')
    return c - 'A' + 10;
  return -1;
}

bool bytes_unhex(const char *hex, void *out, size_t n) {
  unsigned char *u = out;

  if (strlen(hex) != n * 2)
    return false;
  for (size_t i = 0; i < n; i++) {
    int hi = nibble(hex[i * 2]), lo = nibble(hex[i * 2 + 1]);

    if (hi < 0 || lo < 0)
      return false;
    u[i] = (unsigned char)(hi << 4 | lo);
  }
  return true;
}
