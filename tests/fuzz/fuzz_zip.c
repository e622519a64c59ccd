/* libFuzzer: an archive from anywhere. What is handed out is unique and lawful, what is unpacked has its declared size,
 * and a package that is accepted is accepted again, unchanged, as what it was made into. */
#define _GNU_SOURCE /* memfd_create */
#include "domain/package.h"
#include "domain/zipname.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

enum { PACKAGE = 1 << 20 };

static void must(bool ok) {
  if (!ok)
    abort();
}

static int file_of(struct arena *a, struct bytes b) {
  int fd = memfd_create("zip", MFD_CLOEXEC);

  must(fd >= 0 && write(fd, b.p, b.n) == (ssize_t)b.n);
  arena_defer_fd(a, fd);
  return fd;
}

static void archive(struct arena *a, struct bytes in) {
  static const struct zipsafe_limits lim = {200, 1 << 20, 1 << 19, 100, 6, 100};
  struct findings f = findings_new(a), names = findings_new(a);
  struct zipsafe *z = NULL;
  struct bytes out;

  if (zipsafe_open_bytes(a, in, &lim, &f, &z) != RES_OK) {
    must(f.errors > 0);
    return;
  }
  must(f.errors == 0 && z->n > 0 && z->n <= lim.entries && z->total <= lim.total);
  for (size_t i = 0; i < z->n; i++) {
    must(zipname_check(z->entry[i].name, lim.name, lim.depth, &names));
    must(i == 0 || strcmp(z->entry[i - 1].name, z->entry[i].name) < 0);
    must(zipsafe_find(z, z->entry[i].name) == &z->entry[i]);
    if (zipsafe_read(a, z, &z->entry[i], (size_t)lim.entry, &f, &out) == RES_OK)
      must((int64_t)out.n == z->entry[i].size);
  }
}

static void package(struct arena *a, struct bytes in) {
  struct findings f = findings_new(a);
  struct package p, again;
  enum res r = package_read(a, file_of(a, in), PACKAGE, &f, &p);

  must(r == RES_OK || r == RES_INVALID);
  must((r == RES_INVALID) == (f.errors > 0));
  if (r != RES_OK)
    return;
  must(p.zip.n <= PACKAGE);
  (void)!docpack_entries(a, p.upload, p.doc, p.ndocs, PACKAGE, &f, &(struct docpack *){NULL});
  r = package_read(a, file_of(a, p.zip), PACKAGE, &f, &again);
  must(r == RES_OK && bytes_same(p.zip, again.zip) && strcmp(p.manifest.json, again.manifest.json) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
  struct arena *a = arena_new(512 << 20);
  struct bytes in = {data, n};

  archive(a, in);
  package(a, in);
  arena_free(a);
  return 0;
}
