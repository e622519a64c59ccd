/* Four formats, one function each. A reader hands out zero beyond the end, so that a cut header fails its own checks
 * instead of needing one in front of every read. */
#include "domain/image_head.h"

#include <string.h>

static uint32_t byte_at(struct bytes in, size_t at) { return at < in.n ? ((const unsigned char *)in.p)[at] : 0; }

static uint32_t big(struct bytes in, size_t at, int n) {
  uint32_t v = 0;

  for (int i = 0; i < n; i++)
    v = v << 8 | byte_at(in, at + (size_t)i);
  return v;
}

static uint32_t little(struct bytes in, size_t at, int n) {
  uint32_t v = 0;

  for (int i = n - 1; i >= 0; i--)
    v = v << 8 | byte_at(in, at + (size_t)i);
  return v;
}

static bool holds(struct bytes in, size_t at, const char *s, size_t n) {
  return at <= in.n && n <= in.n - at && memcmp((const char *)in.p + at, s, n) == 0;
}

static bool head_png(struct bytes in, struct image_head *out) {
  if (!holds(in, 0, "\x89PNG\r\n\x1a\n", 8) || !holds(in, 12, "IHDR", 4))
    return false;
  out->kind = IMAGE_PNG;
  out->width = big(in, 16, 4);
  out->height = big(in, 20, 4);
  return true;
}

static bool head_gif(struct bytes in, struct image_head *out) {
  if (!holds(in, 0, "GIF87a", 6) && !holds(in, 0, "GIF89a", 6))
    return false;
  out->kind = IMAGE_GIF;
  out->width = little(in, 6, 2);
  out->height = little(in, 8, 2);
  return true;
}

static bool head_webp(struct bytes in, struct image_head *out) {
  if (!holds(in, 0, "RIFF", 4) || !holds(in, 8, "WEBP", 4))
    return false;
  out->kind = IMAGE_WEBP;
  if (holds(in, 12, "VP8 ", 4) && holds(in, 23, "\x9d\x01\x2a", 3)) {
    out->width = little(in, 26, 2) & 0x3fff;
    out->height = little(in, 28, 2) & 0x3fff;
  } else if (holds(in, 12, "VP8L", 4) && holds(in, 20, "\x2f", 1) && in.n >= 25) {
    uint32_t bits = little(in, 21, 4);

    out->width = (bits & 0x3fff) + 1;
    out->height = (bits >> 14 & 0x3fff) + 1;
  } else if (holds(in, 12, "VP8X", 4) && in.n >= 30) {
    out->width = little(in, 24, 3) + 1;
    out->height = little(in, 27, 3) + 1;
  }
  return true;
}

/* The orientation of an Exif segment of `n` bytes at `at`; 1 when it says none. */
static int exif_orientation(struct bytes in, size_t at, size_t n) {
  struct bytes tiff;
  uint32_t (*get)(struct bytes, size_t, int);
  size_t dir, count;

  if (n < 14 || !holds(in, at, "Exif\0\0", 6) || n > in.n - at)
    return 1;
  tiff = (struct bytes){(const char *)in.p + at + 6, n - 6};
  get = holds(tiff, 0, "II", 2) ? little : big;
  dir = get(tiff, 4, 4);
  count = get(tiff, dir, 2);
  for (size_t i = 0; i < count && dir + 2 + i * 12 < tiff.n; i++) {
    size_t entry = dir + 2 + i * 12;

    if (get(tiff, entry, 2) == 0x0112) {
      uint32_t v = get(tiff, entry + 8, 2);

      return v >= 1 && v <= 8 ? (int)v : 1;
    }
  }
  return 1;
}

static bool jpeg_start_of_frame(uint32_t marker) {
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

static bool head_jpeg(struct bytes in, struct image_head *out) {
  size_t at = 2;

  if (!holds(in, 0, "\xff\xd8\xff", 3))
    return false;
  out->kind = IMAGE_JPEG;
  while (at + 4 <= in.n && byte_at(in, at) == 0xff) {
    uint32_t marker = byte_at(in, at + 1);
    size_t n = big(in, at + 2, 2);

    if (marker == 0xff) { /* fill byte */
      at++;
      continue;
    }
    if (marker == 0xda || marker == 0xd9 || n < 2)
      break;
    if (marker == 0xe1 && out->orientation == 1)
      out->orientation = exif_orientation(in, at + 4, n - 2);
    if (jpeg_start_of_frame(marker)) {
      out->height = big(in, at + 5, 2);
      out->width = big(in, at + 7, 2);
      break;
    }
    at += 2 + n;
  }
  return true;
}

bool image_head(struct bytes in, struct image_head *out) {
  *out = (struct image_head){.orientation = 1};
  if (!head_png(in, out) && !head_gif(in, out) && !head_webp(in, out) && !head_jpeg(in, out))
    return false;
  return out->width > 0 && out->height > 0;
}

static const struct {
  const char *type, *ending;
} kinds[IMAGE_KIND__MAX] = {
    [IMAGE_PNG] = {"image/png", "png"},
    [IMAGE_JPEG] = {"image/jpeg", "jpg"},
    [IMAGE_GIF] = {"image/gif", "gif"},
    [IMAGE_WEBP] = {"image/webp", "webp"},
};

const char *image_type(enum image_kind kind) { return kinds[kind].type; }

const char *image_ending(enum image_kind kind) { return kinds[kind].ending; }
