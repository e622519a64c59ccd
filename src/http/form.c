/* Bodies become forms here. Urlencoded text is small and read whole; multipart goes through the push parser, texts into
 * the arena and files into unlinked temporary files, hashed on the way. In both, the first field is judged before
 * anything behind it is looked at, and once something is wrong the rest of the body is read and dropped, so that the
 * answer reaches the sender. */
/* O_TMPFILE, mkostemp */
#define _GNU_SOURCE
#include "http/multipart.h"
#include "http/request.h"

#include "base/seal.h"
#include "base/text.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 16 * 1024, HEADERS = 8 };

typedef enum res first_fn(void *arg, const char *name, const char *value);

/* A form being filled, with the room of its arrays and the bytes of text so far. */
struct filling {
  struct arena *a;
  const struct http_form_limits *lim;
  struct http_form *out;
  size_t room, files_room, text;
  first_fn *first;
  void *arg;
};

static enum res judge(struct filling *f, const char *name, const char *value) {
  first_fn *first = f->first;

  f->first = NULL;
  return first == NULL ? RES_OK : first(f->arg, name, value);
}

/* Room for one more of n elements in an array of *room, at most max. */
static bool grow(struct arena *a, void *array, size_t n, size_t *room, size_t max, size_t size) {
  void *more, *old;

  if (n >= max)
    return false;
  if (n < *room)
    return true;
  *room = *room == 0 ? 8 : *room * 2;
  more = arena_array(a, *room, size);
  memcpy(&old, array, sizeof old);
  if (n > 0)
    memcpy(more, old, n * size);
  memcpy(array, &more, sizeof more);
  return true;
}

static enum res param_add(struct filling *f, const char *name, const char *value) {
  struct http_form *out = f->out;

  f->text += strlen(name) + strlen(value);
  if (f->text > f->lim->text || !grow(f->a, &out->param, out->n, &f->room, f->lim->params, sizeof *out->param))
    return RES_TOO_BIG;
  out->param[out->n++] = (struct http_param){name, value};
  return judge(f, name, value);
}

/* ---- application/x-www-form-urlencoded ---- */

static int hex(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* s[0..n) decoded, NULL when its encoding or its text is not valid. A name has to be text as it is; of a value what
 * nobody sees is left out. */
static const char *decode(struct arena *a, const char *s, size_t n, bool name) {
  char *out = arena_alloc(a, n + 1);
  size_t at = 0;

  for (size_t i = 0; i < n; i++) {
    int hi, lo;

    if (s[i] != '%') {
      out[at++] = s[i] == '+' ? ' ' : s[i];
      continue;
    }
    if (n - i < 3 || (hi = hex(s[i + 1])) < 0 || (lo = hex(s[i + 2])) < 0)
      return NULL;
    out[at++] = (char)(hi << 4 | lo);
    i += 2;
  }
  if (name)
    return text_ok(out, at) ? out : NULL;
  return text_plain(a, out, at);
}

static enum res pairs(struct filling *f, const char *s, size_t n) {
  enum res r = RES_OK;

  while (n > 0 && r == RES_OK) {
    const char *amp = memchr(s, '&', n), *eq, *name, *value;
    size_t len = amp == NULL ? n : (size_t)(amp - s);

    if (len > 0) {
      eq = memchr(s, '=', len);
      name = decode(f->a, s, eq == NULL ? len : (size_t)(eq - s), true);
      value = eq == NULL ? "" : decode(f->a, eq + 1, len - (size_t)(eq - s) - 1, false);
      r = name == NULL || value == NULL ? RES_MALFORMED : param_add(f, name, value);
    }
    len += amp != NULL;
    s += len;
    n -= len;
  }
  return r;
}

enum res http_urlencoded(struct arena *a, const char *s, size_t n, const struct http_form_limits *lim,
                         struct http_form *out) {
  struct filling f = {.a = a, .lim = lim, .out = out};

  *out = (struct http_form){0};
  return pairs(&f, s, n);
}

/* The first pair alone, as soon as the buffer holds all of it, into a form that is thrown away. */
static enum res judge_early(struct filling *f, const struct buf *b, bool over) {
  struct http_form scratch = {0};
  struct filling g = *f;
  size_t skip = strspn(b->p, "&");
  const char *amp = memchr(b->p + skip, '&', b->n - skip);
  enum res r;

  if (f->first == NULL || (amp == NULL && !over))
    return RES_OK;
  g.out = &scratch;
  g.room = 0;
  r = pairs(&g, b->p + skip, amp == NULL ? b->n - skip : (size_t)(amp - b->p) - skip);
  f->first = g.first;
  return r;
}

static enum res urlencoded_body(struct http_request *in, struct filling *f, char *chunk, int64_t *got) {
  /* every byte of text may be sent as %XX, and each pair has two separators */
  struct buf b = buf_new(f->a, f->lim->text * 3 + f->lim->params * 2);
  enum res r = RES_OK;
  long n;

  while (r == RES_OK && (n = in->read(in->body, chunk, CHUNK)) != 0) {
    if (n < 0)
      return RES_MALFORMED;
    *got += n;
    if (*got > in->content_length)
      return RES_MALFORMED;
    r = buf_add(&b, chunk, (size_t)n) ? judge_early(f, &b, false) : RES_TOO_BIG;
  }
  if (r == RES_OK)
    r = judge_early(f, &b, true);
  return r == RES_OK ? pairs(f, b.p, b.n) : r;
}

/* ---- multipart/form-data ---- */

struct parts {
  struct filling *f;
  bool in_file;
  const char *name;
  struct buf text;
  struct http_file *file;
  struct seal_sha256 hash;
};

/* An open file without a name. O_TMPFILE is not offered by every file system. */
static int spool(struct arena *a) {
  const char *dir = getenv("TMPDIR");
  char *path;
  int fd;

  if (dir == NULL || dir[0] != '/')
    dir = "/tmp";
  fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0) {
    path = arena_fmt(a, "%s/plugshelf-XXXXXX", dir);
    fd = mkostemp(path, O_CLOEXEC);
    if (fd >= 0)
      unlink(path);
  }
  if (fd >= 0)
    arena_defer_fd(a, fd);
  return fd;
}

