/* libzip opens and inflates; this file decides. All entries are judged by what the central directory says (ZIP_CHECKCONS
 * holds the local headers to it), and reading holds the content to the declared size, so a lie shows as damage. */
#include "domain/zipsafe.h"

#include "domain/zipname.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

enum { CHUNK = 16 * 1024, RATIO_FROM = 64 * 1024 };

static void discard(void *arg) { zip_discard(arg); }

static const char *number(struct arena *a, int64_t n) { return arena_fmt(a, "%lld", (long long)n); }

/* Mode bits that unix tools leave in the upper half of the attributes: only files and folders are wanted. */
static bool special(zip_t *zip, zip_uint64_t i, bool folder) {
  zip_uint8_t system;
  zip_uint32_t attributes = 0;
  mode_t type;

  if (zip_file_get_external_attributes(zip, i, 0, &system, &attributes) != 0)
    return true;
  type = (attributes >> 16) & S_IFMT;
  return type != 0 && type != (folder ? S_IFDIR : S_IFREG);
}

/* Sizes, method and kind of one entry; false when a finding was added. */
static bool entry_check(struct arena *a, zip_t *zip, zip_uint64_t i, const zip_stat_t *st, const char *name,
                        const struct zipsafe_limits *lim, struct findings *f) {
  const zip_uint64_t want = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
  bool folder = name[strlen(name) - 1] == '/';
  size_t before = f->errors;

  if ((st->valid & want) != want || (st->size > 0 && st->comp_size == 0))
    finding_add(f, RULE_ZIP_BROKEN, name, 0, NULL, NULL);
  else if (st->encryption_method != ZIP_EM_NONE)
    finding_add(f, RULE_ZIP_ENCRYPTED, name, 0, NULL, NULL);
  else if (st->comp_method != ZIP_CM_STORE && st->comp_method != ZIP_CM_DEFLATE)
    finding_add(f, RULE_ZIP_METHOD, name, 0, NULL, NULL);
  else if (folder && st->size > 0)
    finding_add(f, RULE_NAME_FILE_AND_FOLDER, name, 0, NULL, NULL);
  else if (special(zip, i, folder))
    finding_add(f, RULE_ZIP_SPECIAL, name, 0, NULL, NULL);
  else if (st->size > (zip_uint64_t)lim->entry)
    finding_add(f, RULE_ZIP_ENTRY_SIZE, name, 0, finding_size(a, lim->entry), NULL);
  else if (st->size >= RATIO_FROM && st->size / (zip_uint64_t)lim->ratio >= st->comp_size &&
           st->size > st->comp_size * (zip_uint64_t)lim->ratio)
    finding_add(f, RULE_ZIP_RATIO, name, 0, number(a, lim->ratio), NULL);
  return f->errors == before;
}

static int by_name(const void *x, const void *y) {
  return strcmp(((const struct zipsafe_entry *)x)->name, ((const struct zipsafe_entry *)y)->name);
}

/* Every entry into z, folders checked and left out. */
static void entries_read(struct arena *a, zip_t *zip, size_t n, const struct zipsafe_limits *lim, struct findings *f,
                         struct zipsafe *z) {
  struct zipname_set *names = zipname_set_new(a, n, lim->depth);

  z->entry = ARENA_ARRAY(a, struct zipsafe_entry, n);
  for (zip_uint64_t i = 0; i < n; i++) {
    const char *raw = zip_get_name(zip, i, ZIP_FL_ENC_RAW), *name;
    zip_stat_t st;

    if (raw == NULL || raw[0] == '\0' || zip_stat_index(zip, i, 0, &st) != 0) {
      finding_add(f, RULE_ZIP_BROKEN, raw, 0, NULL, NULL);
      continue;
    }
    name = arena_str(a, raw);
    if (!zipname_check(name, lim->name, lim->depth, f) || !entry_check(a, zip, i, &st, name, lim, f))
      continue;
    zipname_set_add(names, name);
    if (name[strlen(name) - 1] == '/')
      continue;
    z->total += (int64_t)st.size;
    if (z->total > lim->total) {
      finding_add(f, RULE_ZIP_TOTAL, NULL, 0, finding_size(a, lim->total), NULL);
      return;
    }
    z->entry[z->n++] = (struct zipsafe_entry){name, (int64_t)st.size, (int64_t)st.comp_size, i};
  }
  zipname_set_check(names, f);
  qsort(z->entry, z->n, sizeof *z->entry, by_name);
}

static enum res open_checked(struct arena *a, zip_t *zip, const struct zipsafe_limits *lim, struct findings *f,
                             struct zipsafe **out) {
  size_t before = f->errors;
  struct zipsafe *z;
  zip_int64_t n;

  if (zip == NULL) {
    finding_add(f, RULE_ZIP_BROKEN, NULL, 0, NULL, NULL);
    return RES_INVALID;
  }
  arena_defer(a, discard, zip);
  n = zip_get_num_entries(zip, 0);
  if (n < 0 || (zip_uint64_t)n > lim->entries) {
    finding_add(f, RULE_ZIP_ENTRIES, NULL, 0, number(a, n), number(a, (int64_t)lim->entries));
    return RES_INVALID;
  }
  z = ARENA_NEW(a, struct zipsafe);
  z->zip = zip;
  entries_read(a, zip, (size_t)n, lim, f, z);
  if (z->n == 0 && f->errors == before)
    finding_add(f, RULE_ZIP_EMPTY, NULL, 0, NULL, NULL);
  if (f->errors != before)
    return RES_INVALID;
  *out = z;
  return RES_OK;
}

