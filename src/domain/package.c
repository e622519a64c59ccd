/* zipsafe has judged the archive as such; here the plugin folder is found, its files are hashed (which also proves them
 * undamaged), and what belongs to it is packed anew. All names are prefixes of one sorted list, so a folder is a string
 * to compare with and nothing is ever unpacked to a file. */
#include "domain/package.h"

#include "base/seal.h"
#include "domain/pluginroot.h"
#include "domain/rezip.h"

#include <string.h>
#include <unistd.h>

enum { ENTRIES = 2000, TOTAL = 64 << 20, ENTRY = 20 << 20, RATIO = 200, DEPTH = 16, NAME = 240, UNPACKED = 8 };

static const struct zipsafe_limits limits = {ENTRIES, TOTAL, ENTRY, RATIO, DEPTH, NAME};

/* The plugin folder being gathered. */
struct gathering {
  struct arena *a;
  struct findings *f;
  struct package *p;
  struct pluginroot root;
  struct rezip_item *item; /* p->nfiles of them */
};

static enum res upload_hash(struct arena *a, int fd, struct package *p) {
  enum { CHUNK = 64 * 1024 };
  char *chunk = arena_alloc(a, CHUNK);
  struct seal_sha256 h;
  ssize_t n;

  p->upload_size = 0;
  seal_sha256_start(&h);
  while ((n = pread(fd, chunk, CHUNK, (off_t)p->upload_size)) > 0) {
    seal_sha256_add(&h, chunk, (size_t)n);
    p->upload_size += n;
  }
  seal_sha256_end(&h, p->upload_sha256);
  return n == 0 ? RES_OK : RES_UNAVAILABLE;
}

static bool hash_piece(void *arg, const void *p, size_t n) {
  seal_sha256_add(arg, p, n);
  return true;
}

static const char *under(const char *name, const char *folder) {
  size_t n = strlen(folder);

  return strncmp(name, folder, n) == 0 ? name + n : NULL;
}

static const char *count(struct arena *a, size_t n) { return arena_fmt(a, "%zu", n); }

/* The files of one doc folder. */
static void doc_gather(struct gathering *g, const char *folder) {
  struct zipsafe *z = g->p->upload;

  g->p->doc = ARENA_ARRAY(g->a, struct docpack_entry, z->n);
  g->p->ndocs = 0;
  for (size_t i = 0; i < z->n; i++) {
    const char *path = under(z->entry[i].name, folder);

    if (path != NULL && !zipsafe_junk(z->entry[i].name))
      g->p->doc[g->p->ndocs++] = (struct docpack_entry){.path = path, .entry = &z->entry[i]};
  }
}

/* doc/ beside the plugin folder, or inside it; the one that has a README.md, the one beside first. */
static void doc_find(struct gathering *g) {
  const char *inside = arena_fmt(g->a, "%sdoc/", g->root.folder), *beside = arena_fmt(g->a, "%sdoc/", g->root.beside);
  struct zipsafe *z = g->p->upload;
  bool readme = zipsafe_find(z, arena_fmt(g->a, "%sREADME.md", beside)) != NULL;

  doc_gather(g, beside);
  if (!readme && strcmp(inside, beside) != 0) {
    readme = zipsafe_find(z, arena_fmt(g->a, "%sREADME.md", inside)) != NULL;
    if (readme || g->p->ndocs == 0)
      doc_gather(g, inside);
  }
  if (g->p->ndocs > 0 && !readme)
    finding_add(g->f, RULE_DOC_README_MISSING, "doc/", 0, NULL, NULL);
}

/* What tools leave behind and no host loads. */
static bool dev_file(const char *path) {
  size_t n = strlen(path);

  return path[0] == '.' || strstr(path, "/.") != NULL || strncmp(path, "node_modules/", 13) == 0 ||
         strstr(path, "/node_modules/") != NULL || (n > 4 && strcmp(path + n - 4, ".map") == 0);
}

static void dev_files(struct gathering *g) {
  const char *first = NULL;
  size_t n = 0;

  for (size_t i = 0; i < g->p->nfiles; i++)
    if (dev_file(g->p->file[i].path)) {
      first = first == NULL ? g->p->file[i].path : first;
      n++;
    }
  if (n > 0)
    finding_add(g->f, RULE_DEV_FILES, NULL, 0, count(g->a, n), first);
}

