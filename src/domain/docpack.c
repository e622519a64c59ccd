/* All ways in end in one list of files with paths relative to README.md, so that every rule is in one place. All files
 * are looked at even after an error: whoever sent them wants the whole list at once. */
#include "domain/docpack.h"

#include "domain/image_head.h"
#include "domain/markdown.h"
#include "domain/picture.h"
#include "domain/zipsafe.h"

#include <string.h>
#include <strings.h>

enum { MOMENT_MAX = 4 * PICTURE_OUT_MAX };

/* A whole picture library may be sent by mistake: it is named as too big, as long as its directory can be read. */
static const struct zipsafe_limits limits = {
    .entries = 300, .total = 256 << 20, .entry = 256 << 20, .ratio = 200, .depth = 8, .name = 200};

static const char readme_name[] = "README.md";

static bool named_like_image(const char *path) {
  static const char *const endings[] = {".png", ".jpg", ".jpeg", ".gif", ".webp"};
  size_t n = strlen(path);

  for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
    size_t e = strlen(endings[i]);

    if (n > e && strcasecmp(path + n - e, endings[i]) == 0)
      return true;
  }
  return false;
}

/* A file that is not the README: an image within its bounds, or an error. */
static void take_image(struct docpack *pack, const struct docpack_file *file, int64_t *pixels, struct findings *f) {
  struct image_head head;

  if (!named_like_image(file->path)) {
    finding_add(f, RULE_DOC_FILE_KIND, file->path, 0, NULL, NULL);
    return;
  }
  if (file->left_out > 0)
    return; /* only its name could be looked at */
  if (!image_head(file->data, &head)) {
    finding_add(f, RULE_DOC_IMAGE_CONTENT, file->path, 0, NULL, NULL);
    return;
  }
  if (head.width <= PICTURE_EDGE_MAX && head.height <= PICTURE_EDGE_MAX)
    *pixels += head.width * head.height;
  if (head.width > PICTURE_EDGE_MAX || head.height > PICTURE_EDGE_MAX || *pixels > DOCPACK_PIXELS_MAX) {
    finding_add(f, RULE_DOC_IMAGE_SIZE, file->path, 0, NULL, NULL);
    return;
  }
  if (pack->n == DOCPACK_IMAGES_MAX) {
    finding_add(f, RULE_DOC_IMAGE_COUNT, file->path, 0, NULL, NULL);
    return;
  }
  pack->image[pack->n++] = (struct docpack_file){.path = file->path, .data = file->data, .type = image_type(head.kind)};
}

const struct docpack_file *docpack_image(const struct docpack *pack, const char *path) {
  for (size_t i = 0; i < pack->n; i++)
    if (strcmp(pack->image[i].path, path) == 0)
      return &pack->image[i];
  return NULL;
}

/* What the README may show: every file that was sent. One that is refused is named once, not once more as missing. */
struct sent {
  const struct docpack_file *file;
  size_t n;
};

static const char *sent_image(void *arg, const char *path) {
  const struct sent *sent = arg;

  for (size_t i = 0; i < sent->n; i++)
    if (strcmp(sent->file[i].path, path) == 0)
      return path;
  return NULL;
}

static void check_readme(struct arena *a, const struct docpack_file *readme, struct sent sent, struct findings *f) {
  const struct markdown_options o = {.shift = 1, .target = readme_name, .image = sent_image, .arg = &sent};
  const char *html;
  enum res r;

  if (readme->left_out > 0) {
    finding_add(f, RULE_DOC_TEXT_SIZE, readme_name, 0, NULL, NULL);
    return;
  }
  r = markdown_render(a, readme->data, &o, f, &html);
  if (r == RES_INTERNAL) /* md4c had no memory: not rendered now, not rendered later */
    finding_add(f, RULE_DOC_OUTPUT, readme_name, 0, NULL, NULL);
  else if (r == RES_OK && *html == '\0')
    finding_add(f, RULE_DOC_NO_README, readme_name, 0, NULL, NULL);
}

enum res docpack_check(struct arena *a, const struct docpack_file *file, size_t n, int64_t max, struct findings *f,
                       struct docpack **out) {
  struct docpack *pack = ARENA_NEW(a, struct docpack);
  const struct docpack_file *readme = NULL;
  size_t errors = f->errors;
  int64_t pixels = 0, total = 0;

  pack->image = ARENA_ARRAY(a, struct docpack_file, DOCPACK_IMAGES_MAX);
  for (size_t i = 0; i < n; i++) {
    total += (int64_t)file[i].data.n + file[i].left_out;
    if (strcmp(file[i].path, readme_name) == 0)
      readme = &file[i];
    else
      take_image(pack, &file[i], &pixels, f);
  }
  if (total > max)
    finding_add(f, RULE_DOC_TOTAL, "", 0, finding_size(a, max), finding_size(a, total));
  if (readme != NULL)
    check_readme(a, readme, (struct sent){file, n}, f);
  else
    finding_add(f, RULE_DOC_NO_README, "", 0, NULL, NULL);
  if (f->errors != errors)
    return RES_INVALID;
  pack->readme = readme->data;
  *out = pack;
  return RES_OK;
}

