/* libFuzzer: a request line and a body from anywhere. The first line is the target, the second the cookies, the rest an
 * urlencoded body. Whatever is accepted is clean text. */
#include "base/text.h"
#include "http/request.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

struct input {
  const char *uri, *cookie, *body;
  size_t left;
};

static const char *lookup(const void *env, const char *name) {
  const struct input *in = env;

  if (strcmp(name, "REQUEST_METHOD") == 0)
    return "POST";
  if (strcmp(name, "REQUEST_URI") == 0)
    return in->uri;
  return strcmp(name, "HTTP_COOKIE") == 0 ? in->cookie : NULL;
}

static long pull(void *arg, void *p, size_t n) {
  struct input *in = arg;

  n = n < in->left ? n : in->left;
  n = n < 11 ? n : 11;
  memcpy(p, in->body, n);
  in->body += n;
  in->left -= n;
  return (long)n;
}

static void check(const struct http_form *f, const struct http_form_limits *lim) {
  size_t text = 0;

  for (size_t i = 0; i < f->n; i++) {
    text += strlen(f->param[i].name) + strlen(f->param[i].value);
    if (!text_ok(f->param[i].name, strlen(f->param[i].name)) || !text_ok(f->param[i].value, strlen(f->param[i].value)))
      abort();
  }
  if (lim != NULL && (f->n > lim->params || text > lim->text))
    abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
  static const struct http_form_limits lim = {20, 300, 2, 100, 5000};
  struct arena *a = arena_new(64 << 20);
  char *s = arena_strn(a, (const char *)data, n), *line = memchr(s, '\n', n), *second;
  struct input input = {.uri = s, .cookie = "", .body = ""};
  struct http_request in = {.a = a, .header = lookup, .env = &input, .read = pull, .body = &input};
  struct http_form form;

  if (line != NULL) {
    *line++ = '\0';
    second = memchr(line, '\n', (size_t)(s + n - line));
    input.cookie = line;
    if (second != NULL) {
      *second++ = '\0';
      input.body = second;
      input.left = (size_t)(s + n - second);
    }
  }
  if (http_request_read(&in) == RES_OK) {
    if (in.path[0] != '/' || !text_ok(in.path, strlen(in.path)))
      abort();
    check(&in.args, NULL);
    check(&in.cookies, NULL);
  }
  in.content_type = "application/x-www-form-urlencoded";
  in.content_length = (int64_t)input.left;
  if (http_form_read(&in, &lim, NULL, NULL, &form) == RES_OK)
    check(&form, &lim);
  if (input.left != 0)
    abort();
  arena_free(a);
  return 0;
}
