/* What kind of image some bytes are, and how large: read from the header, without decoding anything.
 *
 * Used before a decoder sees the bytes (security.md 20), and where only the kind matters. The name and the type that a
 * sender claims play no part. */
#ifndef DOMAIN_IMAGE_HEAD_H
#define DOMAIN_IMAGE_HEAD_H

#include "base/bytes.h"

#include <stdbool.h>
#include <stdint.h>

enum image_kind { IMAGE_PNG, IMAGE_JPEG, IMAGE_GIF, IMAGE_WEBP, IMAGE_KIND__MAX };

struct image_head {
  enum image_kind kind;
  int64_t width, height; /* pixels as stored, ≥ 1 */
  int orientation;       /* 1–8 as in Exif (JPEG); 1 where nothing is said */
};

/* True and *out set when `in` starts like a PNG, JPEG, GIF or WebP image whose header is whole and has a size. The rest
 * of the image may still be broken. */
bool image_head(struct bytes in, struct image_head *out);

/* "image/png" …, and the usual ending of a file name without its dot ("png", "jpg", "gif", "webp"). */
const char *image_type(enum image_kind kind);
const char *image_ending(enum image_kind kind);

#endif
