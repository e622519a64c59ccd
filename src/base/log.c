/* A line is put together on the stack and leaves with one write, so lines of several processes never mix. Characters
 * are added whole or not at all: a line that is full ends with … and is still valid UTF-8. */
#include "base/log.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <unistr.h>

enum { LINE = 4096, TAIL = 8 /* room kept for the closing quote, … and the line's end */, NAME = 64 };

struct line {
  char p[LINE];
  size_t n;
  bool full;
};

static char who[NAME];

void log_name(const char *name) { snprintf(who, sizeof who, "%s", name == NULL ? "" : name); }

static void add(struct line *l, const char *p, size_t n) {
  if (l->full || n > LINE - TAIL - l->n) {
    l->full = true;
    return;
  }
  memcpy(l->p + l->n, p, n);
  l->n += n;
}

static void add_str(struct line *l, const char *s) { add(l, s, strlen(s)); }

static bool is_control(ucs4_t ch) { return ch < 0x20 || (ch >= 0x7f && ch < 0xa0) || ch == 0x2028 || ch == 0x2029; }

/* One character of a quoted value; gives the bytes it took. Bytes that are no UTF-8 are escaped one by one. */
static size_t add_char(struct line *l, const char *s, size_t n) {
  ucs4_t ch;
  int took = u8_mbtoucr(&ch, (const uint8_t *)s, n);
  char hex[16];

  if (took <= 0 || (is_control(ch) && ch != '\n' && ch != '\t')) {
    snprintf(hex, sizeof hex, "\\x%02x", (unsigned char)s[0]);
    add_str(l, hex);
    return 1;
  }
  if (ch == '\n' || ch == '\t')
    add_str(l, ch == '\n' ? "\\n" : "\\t");
  else if (ch == '"' || ch == '\\')
    add(l, (const char[]){'\\', (char)ch}, 2);
  else
    add(l, s, (size_t)took);
  return (size_t)took;
}

/* Plain values are printable ASCII without blank, quote, backslash and equals sign; everything else is quoted. */
static bool is_plain(const char *s) {
  for (const char *p = s; *p != '\0'; p++)
    if (*p <= ' ' || *p > '~' || strchr("\"'\\=", *p) != NULL)
      return false;
  return s[0] != '\0';
}

static void add_value(struct line *l, const char *s) {
  size_t n, at = 0;

  if (s == NULL || is_plain(s)) {
    n = s == NULL ? 1 : strlen(s);
    s = s == NULL ? "-" : s;
    while (at < n && !l->full)
      add(l, s + at++, 1);
    return;
  }
  n = strlen(s);
  add_str(l, "\"");
  if (l->full)
    return;
  while (at < n && !l->full)
    at += add_char(l, s + at, n - at);
  if (l->n == LINE - TAIL)
    l->full = true;
  l->p[l->n++] = '"'; /* out of the room kept for it */
}

static void end(struct line *l) {
  const char *tail = l->full ? "…\n" : "\n";
  size_t n = strlen(tail), at = 0;

  memcpy(l->p + l->n, tail, n);
  l->n += n;
  while (at < l->n) {
    ssize_t w = write(STDERR_FILENO, l->p + at, l->n - at);

    if (w <= 0)
      return; /* nowhere left to complain */
    at += (size_t)w;
  }
}

void log_line(enum log_level level, const char *event, ...) {
  static const char *const words[] = {[LOG_INFO] = "info", [LOG_WARN] = "warn", [LOG_ERROR] = "error"};
  struct line l;
  const char *key;
  va_list ap;

  l.n = 0;
  l.full = false;
  if (who[0] != '\0') {
    add_str(&l, who);
    add_str(&l, " ");
  }
  add_str(&l, words[level]);
  add_str(&l, " event=");
  add_value(&l, event);
  va_start(ap, event);
  while ((key = va_arg(ap, const char *)) != NULL) {
    const char *value = va_arg(ap, const char *);

    add_str(&l, " ");
    add_str(&l, key);
    add_str(&l, "=");
    add_value(&l, value);
  }
  va_end(ap);
  end(&l);
}