/* Sort every entry of the upload into plugin, doc, junk, and what lies outside. */
static void files_gather(struct gathering *g, int64_t max) {
  const char *inside = arena_fmt(g->a, "%sdoc/", g->root.folder), *beside = arena_fmt(g->a, "%sdoc/", g->root.beside);
  struct zipsafe *z = g->p->upload;
  size_t junk = 0, outside = 0;
  int64_t total = 0;

  g->p->file = ARENA_ARRAY(g->a, struct package_file, z->n);
  g->item = ARENA_ARRAY(g->a, struct rezip_item, z->n);
  for (size_t i = 0; i < z->n; i++) {
    const struct zipsafe_entry *e = &z->entry[i];
    const char *path = under(e->name, g->root.folder);

    if (zipsafe_junk(e->name)) {
      junk++;
    } else if (under(e->name, inside) != NULL || under(e->name, beside) != NULL) {
      continue;
    } else if (path == NULL) {
      outside += !pluginroot_demo(&g->root, e->name);
    } else {
      total += e->size;
      g->item[g->p->nfiles] = (struct rezip_item){path, e};
      g->p->file[g->p->nfiles++] = (struct package_file){.path = path, .size = e->size};
    }
  }
  if (junk > 0)
    finding_add(g->f, RULE_JUNK_SKIPPED, NULL, 0, count(g->a, junk), NULL);
  if (outside > 0)
    finding_add(g->f, RULE_OUTSIDE_SKIPPED, NULL, 0, count(g->a, outside), NULL);
  if (total > max * UNPACKED)
    finding_add(g->f, RULE_PLUGIN_UNPACKED, g->root.folder, 0, finding_size(g->a, max * UNPACKED), NULL);
}

static enum res files_hash(struct gathering *g) {
  enum res r = RES_OK;

  for (size_t i = 0; i < g->p->nfiles; i++) {
    struct seal_sha256 h;

    seal_sha256_start(&h);
    if (zipsafe_stream(g->p->upload, g->item[i].entry, g->f, hash_piece, &h) != RES_OK)
      r = RES_INVALID;
    seal_sha256_end(&h, g->p->file[i].sha256);
  }
  return r;
}

static bool has(void *arg, const char *path) {
  const struct gathering *g = arg;

  if (strncmp(path, "doc/", 4) == 0)
    return false;
  return zipsafe_find(g->p->upload, arena_fmt(g->a, "%s%s", g->root.folder, path)) != NULL;
}

static enum res manifest_of(struct gathering *g) {
  const char *file = arena_fmt(g->a, "%splugin.json", g->root.folder);
  const struct zipsafe_entry *e = zipsafe_find(g->p->upload, file);
  struct bytes text;
  enum res r;

  if (e == NULL)
    return RES_INTERNAL;
  r = zipsafe_read(g->a, g->p->upload, e, MANIFEST_BYTES, g->f, &text);
  if (r == RES_TOO_BIG)
    finding_add(g->f, RULE_MANIFEST_TOO_BIG, file, 0, finding_size(g->a, MANIFEST_BYTES), NULL);
  if (r != RES_OK)
    return RES_INVALID;
  return manifest_read(g->a, text, file, has, g, g->f, &g->p->manifest);
}

static enum res pack(struct gathering *g, int64_t max) {
  int64_t size = 0;
  enum res r = rezip(g->a, g->p->upload, g->item, g->p->nfiles, max, &g->p->zip, &size);

  if (r == RES_TOO_BIG) {
    finding_add(g->f, RULE_PLUGIN_TOO_BIG, g->root.folder, 0, finding_size(g->a, max), finding_size(g->a, size));
    return RES_INVALID;
  }
  if (r == RES_OK)
    seal_sha256(g->p->zip, g->p->sha256);
  return r;
}

enum res package_read(struct arena *a, int fd, int64_t max, struct findings *f, struct package *out) {
  struct gathering g = {.a = a, .f = f, .p = out};
  size_t before = f->errors;
  enum res r;

  *out = (struct package){0};
  r = upload_hash(a, fd, out);
  if (r == RES_OK)
    r = zipsafe_open(a, fd, &limits, f, &out->upload);
  if (r == RES_OK)
    r = pluginroot_find(a, out->upload, f, &g.root);
  if (r != RES_OK)
    return r;
  out->shape = g.root.shape;
  files_gather(&g, max);
  dev_files(&g);
  doc_find(&g);
  r = manifest_of(&g);
  if (r == RES_INTERNAL)
    return r;
  if (f->errors == before && files_hash(&g) == RES_OK)
    return pack(&g, max);
  return RES_INVALID;
}