/* One file from the zip, as long as there is room for it. */
static enum res unpack(struct arena *a, struct zipsafe *z, const struct docpack_entry *e, int64_t *left,
                       struct findings *f, struct docpack_file *file) {
  *file = (struct docpack_file){.path = e->path};
  if (e->entry->size > *left) {
    file->left_out = e->entry->size;
    return RES_OK;
  }
  *left -= e->entry->size;
  return zipsafe_read(a, z, e->entry, (size_t)e->entry->size, f, &file->data);
}

/* The README first: what is wrong in it is worth saying even when the pictures are too big. */
enum res docpack_entries(struct arena *a, struct zipsafe *z, const struct docpack_entry *entry, size_t n, int64_t max,
                         struct findings *f, struct docpack **out) {
  struct docpack_file *file = ARENA_ARRAY(a, struct docpack_file, n + 1);
  int64_t left = max;
  enum res r = RES_OK;

  for (int readme = 1; readme >= 0; readme--)
    for (size_t i = 0; i < n && r == RES_OK; i++)
      if ((strcmp(entry[i].path, readme_name) == 0) == readme)
        r = unpack(a, z, &entry[i], &left, f, &file[i]);
  return r == RES_OK ? docpack_check(a, file, n, max, f, out) : r;
}

/* The folder that the README is in: "" or one name with its slash. Without a README the names stay as they are. */
static const char *folder_of(struct arena *a, const struct zipsafe *z) {
  if (zipsafe_find(z, readme_name) != NULL)
    return "";
  for (size_t i = 0; i < z->n; i++) {
    const char *slash = strchr(z->entry[i].name, '/');

    if (slash != NULL && strcmp(slash + 1, readme_name) == 0 && !zipsafe_junk(z->entry[i].name))
      return arena_strn(a, z->entry[i].name, (size_t)(slash + 1 - z->entry[i].name));
  }
  return "";
}

/* What lies beside the folder keeps its name and so is refused by it: it must not pass for a file of the folder. */
static const char *inside(const char *name, const char *folder, struct findings *f) {
  size_t n = strlen(folder);

  if (strncmp(name, folder, n) == 0)
    return name + n;
  finding_add(f, RULE_DOC_FILE_KIND, name, 0, NULL, NULL);
  return NULL;
}

enum res docpack_read(struct arena *a, int fd, int64_t max, struct findings *f, struct docpack **out) {
  struct docpack_entry *entry;
  struct docpack *pack;
  struct zipsafe *z;
  size_t n = 0, junk = 0, errors = f->errors;
  const char *folder;
  enum res r = zipsafe_open(a, fd, &limits, f, &z);

  if (r != RES_OK)
    return r;
  folder = folder_of(a, z);
  entry = ARENA_ARRAY(a, struct docpack_entry, z->n);
  for (size_t i = 0; i < z->n; i++) {
    if (zipsafe_junk(z->entry[i].name)) {
      junk++;
      continue;
    }
    entry[n] = (struct docpack_entry){inside(z->entry[i].name, folder, f), &z->entry[i]};
    n += entry[n].path != NULL;
  }
  if (junk > 0)
    finding_add(f, RULE_JUNK_SKIPPED, "", 0, arena_fmt(a, "%zu", junk), NULL);
  r = docpack_entries(a, z, entry, n, max, f, &pack);
  if (r != RES_OK || f->errors != errors)
    return r == RES_OK ? RES_INVALID : r;
  *out = pack;
  return RES_OK;
}

/* One image made anew; `used` of `max` bytes are taken already. */
static enum res encode_one(struct arena *a, struct arena *moment, const char *helper, int64_t used, int64_t max,
                           struct docpack_file *file, struct findings *f) {
  struct picture p;
  enum res r = picture_encode(moment, helper, file->data, DOCPACK_EDGE, PICTURE_ALIKE, &p);

  if (r == RES_UNAVAILABLE || r == RES_INTERNAL)
    return r;
  if (r != RES_OK) {
    finding_add(f, r == RES_TOO_BIG ? RULE_DOC_IMAGE_SIZE : RULE_DOC_IMAGE_CONTENT, file->path, 0, NULL, NULL);
    return RES_INVALID;
  }
  used += (int64_t)p.data.n;
  if (used > max) {
    finding_add(f, RULE_DOC_TOTAL, file->path, 0, finding_size(a, max), finding_size(a, used));
    return RES_INVALID;
  }
  file->type = p.type;
  file->data = (struct bytes){arena_strn(a, p.data.p, p.data.n), p.data.n};
  return RES_OK;
}

enum res docpack_encode(struct arena *a, const char *helper, int64_t max, struct docpack *pack, struct findings *f) {
  struct arena *moment = arena_new(MOMENT_MAX);
  int64_t used = 0;
  enum res r = RES_OK;

  for (size_t i = 0; i < pack->n && r == RES_OK; i++) {
    r = encode_one(a, moment, helper, used, max, &pack->image[i], f);
    arena_reset(moment);
    used += (int64_t)pack->image[i].data.n;
  }
  arena_free(moment);
  return r;
}
