/* The documentation of a plugin: one README.md and the images it shows, from a zip or from a version's package.
 *
 * A zip holds the files of doc/ themselves or one folder with them. Next to README.md only PNG, JPEG, GIF and WebP
 * images are taken, in folders too; the README may show images of the pack only and link to http and https only.
 * Source: domain.md section 2 "Doc". */
#ifndef DOMAIN_DOCPACK_H
#define DOMAIN_DOCPACK_H

#include "base/arena.h"
#include "base/result.h"
#include "domain/finding.h"
#include "domain/zipsafe.h"

#include <stdint.h>

enum {
  DOCPACK_IMAGES_MAX = 100,
  DOCPACK_PIXELS_MAX = 64 << 20, /* of all images together */
  DOCPACK_EDGE = 1600            /* of an image as it is shown */
};

struct docpack_file {
  const char *path; /* relative to README.md's folder */
  struct bytes data;
  const char *type; /* by content; set by the checks */
  int64_t left_out; /* bytes that were not read, because all is too big then; 0 for a file that is here */
};

struct docpack {
  struct bytes readme;
  struct docpack_file *image; /* n of them, in the order of their names */
  size_t n;
};

/* One checker for every way in: docpack_read for a zip of its own, docpack_entries for doc/ of a package that is open, and
 * docpack_check for files in memory; what is kept already is checked by doc_check (doc.h). Each rule of domain.md
 * section 2 "Doc" is a finding of its own (RULE_DOC_…), with its file and, for the README, its line; all files are looked at,
 * whatever was found before, so that the list is whole.
 * RES_OK: *out is set; `f` may hold warnings. RES_INVALID: `f` got at least one error. `max` bytes may be unpacked
 * (conf.h doc_max); what is more is refused by RULE_DOC_TOTAL and not read. */

/* A zip. The content lives in the arena, so it needs room for `max` and 6 MB. */
MUST_USE enum res docpack_read(struct arena *a, int fd, int64_t max, struct findings *f, struct docpack **out);
/* `n` files of an open zip, under the path that they have in the folder. */
struct docpack_entry {
  const char *path;
  const struct zipsafe_entry *entry;
};
MUST_USE enum res docpack_entries(struct arena *a, struct zipsafe *z, const struct docpack_entry *entry, size_t n,
                                  int64_t max, struct findings *f, struct docpack **out);
/* `n` files that are there already; the bytes are not copied. */
MUST_USE enum res docpack_check(struct arena *a, const struct docpack_file *file, size_t n, int64_t max,
                                struct findings *f, struct docpack **out);

/* Make every image anew in the helper (picture.h), neither edge above DOCPACK_EDGE: type and data are replaced; moving
 * pictures keep their first frame. All images together stay within `max` bytes. RES_INVALID: `f` names the image;
 * RES_UNAVAILABLE: the helper could not be run. */
MUST_USE enum res docpack_encode(struct arena *a, const char *helper, int64_t max, struct docpack *pack,
                                 struct findings *f);

/* The image at exactly that path, NULL when there is none. */
const struct docpack_file *docpack_image(const struct docpack *pack, const char *path);

#endif
