/* libFuzzer: a body pushed whole and the same body pushed in uneven pieces give the same parts and the same verdict, and
 * what is called back keeps to its order and limits. The first byte chooses the sizes of the pieces. */
#include "base/text.h"
#include "http/multipart.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

enum { SEEN = 4 << 20 };

struct seen {
  struct buf text;
  bool open;
};

static void must(bool ok) {
  if (!ok)
    abort();
}

static enum res on_begin(void *arg, const struct multipart_part *p) {
  struct seen *s = arg;

  must(!s->open && p->name[0] != '\0');
  must(text_ok(p->name, strlen(p->name)) && p->name[strcspn(p->name, "\t\r\n")] == '\0');
  if (p->filename != NULL)
    must(text_ok(p->filename, strlen(p->filename)) && p->filename[strcspn(p->filename, "\t\r\n/\\")] == '\0');
  s->open = true;
  buf_fmt(&s->text, "[%s|%s|%s]", p->name, p->filename == NULL ? "-" : p->filename, p->type);
  return RES_OK;
}

static enum res on_data(void *arg, const char *p, size_t n) {
  struct seen *s = arg;

  must(s->open && n > 0);
  buf_add(&s->text, p, n);
  return RES_OK;
}

static enum res on_end(void *arg) {
  struct seen *s = arg;

  must(s->open);
  s->open = false;
  buf_char(&s->text, ';');
  return RES_OK;
}

static enum res push(struct arena *a, const char *p, size_t n, unsigned step, struct seen *s) {
  static const struct multipart_events ev = {on_begin, on_data, on_end};
  static const struct multipart_limits lim = {50, 8, 500};
  struct multipart *m = ARENA_NEW(a, struct multipart);
  enum res r = RES_OK;

  *s = (struct seen){.text = buf_new(a, SEEN)};
  must(multipart_start(m, "multipart/form-data; boundary=b", &lim, &ev, s));
  for (size_t at = 0; at < n && r == RES_OK;) {
    size_t take = step == 0 ? n : 1 + (at * 7 + step) % step;

    take = take < n - at ? take : n - at;
    r = multipart_push(m, p + at, take);
    at += take;
  }
  return multipart_finish(m);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
  struct arena *a = arena_new(64 << 20);
  struct seen whole, pieces;
  struct multipart *m = ARENA_NEW(a, struct multipart);
  enum res r;

  if (n > 0) {
    static const struct multipart_events none = {on_begin, on_data, on_end};
    static const struct multipart_limits lim = {1, 1, 100};

    r = push(a, (const char *)data + 1, n - 1, 0, &whole);
    must(r == push(a, (const char *)data + 1, n - 1, data[0] + 1u, &pieces));
    must(bytes_same((struct bytes){whole.text.p, whole.text.n}, (struct bytes){pieces.text.p, pieces.text.n}));
    must(r != RES_OK || !whole.open);
    /* the same bytes as a content type */
    (void)!multipart_start(m, arena_strn(a, (const char *)data, n), &lim, &none, NULL);
  }
  arena_free(a);
  return 0;
}
