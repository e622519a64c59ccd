/* The environment becomes a request: everything that must be true of every request is checked here once. The path is
 * taken from REQUEST_URI, as the sender wrote it, so that decoding happens exactly once; nginx's own normalised form
 * is not used. */
#include "http/request.h"

#include "base/seal.h"
#include "base/text.h"

#include <string.h>

enum { METHOD_MAX = 32, LENGTH_DIGITS = 15, COOKIES = 64, ID_MIN = 8, ID_MAX = 64, ID_BYTES = 16 };

/* nginx passes at most 64 KB of parameters in all, so these only bound the work. */
static const struct http_form_limits query_limits = {.params = 1000, .text = 64 * 1024};

static const char *env(const struct http_request *in, const char *name) {
  const char *v = in->header(in->env, name);

  return v == NULL ? "" : v;
}

static bool method_read(struct http_request *in) {
  const char *m = env(in, "REQUEST_METHOD");
  size_t n = strlen(m);

  if (n == 0 || n > METHOD_MAX || strspn(m, "ABCDEFGHIJKLMNOPQRSTUVWXYZ-_") != n)
    return false;
  in->method_text = arena_str(in->a, m);
  in->method = HTTP_OTHER;
  if (strcmp(m, "GET") == 0)
    in->method = HTTP_GET;
  else if (strcmp(m, "HEAD") == 0)
    in->method = HTTP_HEAD;
  else if (strcmp(m, "POST") == 0)
    in->method = HTTP_POST;
  return true;
}

static bool length_read(struct http_request *in) {
  const char *s = env(in, "CONTENT_LENGTH");
  size_t n = strlen(s);

  if (n > LENGTH_DIGITS || strspn(s, "0123456789") != n)
    return false;
  in->content_length = 0;
  for (; *s != '\0'; s++)
    in->content_length = in->content_length * 10 + (*s - '0');
  return true;
}

/* One component or the whole of a path: like a form's text, but + stays + and line ends are not text here. */
static const char *path_decode(struct arena *a, const char *s, size_t n) {
  static const char digit[] = "0123456789abcdef0123456789ABCDEF";
  char *out = arena_alloc(a, n + 1);
  size_t at = 0;

  for (size_t i = 0; i < n; i++) {
    const char *hi, *lo;

    if (s[i] != '%') {
      out[at++] = s[i];
      continue;
    }
    if (n - i < 3 || (hi = memchr(digit, s[i + 1], 32)) == NULL || (lo = memchr(digit, s[i + 2], 32)) == NULL)
      return NULL;
    out[at++] = (char)((hi - digit) % 16 * 16 + (lo - digit) % 16);
    i += 2;
  }
  return text_ok(out, at) && strcspn(out, "\t\r\n") == at ? out : NULL;
}

static bool target_read(struct http_request *in) {
  const char *uri = env(in, "REQUEST_URI"), *query;
  size_t n = strcspn(uri, "?");

  if (uri[0] != '/' || (in->path = path_decode(in->a, uri, n)) == NULL)
    return false;
  query = in->header(in->env, "QUERY_STRING");
  if (query == NULL)
    query = uri[n] == '?' ? uri + n + 1 : "";
  in->query = arena_str(in->a, query);
  return http_urlencoded(in->a, in->query, strlen(in->query), &query_limits, &in->args) == RES_OK;
}

/* Cookies of other programs on the same host are none of our business: one that is not text is passed over, and so is
 * everything after the 64th. */
static void cookies_read(struct http_request *in) {
  const char *s = env(in, "HTTP_COOKIE");

  in->cookies = (struct http_form){.param = ARENA_ARRAY(in->a, struct http_param, COOKIES)};
  while (*s != '\0' && in->cookies.n < COOKIES) {
    const char *eq;
    size_t n, len;

    s += strspn(s, "; \t");
    n = len = strcspn(s, ";");
    while (len > 0 && (s[len - 1] == ' ' || s[len - 1] == '\t'))
      len--;
    eq = memchr(s, '=', len);
    if (eq != NULL && eq > s && text_ok(s, len)) {
      struct http_param *p = &in->cookies.param[in->cookies.n++];
      size_t from = (size_t)(eq - s) + 1;

      p->name = arena_strn(in->a, s, from - 1);
      if (len - from >= 2 && s[from] == '"' && s[len - 1] == '"') {
        from++;
        len--;
      }
      p->value = arena_strn(in->a, s + from, len - from);
    }
    s += n;
  }
}

static void id_read(struct http_request *in) {
  static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
  const char *s = env(in, "REQUEST_ID");
  size_t n = strlen(s);
  unsigned char raw[ID_BYTES];

  if (n >= ID_MIN && n <= ID_MAX && strspn(s, allowed) == n) {
    in->id = arena_str(in->a, s);
    return;
  }
  seal_random(raw, sizeof raw);
  in->id = bytes_hex(in->a, raw, sizeof raw);
}

enum res http_request_read(struct http_request *in) {
  bool ok;

  id_read(in);
  in->address = arena_str(in->a, env(in, "REMOTE_ADDR"));
  in->content_type = arena_str(in->a, env(in, "CONTENT_TYPE"));
  in->https = strcmp(env(in, "HTTPS"), "on") == 0 || strcmp(env(in, "REQUEST_SCHEME"), "https") == 0;
  in->method = HTTP_OTHER;
  in->method_text = in->query = "";
  in->path = "/";
  in->args = in->cookies = (struct http_form){0};
  in->content_length = 0;
  ok = method_read(in) && length_read(in) && target_read(in);
  if (in->path == NULL)
    in->path = "/";
  cookies_read(in);
  return ok ? RES_OK : RES_MALFORMED;
}

const char *http_param(const struct http_form *f, const char *name) {
  for (size_t i = 0; i < f->n; i++) {
    if (strcmp(f->param[i].name, name) == 0)
      return f->param[i].value;
  }
  return NULL;
}

const struct http_file *http_file(const struct http_form *f, const char *field) {
  for (size_t i = 0; i < f->nfiles; i++) {
    if (strcmp(f->file[i].field, field) == 0)
      return &f->file[i];
  }
  return NULL;
}

const char *http_escape(struct arena *a, const char *s) {
  static const char digit[] = "0123456789ABCDEF";
  static const char kept[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  char *out = arena_alloc(a, strlen(s) * 3 + 1);
  size_t at = 0;

  for (; *s != '\0'; s++) {
    unsigned char c = (unsigned char)*s;

    if (strchr(kept, *s) != NULL) {
      out[at++] = *s;
      continue;
    }
    out[at++] = '%';
    out[at++] = digit[c >> 4];
    out[at++] = digit[c & 15];
  }
  return out;
}
