/* A chain of blocks, filled front to back; the first block survives a reset. Clean-ups are a list in the arena. */
#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK = 64 * 1024, ALIGN = 16 };

struct block {
  struct block *next;
  size_t room, used;
  _Alignas(ALIGN) unsigned char data[];
};

struct deferred {
  struct deferred *next;
  void (*fn)(void *);
  void *arg;
};

struct arena {
  struct block *first, *last;
  struct deferred *deferred;
  size_t used, max;
};

static _Noreturn void give_up(const char *what) {
  fprintf(stderr, "arena: %s\n", what);
  _exit(70);
}

static struct block *block_new(size_t room) {
  struct block *b = calloc(1, sizeof *b + room);

  if (b == NULL)
    give_up("out of memory");
  b->room = room;
  return b;
}

struct arena *arena_new(size_t max) {
  struct arena *a = calloc(1, sizeof *a);

  if (a == NULL)
    give_up("out of memory");
  a->first = a->last = block_new(BLOCK);
  a->max = max;
  return a;
}

void arena_reset(struct arena *a) {
  while (a->deferred != NULL) {
    struct deferred *d = a->deferred;

    a->deferred = d->next;
    d->fn(d->arg);
  }
  while (a->first->next != NULL) {
    struct block *b = a->first->next;

    a->first->next = b->next;
    free(b);
  }
  memset(a->first->data, 0, a->first->used);
  a->first->used = 0;
  a->last = a->first;
  a->used = 0;
}

void arena_free(struct arena *a) {
  if (a == NULL)
    return;
  arena_reset(a);
  free(a->first);
  free(a);
}

void *arena_alloc(struct arena *a, size_t n) {
  void *p;

  if (n > SIZE_MAX / 2)
    give_up("impossible size");
  n = (n + ALIGN - 1) & ~(size_t)(ALIGN - 1);
  if (n > a->max - a->used)
    give_up("a request passed its memory limit");
  if (n > a->last->room - a->last->used) {
    a->last->next = block_new(n > BLOCK ? n : BLOCK);
    a->last = a->last->next;
  }
  p = a->last->data + a->last->used;
  a->last->used += n;
  a->used += n;
  return p;
}

void *arena_array(struct arena *a, size_t n, size_t size) {
  if (size != 0 && n > SIZE_MAX / 2 / size)
    give_up("impossible size");
  return arena_alloc(a, n * size);
}

char *arena_strn(struct arena *a, const char *s, size_t n) {
  char *p = arena_alloc(a, n + 1);

  if (n != 0)
    memcpy(p, s, n);
  return p;
}

char *arena_str(struct arena *a, const char *s) { return s == NULL ? NULL : arena_strn(a, s, strlen(s)); }

char *arena_vfmt(struct arena *a, const char *fmt, va_list ap) {
  va_list again;
  char *p;
  int n;

  va_copy(again, ap);
  n = vsnprintf(NULL, 0, fmt, again);
  va_end(again);
  if (n < 0)
    give_up("bad format");
  p = arena_alloc(a, (size_t)n + 1);
  vsnprintf(p, (size_t)n + 1, fmt, ap);
  return p;
}

char *arena_fmt(struct arena *a, const char *fmt, ...) {
  va_list ap;
  char *p;

  va_start(ap, fmt);
  p = arena_vfmt(a, fmt, ap);
  va_end(ap);
  return p;
}

void arena_defer(struct arena *a, void (*fn)(void *), void *arg) {
  struct deferred *d = ARENA_NEW(a, struct deferred);

  d->fn = fn;
  d->arg = arg;
  d->next = a->deferred;
  a->deferred = d;
}

static void close_fd(void *arg) { close((int)(intptr_t)arg); }

void arena_defer_fd(struct arena *a, int fd) { arena_defer(a, close_fd, (void *)(intptr_t)fd); }

size_t arena_used(const struct arena *a) { return a->used; }
