/* The package as it is kept: a zip that depends on names and contents only. domain.md section 2 "Package". */
#ifndef DOMAIN_REZIP_H
#define DOMAIN_REZIP_H

#include "base/arena.h"
#include "base/result.h"
#include "domain/zipsafe.h"

struct rezip_item {
  const char *name;                  /* in the new archive */
  const struct zipsafe_entry *entry; /* of the old one */
};

/* Pack `n` items, already sorted by name and read through once without damage, into a new zip: deflated anew, times
 * 1980-01-01 00:00, mode 0644, nothing else of the old archive. The same names and contents always give the same bytes
 * (with one version of zlib). *size is set to the size made; RES_TOO_BIG when it is above `max`, then *out stays as it
 * was. RES_INTERNAL when the library failed. Needs memory for the new archive, so bound what goes in. */
MUST_USE enum res rezip(struct arena *a, struct zipsafe *from, const struct rezip_item *item, size_t n, int64_t max,
                        struct bytes *out, int64_t *size);

#endif