/* libzip refuses two equal names without saying which: open it once more, only to name them. */
static enum res refuse_duplicates(struct arena *a, zip_t *zip, const struct zipsafe_limits *lim, struct findings *f) {
  struct zipsafe *unused;

  if (open_checked(a, zip, lim, f, &unused) == RES_OK)
    finding_add(f, RULE_ZIP_BROKEN, NULL, 0, NULL, NULL);
  return RES_INVALID;
}

static zip_t *open_fd(int fd, int flags, int *error) {
  int own = fcntl(fd, F_DUPFD_CLOEXEC, 0);
  zip_t *zip = own < 0 ? NULL : zip_fdopen(own, flags, error);

  if (zip == NULL && own >= 0)
    close(own);
  return zip;
}

enum res zipsafe_open(struct arena *a, int fd, const struct zipsafe_limits *lim, struct findings *f,
                      struct zipsafe **out) {
  int error = 0;
  zip_t *zip = open_fd(fd, ZIP_CHECKCONS, &error);

  if (zip == NULL && error == ZIP_ER_EXISTS)
    return refuse_duplicates(a, open_fd(fd, 0, &error), lim, f);
  return open_checked(a, zip, lim, f, out);
}

static zip_t *open_bytes(struct bytes in, int flags, int *error) {
  zip_source_t *source = zip_source_buffer_create(in.p, in.n, 0, NULL);
  zip_error_t e;
  zip_t *zip;

  zip_error_init(&e);
  zip = source == NULL ? NULL : zip_open_from_source(source, flags | ZIP_RDONLY, &e);
  if (zip == NULL && source != NULL)
    zip_source_free(source);
  *error = zip_error_code_zip(&e);
  zip_error_fini(&e);
  return zip;
}

enum res zipsafe_open_bytes(struct arena *a, struct bytes in, const struct zipsafe_limits *lim, struct findings *f,
                            struct zipsafe **out) {
  int error = 0;
  zip_t *zip = open_bytes(in, ZIP_CHECKCONS, &error);

  if (zip == NULL && error == ZIP_ER_EXISTS)
    return refuse_duplicates(a, open_bytes(in, 0, &error), lim, f);
  return open_checked(a, zip, lim, f, out);
}

const struct zipsafe_entry *zipsafe_find(const struct zipsafe *z, const char *name) {
  struct zipsafe_entry key = {.name = name};

  return z->n == 0 ? NULL : bsearch(&key, z->entry, z->n, sizeof key, by_name);
}

static enum res stream_all(zip_file_t *file, int64_t size, bool (*fn)(void *arg, const void *p, size_t n), void *arg) {
  char chunk[CHUNK];
  zip_int64_t n;

  while ((n = zip_fread(file, chunk, sizeof chunk)) > 0) {
    if (n > size)
      return RES_INVALID;
    size -= n;
    if (!fn(arg, chunk, (size_t)n))
      return RES_INTERNAL;
  }
  return n == 0 && size == 0 ? RES_OK : RES_INVALID;
}

enum res zipsafe_stream(struct zipsafe *z, const struct zipsafe_entry *e, struct findings *f,
                        bool (*fn)(void *arg, const void *p, size_t n), void *arg) {
  zip_file_t *file = zip_fopen_index(z->zip, e->index, 0);
  enum res r = RES_INVALID;

  if (file != NULL) {
    r = stream_all(file, e->size, fn, arg);
    zip_fclose(file);
  }
  if (r == RES_INVALID)
    finding_add(f, RULE_ZIP_BROKEN, e->name, 0, NULL, NULL);
  return r;
}

struct collected {
  char *p; /* room for the declared size, which zipsafe_stream never passes */
  size_t n;
};

static bool collect(void *arg, const void *p, size_t n) {
  struct collected *c = arg;

  memcpy(c->p + c->n, p, n);
  c->n += n;
  return true;
}

enum res zipsafe_read(struct arena *a, struct zipsafe *z, const struct zipsafe_entry *e, size_t max, struct findings *f,
                      struct bytes *out) {
  struct collected c = {NULL, 0};
  enum res r;

  if ((uint64_t)e->size > max)
    return RES_TOO_BIG;
  c.p = arena_alloc(a, (size_t)e->size + 1);
  r = zipsafe_stream(z, e, f, collect, &c);
  if (r == RES_OK)
    *out = (struct bytes){c.p, c.n};
  return r;
}

bool zipsafe_junk(const char *name) {
  static const char *const junk[] = {".DS_Store", "Thumbs.db", "desktop.ini"};
  const char *base = strrchr(name, '/');

  base = base == NULL ? name : base + 1;
  for (size_t i = 0; i < sizeof junk / sizeof junk[0]; i++) {
    if (strcmp(base, junk[i]) == 0)
      return true;
  }
  return strncmp(name, "__MACOSX/", 9) == 0 || strncmp(name, ".git/", 5) == 0 || strstr(name, "/.git/") != NULL;
}
