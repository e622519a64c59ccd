/* libzip streams each entry out of the old archive into the new one (unpacked and packed again, so that the first packer's
 * choices leave no trace) and writes into a buffer of its own, from which the result is copied into the arena. */
#include "domain/rezip.h"

#include <sys/stat.h>
#include <zip.h>

enum {
  LEVEL = 9,
  DOS_DATE = 1 << 5 | 1, /* 1980-01-01 */
  DOS_TIME = 0
};

/* One entry of the old archive as a source for the new one. libzip's own (zip_source_zip) is not used: it carries flags
 * of the old entry over. */
struct piece {
  zip_t *from;
  const struct zipsafe_entry *entry;
  zip_file_t *file;
  zip_error_t error;
};

static zip_int64_t piece_stat(const struct piece *p, zip_stat_t *st) {
  zip_stat_init(st);
  st->size = (zip_uint64_t)p->entry->size;
  st->valid = ZIP_STAT_SIZE;
  return sizeof *st;
}

static zip_int64_t piece_fail(struct piece *p, int code) {
  zip_error_set(&p->error, code, 0);
  return -1;
}

static zip_int64_t piece_do(void *arg, void *data, zip_uint64_t n, zip_source_cmd_t command) {
  struct piece *p = arg;

  switch (command) {
  case ZIP_SOURCE_OPEN:
    p->file = zip_fopen_index(p->from, p->entry->index, 0);
    return p->file == NULL ? piece_fail(p, ZIP_ER_OPEN) : 0;
  case ZIP_SOURCE_READ: {
    zip_int64_t got = zip_fread(p->file, data, n);

    return got < 0 ? piece_fail(p, ZIP_ER_READ) : got;
  }
  case ZIP_SOURCE_CLOSE:
    zip_fclose(p->file);
    return 0;
  case ZIP_SOURCE_STAT:
    return piece_stat(p, data);
  case ZIP_SOURCE_ERROR:
    return zip_error_to_data(&p->error, data, n);
  case ZIP_SOURCE_FREE:
    zip_error_fini(&p->error);
    return 0;
  case ZIP_SOURCE_SUPPORTS:
    return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
                                          ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
  default:
    return piece_fail(p, ZIP_ER_OPNOTSUPP);
  }
}

static bool add(struct arena *a, zip_t *zip, struct zipsafe *from, const struct rezip_item *item) {
  struct piece *p = ARENA_NEW(a, struct piece);
  zip_source_t *s;
  zip_int64_t i;

  p->from = from->zip;
  p->entry = item->entry;
  zip_error_init(&p->error);
  s = zip_source_function(zip, piece_do, p);
  if (s == NULL)
    return false;
  i = zip_file_add(zip, item->name, s, ZIP_FL_ENC_UTF_8);
  if (i < 0) {
    zip_source_free(s);
    return false;
  }
  return zip_set_file_compression(zip, (zip_uint64_t)i, ZIP_CM_DEFLATE, LEVEL) == 0 &&
         zip_file_set_dostime(zip, (zip_uint64_t)i, DOS_TIME, DOS_DATE, 0) == 0 &&
         zip_file_set_external_attributes(zip, (zip_uint64_t)i, 0, ZIP_OPSYS_UNIX, (S_IFREG | 0644u) << 16) == 0;
}

static enum res take(struct arena *a, zip_source_t *made, int64_t max, struct bytes *out, int64_t *size) {
  zip_stat_t st;
  enum res r = RES_OK;
  char *p;

  if (zip_source_stat(made, &st) != 0 || (st.valid & ZIP_STAT_SIZE) == 0)
    return RES_INTERNAL;
  *size = (int64_t)st.size;
  if (*size > max)
    return RES_TOO_BIG;
  if (zip_source_open(made) != 0)
    return RES_INTERNAL;
  p = arena_alloc(a, st.size);
  if (zip_source_read(made, p, st.size) == (zip_int64_t)st.size)
    *out = (struct bytes){p, st.size};
  else
    r = RES_INTERNAL;
  zip_source_close(made);
  return r;
}

enum res rezip(struct arena *a, struct zipsafe *from, const struct rezip_item *item, size_t n, int64_t max,
               struct bytes *out, int64_t *size) {
  zip_source_t *made = zip_source_buffer_create(NULL, 0, 0, NULL);
  enum res r = RES_INTERNAL;
  bool ok = true;
  zip_t *zip;

  if (made == NULL)
    return RES_INTERNAL;
  zip_source_keep(made); /* one hold for the archive, one for the result */
  zip = zip_open_from_source(made, ZIP_CREATE | ZIP_TRUNCATE, NULL);
  if (zip == NULL) {
    zip_source_free(made);
    zip_source_free(made);
    return RES_INTERNAL;
  }
  for (size_t i = 0; ok && i < n; i++)
    ok = add(a, zip, from, &item[i]);
  if (!ok || zip_close(zip) != 0)
    zip_discard(zip);
  else
    r = take(a, made, max, out, size);
  zip_source_free(made);
  return r;
}
