/* See zipmake.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "zipmake.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

static void add(zip_t *zip, const struct zipmake_entry *e) {
  size_t len = strlen(e->name), n = e->n != 0 || e->text == NULL ? e->n : strlen(e->text);
  zip_int64_t i;

  if (e->name[len - 1] == '/' && n == 0) {
    i = zip_dir_add(zip, e->name, ZIP_FL_ENC_UTF_8);
  } else {
    zip_source_t *s = zip_source_buffer(zip, e->text, n, 0);

    assert_non_null(s);
    i = zip_file_add(zip, e->name, s, ZIP_FL_ENC_UTF_8);
  }
  assert_true(i >= 0);
  if (e->store)
    assert_int_equal(zip_set_file_compression(zip, (zip_uint64_t)i, ZIP_CM_STORE, 0), 0);
  if (e->encrypted)
    assert_int_equal(zip_file_set_encryption(zip, (zip_uint64_t)i, ZIP_EM_AES_256, "password"), 0);
  if (e->mode != 0)
    assert_int_equal(zip_file_set_external_attributes(zip, (zip_uint64_t)i, 0, ZIP_OPSYS_UNIX, e->mode << 16), 0);
  if (e->when != 0)
    assert_int_equal(zip_file_set_mtime(zip, (zip_uint64_t)i, e->when, 0), 0);
}

struct bytes zipmake(struct arena *a, const struct zipmake_entry *entry) {
  zip_source_t *out = zip_source_buffer_create(NULL, 0, 0, NULL);
  zip_t *zip;
  zip_stat_t st;
  char *p;

  assert_non_null(out);
  zip_source_keep(out);
  zip = zip_open_from_source(out, ZIP_CREATE | ZIP_TRUNCATE, NULL);
  assert_non_null(zip);
  for (; entry->name != NULL; entry++)
    add(zip, entry);
  assert_int_equal(zip_close(zip), 0);
  assert_int_equal(zip_source_stat(out, &st), 0);
  assert_int_equal(zip_source_open(out), 0);
  p = arena_alloc(a, st.size + 1);
  assert_int_equal(zip_source_read(out, p, st.size), st.size);
  zip_source_close(out);
  zip_source_free(out);
  return (struct bytes){p, st.size};
}

struct bytes zipmake_patch(struct arena *a, struct bytes zip, const void *from, const void *to, size_t n) {
  char *p = arena_alloc(a, zip.n + 1);
  size_t found = 0;

  memcpy(p, zip.p, zip.n);
  for (size_t i = 0; i + n <= zip.n; i++) {
    if (memcmp(p + i, from, n) == 0) {
      memcpy(p + i, to, n);
      found++;
    }
  }
  assert_true(found > 0);
  return (struct bytes){p, zip.n};
}

int zipmake_fd(struct arena *a, struct bytes zip) {
  char path[] = "/tmp/zipmake-XXXXXX";
  int fd = mkstemp(path);

  assert_true(fd >= 0);
  unlink(path);
  arena_defer_fd(a, fd);
  assert_int_equal(write(fd, zip.p, zip.n), zip.n);
  return fd;
}
