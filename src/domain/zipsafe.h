/* Safe reading of zips that people send: opened with ZIP_CHECKCONS, every entry checked, then only read by index.
 *
 * Nothing is ever written to a name from the archive. All structural rules of security.md 18 are applied at opening;
 * an archive with an error among its findings is not handed out. Rules that fire: RULE_ZIP_… and RULE_NAME_… of
 * finding.h. Names must be UTF-8 (or ASCII) with / between components. */
#ifndef DOMAIN_ZIPSAFE_H
#define DOMAIN_ZIPSAFE_H

#include "base/arena.h"
#include "base/result.h"
#include "domain/finding.h"

#include <stdbool.h>
#include <stdint.h>

struct zipsafe_limits {
  size_t entries; /* files and folders */
  int64_t total;  /* bytes of all files unpacked */
  int64_t entry;  /* bytes of one file unpacked */
  int64_t ratio;  /* unpacked : packed of one file; files of less than 64 KB unpacked are exempt */
  size_t depth;   /* components of a name, the file itself included */
  size_t name;    /* bytes of a name */
};

/* One file (folders are checked, then left out). */
struct zipsafe_entry {
  const char *name;
  int64_t size;   /* unpacked, as declared; zipsafe_stream holds the content to it */
  int64_t packed; /* bytes in the archive */
  uint64_t index; /* inside the archive */
};

struct zipsafe {
  struct zipsafe_entry *entry; /* n files, sorted by the bytes of their names */
  size_t n;
  int64_t total; /* bytes of all unpacked */
  void *zip;     /* libzip's handle, closed by the arena; for domain/rezip.c only */
};

/* Open the archive in `fd` (read from its beginning; the descriptor stays the caller's and its position moves) and check it.
 * RES_OK: *out is set and no error was added. RES_INVALID: `f` got at least one error. */
MUST_USE enum res zipsafe_open(struct arena *a, int fd, const struct zipsafe_limits *lim, struct findings *f,
                               struct zipsafe **out);
/* The same over bytes that stay unchanged while `a` lives. */
MUST_USE enum res zipsafe_open_bytes(struct arena *a, struct bytes in, const struct zipsafe_limits *lim,
                                     struct findings *f, struct zipsafe **out);

/* The entry of exactly that name, NULL when absent. */
const struct zipsafe_entry *zipsafe_find(const struct zipsafe *z, const char *name);

/* Unpack one entry piece by piece into fn; fn returns false to stop early. RES_INVALID (and RULE_ZIP_BROKEN in `f`):
 * the data is damaged, or is not exactly `size` bytes. RES_INTERNAL: fn stopped. */
MUST_USE enum res zipsafe_stream(struct zipsafe *z, const struct zipsafe_entry *e, struct findings *f,
                                 bool (*fn)(void *arg, const void *p, size_t n), void *arg);
/* Unpack one entry into the arena, NUL-terminated behind its bytes. RES_TOO_BIG when it has more than `max` bytes
 * (nothing is added to `f`), otherwise as zipsafe_stream. */
MUST_USE enum res zipsafe_read(struct arena *a, struct zipsafe *z, const struct zipsafe_entry *e, size_t max,
                               struct findings *f, struct bytes *out);

/* Files that operating systems leave behind (__MACOSX/, .DS_Store, Thumbs.db, desktop.ini, .git/): to be skipped. */
bool zipsafe_junk(const char *name);

#endif
