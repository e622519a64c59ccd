/* Zips made in memory. */
#ifndef BIN_DEMO_ZIP_H
#define BIN_DEMO_ZIP_H

#include "base/arena.h"

struct demo_entry {
  const char *path;
  struct bytes data;
};
struct demo_entries {
  struct arena *a;
  struct demo_entry item[64];
  size_t n;
};

/* Add a file; the path is formatted into the arena. More than there is room for are left out. */
void demo_entry(struct demo_entries *z, struct bytes data, const char *path, ...) __attribute__((format(printf, 3, 4)));
/* The archive; {NULL, 0} when libzip could not make it. */
struct bytes demo_zip(const struct demo_entries *z);
/* A file without a name that holds the bytes, closed by the arena; -1 when it cannot be made. */
int demo_zip_fd(struct arena *a, struct bytes data);

#endif