static enum res part_begin(void *arg, const struct multipart_part *part) {
  struct parts *p = arg;
  struct filling *f = p->f;
  struct http_form *out = f->out;

  p->in_file = part->filename != NULL;
  p->name = arena_str(f->a, part->name);
  if (!p->in_file) {
    size_t left = f->lim->text - f->text;

    p->text = buf_new(f->a, left);
    return RES_OK;
  }
  if (!grow(f->a, &out->file, out->nfiles, &f->files_room, f->lim->files, sizeof *out->file))
    return RES_TOO_BIG;
  p->file = &out->file[out->nfiles++];
  *p->file = (struct http_file){.field = p->name, .fd = -1};
  p->file->filename = arena_str(f->a, part->filename);
  p->file->type = arena_str(f->a, part->type);
  seal_sha256_start(&p->hash);
  return judge(f, p->name, NULL);
}

static bool write_all(int fd, const char *s, size_t n) {
  while (n > 0) {
    ssize_t w = write(fd, s, n);

    if (w <= 0)
      return false;
    s += w;
    n -= (size_t)w;
  }
  return true;
}

static enum res part_data(void *arg, const char *s, size_t n) {
  struct parts *p = arg;

  if (!p->in_file)
    return buf_add(&p->text, s, n) ? RES_OK : RES_TOO_BIG;
  if ((int64_t)n > p->f->lim->file_size - p->file->size)
    return RES_TOO_BIG;
  if (p->file->fd < 0)
    p->file->fd = spool(p->f->a);
  if (p->file->fd < 0 || !write_all(p->file->fd, s, n))
    return RES_UNAVAILABLE;
  p->file->size += (int64_t)n;
  seal_sha256_add(&p->hash, s, n);
  return RES_OK;
}

static enum res part_end(void *arg) {
  struct parts *p = arg;

  if (!p->in_file) {
    const char *text = text_plain(p->f->a, p->text.p, p->text.n);

    return text == NULL ? RES_MALFORMED : param_add(p->f, p->name, text);
  }
  if (p->file->fd < 0 && p->file->filename[0] != '\0' && (p->file->fd = spool(p->f->a)) < 0)
    return RES_UNAVAILABLE;
  seal_sha256_end(&p->hash, p->file->sha256);
  if (p->file->fd >= 0 && lseek(p->file->fd, 0, SEEK_SET) != 0)
    return RES_UNAVAILABLE;
  return RES_OK;
}

static enum res multipart_body(struct http_request *in, struct filling *f, char *chunk, int64_t *got) {
  static const struct multipart_events ev = {part_begin, part_data, part_end};
  struct multipart_limits lim = {f->lim->params + f->lim->files, HEADERS, MULTIPART_LINE - 1};
  struct parts p = {.f = f};
  struct multipart *m = ARENA_NEW(f->a, struct multipart);
  enum res r = RES_OK;
  long n;

  if (!multipart_start(m, in->content_type, &lim, &ev, &p))
    return RES_MALFORMED;
  while (r == RES_OK && (n = in->read(in->body, chunk, CHUNK)) != 0) {
    if (n < 0)
      return RES_MALFORMED;
    *got += n;
    r = *got > in->content_length ? RES_MALFORMED : multipart_push(m, chunk, (size_t)n);
  }
  return r == RES_OK ? multipart_finish(m) : r;
}

/* ---- either ---- */

static bool type_is(const char *type, const char *want) {
  size_t n = strlen(want);

  return strncasecmp(type, want, n) == 0 && (type[n] == '\0' || strchr("; \t", type[n]) != NULL);
}

enum res http_form_read(struct http_request *in, const struct http_form_limits *lim, first_fn *first, void *arg,
                        struct http_form *out) {
  struct filling f = {.a = in->a, .lim = lim, .out = out, .first = first, .arg = arg};
  char *chunk = arena_alloc(in->a, CHUNK);
  int64_t got = 0;
  enum res r;
  long n;

  *out = (struct http_form){0};
  if (in->content_length > lim->total)
    r = RES_TOO_BIG;
  else if (type_is(in->content_type, "application/x-www-form-urlencoded"))
    r = urlencoded_body(in, &f, chunk, &got);
  else if (type_is(in->content_type, "multipart/form-data"))
    r = multipart_body(in, &f, chunk, &got);
  else
    r = in->content_length == 0 && in->content_type[0] == '\0' ? RES_OK : RES_TYPE;
  if (r == RES_OK && got != in->content_length)
    r = RES_MALFORMED;
  if (r == RES_OK)
    r = judge(&f, "", NULL);
  while ((n = in->read(in->body, chunk, CHUNK)) > 0)
    continue;
  return r;
}
