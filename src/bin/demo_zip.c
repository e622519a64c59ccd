/* libzip writes into a buffer source of its own, which is read back as a whole. */
#define _GNU_SOURCE 1 /* memfd_create */
#include "bin/demo_zip.h"

#include <sys/mman.h>
#include <unistd.h>
#include <zip.h>

void demo_entry(struct demo_entries *z, struct bytes data, const char *path, ...) {
  va_list ap;

  if (z->n == sizeof z->item / sizeof z->item[0])
    return;
  va_start(ap, path);
  z->item[z->n++] = (struct demo_entry){arena_vfmt(z->a, path, ap), data};
  va_end(ap);
}

static bool fill(zip_t *zip, const struct demo_entries *z) {
  for (size_t i = 0; i < z->n; i++) {
    zip_source_t *data = zip_source_buffer(zip, z->item[i].data.p, z->item[i].data.n, 0);

    if (data == NULL)
      return false;
    if (zip_file_add(zip, z->item[i].path, data, ZIP_FL_ENC_UTF_8) < 0) {
      zip_source_free(data);
      return false;
    }
  }
  return true;
}

static struct bytes read_back(struct arena *a, zip_source_t *out) {
  struct bytes all = {NULL, 0};
  zip_stat_t st;
  char *p;

  if (zip_source_stat(out, &st) != 0 || (st.valid & ZIP_STAT_SIZE) == 0 || zip_source_open(out) != 0)
    return all;
  p = arena_alloc(a, st.size + 1);
  if (zip_source_read(out, p, st.size) == (zip_int64_t)st.size)
    all = (struct bytes){p, st.size};
  zip_source_close(out);
  return all;
}

struct bytes demo_zip(const struct demo_entries *z) {
  zip_source_t *out = zip_source_buffer_create(NULL, 0, 0, NULL);
  zip_t *zip = out == NULL ? NULL : zip_open_from_source(out, ZIP_TRUNCATE, NULL);
  struct bytes all = {NULL, 0};

  if (zip == NULL) {
    zip_source_free(out);
    return all;
  }
  zip_source_keep(out); /* zip_close gives its own hold of it back */
  if (!fill(zip, z))
    zip_discard(zip);
  else if (zip_close(zip) == 0)
    all = read_back(z->a, out);
  else
    zip_discard(zip);
  zip_source_free(out);
  return all;
}

int demo_zip_fd(struct arena *a, struct bytes data) {
  int fd = memfd_create("demo", MFD_CLOEXEC);

  if (fd < 0)
    return -1;
  arena_defer_fd(a, fd);
  return write(fd, data.p, data.n) == (ssize_t)data.n ? fd : -1;
}
