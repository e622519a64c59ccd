/* Image headers: every format, every prefix of it, and hostile bytes. */
#include "domain/image_head.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define BYTES(s) ((struct bytes){(s), sizeof(s) - 1})

static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\2\0\0\0\x40\x08\6\0\0\0";
static const char gif[] = "GIF89a\x10\1\x20\0\0\0\0";
static const char jpeg[] = "\xff\xd8\xff\xe0\0\4ab\xff\xff\xe1\0\x22"
                           "Exif\0\0II\x2a\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0\6\0\0\0\0\0\0\0"
                           "\xff\xc2\0\x11\x08\0\x30\1\0\3";
static const char webp_lossy[] = "RIFF\0\0\0\0WEBPVP8 \0\0\0\0abc\x9d\x01\x2a\x40\0\x20\x40";
static const char webp_lossless[] = "RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\x3f\xc0\7\0";
static const char webp_extended[] = "RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0\x3f\0\0\x1f\0\0";

static void is(struct bytes in, enum image_kind kind, int64_t w, int64_t h, int orientation) {
  struct image_head head;

  assert_true(image_head(in, &head));
  assert_int_equal(head.kind, kind);
  assert_int_equal(head.width, w);
  assert_int_equal(head.height, h);
  assert_int_equal(head.orientation, orientation);
}

static void formats(void **state) {
  (void)state;
  is(BYTES(png), IMAGE_PNG, 258, 64, 1);
  is(BYTES(gif), IMAGE_GIF, 272, 32, 1);
  is(BYTES(jpeg), IMAGE_JPEG, 256, 48, 6);
  is(BYTES(webp_lossy), IMAGE_WEBP, 64, 32, 1);
  is(BYTES(webp_lossless), IMAGE_WEBP, 64, 32, 1);
  is(BYTES(webp_extended), IMAGE_WEBP, 64, 32, 1);
}

/* Cut anywhere, a header is refused or says the same: it never reads beyond its end. */
static void cut(void **state) {
  static const struct bytes all[] = {{png, 24},        {gif, 10},           {jpeg, sizeof jpeg - 2},
                                     {webp_lossy, 30}, {webp_lossless, 25}, {webp_extended, 30}};
  char copy[128];

  (void)state;
  for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
    for (size_t n = 0; n <= all[i].n; n++) {
      struct image_head head;
      char *at = copy + sizeof copy - n;

      memcpy(at, all[i].p, n);
      if (image_head((struct bytes){at, n}, &head) != (n == all[i].n) && n + 2 < all[i].n)
        fail_msg("format %zu cut at %zu", i, n);
    }
}

static void refused(void **state) {
  struct image_head head;
  static const char no_width[] = "GIF89a\0\0\x20\0\0\0\0";
  static const char svg[] = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
  static const char bmp[] = "BM\0\0\0\0\0\0\0\0";
  static const char no_frame[] = "\xff\xd8\xff\xe0\0\4ab\xff\xda\0\0";
  static const char short_segment[] = "\xff\xd8\xff\xe0\0\0\0\0\0\0\0\0";
  static const char exif_far[] = "\xff\xd8\xff\xe1\0\x10"
                                 "Exif\0\0MM\0\x2a\xff\xff\xff\xff"
                                 "\xff\xc0\0\x11\x08\0\1\0\1";

  (void)state;
  assert_false(image_head((struct bytes){NULL, 0}, &head));
  assert_false(image_head(BYTES(no_width), &head));
  assert_false(image_head(BYTES(svg), &head));
  assert_false(image_head(BYTES(bmp), &head));
  assert_false(image_head(BYTES(no_frame), &head));
  assert_false(image_head(BYTES(short_segment), &head));
  is(BYTES(exif_far), IMAGE_JPEG, 1, 1, 1);
}

static void names(void **state) {
  (void)state;
  assert_string_equal(image_type(IMAGE_JPEG), "image/jpeg");
  assert_string_equal(image_ending(IMAGE_JPEG), "jpg");
  assert_string_equal(image_type(IMAGE_WEBP), "image/webp");
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(formats), cmocka_unit_test(cut), cmocka_unit_test(refused),
                                     cmocka_unit_test(names)};

  return cmocka_run_group_tests(tests, NULL, NULL);
}
