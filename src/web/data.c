/* A node holds its names in a small chained table; rows of a list are linked and know the node they hang in. */
#include "web/data.h"

#include <stdio.h>
#include <string.h>

enum { BUCKETS = 16 };

struct entry {
  struct entry *next;
  const char *name;
  size_t n;
  const char *value;
  struct data *first, *last;
};

struct data {
  struct arena *a;
  const struct data *outer;
  struct data *sibling;
  struct entry *bucket[BUCKETS];
};

static unsigned hash(const char *name, size_t n) {
  return n == 0 ? 0 : ((unsigned char)name[0] * 7u + (unsigned char)name[n - 1] * 3u + (unsigned)n) % BUCKETS;
}

static struct entry *own(const struct data *d, const char *name, size_t n) {
  for (struct entry *e = d->bucket[hash(name, n)]; e != NULL; e = e->next)
    if (e->n == n && memcmp(e->name, name, n) == 0)
      return e;
  return NULL;
}

static const struct entry *find(const struct data *d, const char *name, size_t n) {
  for (; d != NULL; d = d->outer) {
    const struct entry *e = own(d, name, n);

    if (e != NULL)
      return e;
  }
  return NULL;
}

static struct entry *make(struct data *d, const char *name) {
  size_t n = strlen(name);
  struct entry *e = own(d, name, n);
  unsigned h = hash(name, n);

  if (e != NULL)
    return e;
  e = ARENA_NEW(d->a, struct entry);
  e->name = name;
  e->n = n;
  e->next = d->bucket[h];
  d->bucket[h] = e;
  return e;
}

struct data *data_new(struct arena *a) {
  struct data *d = ARENA_NEW(a, struct data);

  d->a = a;
  return d;
}

void data_text(struct data *d, const char *name, const char *value) { make(d, name)->value = value; }

void data_int(struct data *d, const char *name, int64_t value) {
  data_text(d, name, arena_fmt(d->a, "%lld", (long long)value));
}

void data_flag(struct data *d, const char *name, bool value) { data_text(d, name, value ? "1" : NULL); }

void data_fmt(struct data *d, const char *name, const char *fmt, ...) {
  va_list ap;

  va_start(ap, fmt);
  data_text(d, name, arena_vfmt(d->a, fmt, ap));
  va_end(ap);
}

void data_rows(struct data *d, const char *name) { (void)make(d, name); }

struct data *data_row(struct data *d, const char *name) {
  struct entry *e = make(d, name);
  struct data *row = data_new(d->a);

  row->outer = d;
  if (e->last == NULL)
    e->first = row;
  else
    e->last->sibling = row;
  e->last = row;
  return row;
}

void data_struct(struct data *d, const struct shape *shape, const void *s) {
  for (size_t i = 0; i < shape->n; i++) {
    const struct member *m = &shape->m[i];
    const void *at = (const char *)s + m->at;

    if (m->kind == MEMBER_INT)
      data_int(d, m->name, *(const int64_t *)at);
    else if (m->kind == MEMBER_TEXT)
      data_text(d, m->name, *(const char *const *)at);
  }
}

const char *data_value(const struct data *d, const char *name, size_t n, bool *known) {
  const struct entry *e = find(d, name, n);

  *known = e != NULL;
  return e == NULL ? NULL : e->value;
}

const struct data *data_first(const struct data *d, const char *name, size_t n) {
  const struct entry *e = find(d, name, n);

  return e == NULL ? NULL : e->first;
}

const struct data *data_next(const struct data *row) { return row->sibling; }

bool data_true(const struct data *d, const char *name, size_t n) {
  const struct entry *e = find(d, name, n);

  if (e != NULL)
    return e->first != NULL || (e->value != NULL && e->value[0] != '\0' && strcmp(e->value, "0") != 0);
  return n > 3 && memcmp(name, "no_", 3) == 0 && !data_true(d, name + 3, n - 3);
}

static void dump(const struct data *d, struct buf *out, int depth) {
  for (int b = 0; b < BUCKETS; b++)
    for (const struct entry *e = d->bucket[b]; e != NULL; e = e->next) {
      buf_fmt(out, "%*s%s: %s\n", depth * 2, "", e->name, e->value == NULL ? "" : e->value);
      for (const struct data *row = e->first; row != NULL; row = row->sibling)
        dump(row, out, depth + 1);
    }
}

void data_dump(const struct data *d, struct buf *out) { dump(d, out, 0); }
