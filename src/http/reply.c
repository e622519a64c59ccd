/* Header lines are written once and never parsed again, so the only danger is a value that ends its line early: every
 * name and value stops at the first byte that could. */
#include "http/reply.h"

#include <string.h>

enum { HEAD_MAX = 32 * 1024 };

static const struct {
  int status;
  const char *phrase;
} phrases[] = {
    {200, "OK"},
    {201, "Created"},
    {204, "No Content"},
    {206, "Partial Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {409, "Conflict"},
    {410, "Gone"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {422, "Unprocessable Content"},
    {428, "Precondition Required"},
    {429, "Too Many Requests"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
};

void http_reply_init(struct http_reply *r, struct arena *a) {
  *r = (struct http_reply){.status = 200, .head = buf_new(a, HEAD_MAX)};
}

/* Bytes of `s` before the first control character; a tab may stand in a header. */
static size_t clean(const char *s) {
  size_t n = 0;

  while ((unsigned char)s[n] >= 0x20 ? s[n] != 0x7f : s[n] == '\t')
    n++;
  return n;
}

/* Bytes of `s` that may stand in a cookie's name or value (RFC 6265, section 4.1.1). */
static size_t cookie_clean(const char *s) {
  size_t n = 0;

  while ((unsigned char)s[n] > 0x20 && (unsigned char)s[n] < 0x7f && strchr("\",;\\", s[n]) == NULL)
    n++;
  return n;
}

void http_header(struct http_reply *r, const char *name, const char *value) {
  size_t nn = strcspn(name, ": \t\r\n"), vn = clean(value);
  struct buf *h = &r->head;

  if (nn == 0 || nn + vn + 4 > h->max - h->n)
    return;
  buf_add(h, name, nn);
  buf_str(h, ": ");
  buf_add(h, value, vn);
  buf_str(h, "\r\n");
}

void http_cookie(struct http_reply *r, const char *name, const char *value, long max_age, bool secure, bool http_only) {
  struct buf *h = &r->head;
  struct buf line = buf_new(h->a, HEAD_MAX);

  buf_add(&line, name, cookie_clean(name));
  buf_char(&line, '=');
  buf_add(&line, value, cookie_clean(value));
  buf_str(&line, "; Path=/; SameSite=Lax");
  if (max_age >= 0)
    buf_fmt(&line, "; Max-Age=%ld", max_age);
  if (secure)
    buf_str(&line, "; Secure");
  if (http_only)
    buf_str(&line, "; HttpOnly");
  if (!line.full)
    http_header(r, "Set-Cookie", line.p);
}

const char *http_phrase(int status) {
  for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++) {
    if (phrases[i].status == status)
      return phrases[i].phrase;
  }
  return "Unknown";
}
