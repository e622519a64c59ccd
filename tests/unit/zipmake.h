/* Zips for tests, made in memory with libzip. */
#ifndef TESTS_ZIPMAKE_H
#define TESTS_ZIPMAKE_H

#include "base/arena.h"

#include <stdint.h>

/* One entry; a list ends with a NULL name. A name ending in / is a folder. */
struct zipmake_entry {
  const char *name;
  const char *text; /* content; NULL is empty */
  size_t n;         /* bytes of text; 0: strlen(text) */
  bool store;       /* not compressed */
  bool encrypted;   /* AES-256 */
  uint32_t mode;    /* unix mode in the attributes; 0: none */
  int64_t when;     /* modification time; 0: libzip's default */
};

/* The bytes of the archive. Fails the test when libzip does. */
struct bytes zipmake(struct arena *a, const struct zipmake_entry *entry);
/* A copy in which every occurrence of `from` is `to` (same length): for names and numbers that libzip would not write. */
struct bytes zipmake_patch(struct arena *a, struct bytes zip, const void *from, const void *to, size_t n);
/* An unlinked temporary file with these bytes, closed by the arena. */
int zipmake_fd(struct arena *a, struct bytes zip);

#endif
