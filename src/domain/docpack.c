/* Both entries end in one list of files with paths relative to README.md, so that every rule is in one place. All files
 * are looked at even after an error: whoever sent them wants the whole list at once. */
#include "domain/docpack.h"

#include "domain/image_head.h"
#include "domain/markdown.h"
#include "domain/picture.h"
#include "domain/zipsafe.h"

#include <string.h>
#include <strings.h>

enum { MOMENT_MAX = 4 * PICTURE_OUT_MAX };

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
  pack->image[pack->n++] = (struct docpack_file){file->path, file->data, image_type(head.kind)};
}

const struct docpack_file *docpack_image(const struct docpack *pack, const char *path) {
  for (size_t i = 0; i < pack->n; i++)
    if (strcmp(pack->image[i].path, path) == 0)
      return &pack->image[i];
  return NULL;
}

static const char *known_image(void *arg, const char *path) {
  const struct docpack_file *file = docpack_image(arg, path);

  return file == NULL ? NULL : file->path;
}

static void check_readme(struct arena *a, struct docpack *pack, struct findings *f) {
  const struct markdown_options o = {.shift = 1, .target = readme_name, .image = known_image, .arg = pack};
  const char *html;
  enum res r = markdown_render(a, pack->readme, &o, f, &html);

  if (r == RES_INTERNAL) /* md4c had no memory: not rendered now, not rendered later */
    finding_add(f, RULE_DOC_OUTPUT, readme_name, 0, NULL, NULL);
  else if (r == RES_OK && *html == '\0')
    finding_add(f, RULE_DOC_NO_README, readme_name, 0, NULL, NULL);
}

enum res docpack_check(struct arena *a, const struct docpack_file *file, size_t n, int64_t max, struct findings *f,
                       struct docpack **out) {
  struct docpack *pack = ARENA_NEW(a, struct docpack);
  size_t errors = f->errors;
  int64_t pixels = 0, total = 0;
  bool readme = false;

  pack->image = ARENA_ARRAY(a, struct docpack_file, DOCPACK_IMAGES_MAX);
  for (size_t i = 0; i < n; i++) {
    total += (int64_t)file[i].data.n;
    if (strcmp(file[i].path, readme_name) == 0) {
      pack->readme = file[i].data;
      readme = true;
    } else {
      take_image(pack, &file[i], &pixels, f);
    }
  }
  if (total > max)
    finding_add(f, RULE_DOC_TOTAL, "", 0, finding_size(a, max), NULL);
  if (readme)
    check_readme(a, pack, f);
  else
    finding_add(f, RULE_DOC_NO_README, "", 0, NULL, NULL);
  if (f->errors != errors)
    return RES_INVALID;
  *out = pack;
  return RES_OK;
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
  const struct zipsafe_limits lim = {.entries = 300, .total = max, .entry = max, .ratio = 200, .depth = 8, .name = 200};
  struct docpack_file *file;
  struct docpack *pack;
  struct zipsafe *z;
  size_t n = 0, junk = 0, errors = f->errors;
  const char *folder;
  enum res r = zipsafe_open(a, fd, &lim, f, &z);

  if (r != RES_OK)
    return r;
  folder = folder_of(a, z);
  file = ARENA_ARRAY(a, struct docpack_file, z->n);
  for (size_t i = 0; i < z->n; i++) {
    const char *path;

    if (zipsafe_junk(z->entry[i].name)) {
      junk++;
      continue;
    }
    path = inside(z->entry[i].name, folder, f);
    if (path == NULL)
      continue;
    file[n].path = path;
    r = zipsafe_read(a, z, &z->entry[i], (size_t)max, f, &file[n++].data);
    if (r != RES_OK)
      return r;
  }
  if (junk > 0)
    finding_add(f, RULE_JUNK_SKIPPED, "", 0, arena_fmt(a, "%zu", junk), NULL);
  r = docpack_check(a, file, n, max, f, &pack);
  if (r != RES_OK || f->errors != errors)
    return RES_INVALID;
  *out = pack;
  return RES_OK;
}

/* One image made anew, of at most `left` bytes. */
static enum res encode_one(struct arena *a, struct arena *moment, const char *helper, int64_t left,
                           struct docpack_file *file, struct findings *f) {
  struct picture p;
  enum res r = picture_encode(moment, helper, file->data, DOCPACK_EDGE, PICTURE_ALIKE, &p);

  if (r == RES_UNAVAILABLE || r == RES_INTERNAL)
    return r;
  if (r != RES_OK) {
    finding_add(f, r == RES_TOO_BIG ? RULE_DOC_IMAGE_SIZE : RULE_DOC_IMAGE_CONTENT, file->path, 0, NULL, NULL);
    return RES_INVALID;
  }
  if ((int64_t)p.data.n > left)
    return RES_TOO_BIG;
  file->type = p.type;
  file->data = (struct bytes){arena_strn(a, p.data.p, p.data.n), p.data.n};
  return RES_OK;
}

enum res docpack_encode(struct arena *a, const char *helper, int64_t max, struct docpack *pack, struct findings *f) {
  struct arena *moment = arena_new(MOMENT_MAX);
  int64_t left = max;
  enum res r = RES_OK;

  for (size_t i = 0; i < pack->n && r == RES_OK; i++) {
    r = encode_one(a, moment, helper, left, &pack->image[i], f);
    arena_reset(moment);
    left -= (int64_t)pack->image[i].data.n;
    if (r == RES_TOO_BIG) {
      finding_add(f, RULE_DOC_TOTAL, pack->image[i].path, 0, finding_size(a, max), NULL);
      r = RES_INVALID;
    }
  }
  arena_free(moment);
  return r;
}
