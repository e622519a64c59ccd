/* The picture helper through its caller's side: real images of every kind in, fresh ones out; broken, huge and foreign
 * bytes refused; and a helper that hangs, dies, lies or is not there. */
#define _GNU_SOURCE 1 /* memmem */
#include "domain/image_head.h"
#include "domain/picture.h"

#include <gd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

typedef void *writer(gdImagePtr im, int *n);

static void *as_jpeg(gdImagePtr im, int *n) { return gdImageJpegPtr(im, n, 90); }

/* Left half red, right half green with half transparency where the format has it. */
static struct bytes made(struct arena *a, writer *write, int w, int h) {
  gdImagePtr im = gdImageCreateTrueColor(w, h);
  int n = 0;
  void *p;
  struct bytes out;

  gdImageAlphaBlending(im, 0);
  gdImageSaveAlpha(im, 1);
  gdImageFilledRectangle(im, 0, 0, w / 2 - 1, h - 1, gdTrueColor(220, 0, 0));
  gdImageFilledRectangle(im, w / 2, 0, w - 1, h - 1, gdTrueColorAlpha(0, 200, 0, 64));
  p = write(im, &n);
  out = (struct bytes){arena_strn(a, p, (size_t)n), (size_t)n};
  gdFree(p);
  gdImageDestroy(im);
  return out;
}

static int pixel(const struct picture *p, int x, int y) {
  bool png = strcmp(p->type, "image/png") == 0;
  char *copy = malloc(p->data.n);
  gdImagePtr im;
  int c;

  memcpy(copy, p->data.p, p->data.n);
  im = png ? gdImageCreateFromPngPtr((int)p->data.n, copy) : gdImageCreateFromJpegPtr((int)p->data.n, copy);
  assert_non_null(im);
  assert_int_equal(gdImageSX(im), p->width);
  assert_int_equal(gdImageSY(im), p->height);
  c = gdImageGetTrueColorPixel(im, x, y);
  gdImageDestroy(im);
  free(copy);
  return c;
}

static void red(int c) {
  assert_true(gdTrueColorGetRed(c) > 190 && gdTrueColorGetGreen(c) < 40 && gdTrueColorGetAlpha(c) == 0);
}

static void kinds(void **state) {
  struct arena *a = *state;
  writer *const all[] = {gdImagePngPtr, as_jpeg, gdImageGifPtr, gdImageWebpPtr};
  struct picture p;

  for (size_t i = 0; i < 4; i++) {
    struct bytes in = made(a, all[i], 400, 200);

    assert_int_equal(picture_encode(a, IMAGE_HELPER, in, 100, PICTURE_PNG, &p), RES_OK);
    assert_string_equal(p.type, "image/png");
    assert_int_equal(p.width, 100);
    assert_int_equal(p.height, 50);
    red(pixel(&p, 10, 25));
    assert_int_equal(picture_encode(a, IMAGE_HELPER, in, 400, PICTURE_ALIKE, &p), RES_OK);
    assert_string_equal(p.type, i == 1 ? "image/jpeg" : "image/png");
    assert_int_equal(p.width, 400); /* never scaled up */
    assert_int_equal(p.height, 200);
  }
  assert_int_equal(picture_encode(a, IMAGE_HELPER, made(a, gdImagePngPtr, 40, 20), 100, PICTURE_PNG, &p), RES_OK);
  assert_int_equal(p.width, 40);
  assert_int_equal(gdTrueColorGetAlpha(pixel(&p, 30, 10)), 64); /* transparency is kept */
  assert_int_equal(picture_encode(a, IMAGE_HELPER, made(a, gdImagePngPtr, 4000, 2), 100, PICTURE_PNG, &p), RES_OK);
  assert_int_equal(p.height, 1); /* never nothing */
}

static void upright(void **state) {
  static const char exif[] = "\xff\xe1\0\x22"
                             "Exif\0\0II\x2a\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0\6\0\0\0\0\0\0\0";
  struct arena *a = *state;
  struct bytes in = made(a, as_jpeg, 64, 32);
  struct buf b = buf_new(a, 1 << 20);
  struct picture p;

  buf_add(&b, in.p, 2);
  buf_add(&b, exif, sizeof exif - 1);
  buf_add(&b, (const char *)in.p + 2, in.n - 2);
  assert_int_equal(picture_encode(a, IMAGE_HELPER, (struct bytes){b.p, b.n}, 64, PICTURE_ALIKE, &p), RES_OK);
  assert_int_equal(p.width, 32);
  assert_int_equal(p.height, 64);
  red(pixel(&p, 16, 8)); /* what was left is on top after a quarter turn clockwise */
  assert_null(memmem(p.data.p, p.data.n, "Exif", 4));
}

static void foreign(void **state) {
  struct arena *a = *state;
  struct picture p;

  assert_int_equal(picture_encode(a, IMAGE_HELPER, (struct bytes){NULL, 0}, 100, PICTURE_PNG, &p), RES_TYPE);
  assert_int_equal(picture_encode(a, IMAGE_HELPER, bytes_of("<svg onload='alert(1)'/>"), 100, PICTURE_PNG, &p),
                   RES_TYPE);
  assert_int_equal(picture_encode(a, IMAGE_HELPER, bytes_of("PK\3\4"), 100, PICTURE_PNG, &p), RES_TYPE);
}

static void broken(void **state) {
  struct arena *a = *state;
  writer *const all[] = {gdImagePngPtr, as_jpeg, gdImageGifPtr, gdImageWebpPtr};
  struct picture p;

  for (size_t i = 0; i < 4; i++) {
    struct bytes in = made(a, all[i], 300, 300);
    enum res r;

    in.n = in.n < 80 ? 40 : 60;
    r = picture_encode(a, IMAGE_HELPER, in, 100, PICTURE_PNG, &p);
    if (r != RES_INVALID && r != RES_TYPE)
      fail_msg("cut image %zu gave %s", i, res_code(r));
  }
}

static struct bytes png_of(struct arena *a, uint32_t w, uint32_t h) {
  struct bytes in = made(a, gdImagePngPtr, 8, 8);
  unsigned char *u = (unsigned char *)(uintptr_t)in.p;

  for (int i = 0; i < 4; i++) {
    u[16 + i] = (unsigned char)(w >> (24 - 8 * i));
    u[20 + i] = (unsigned char)(h >> (24 - 8 * i));
  }
  return in;
}

static void large(void **state) {
  struct arena *a = *state;
  struct picture p;

  assert_int_equal(picture_encode(a, IMAGE_HELPER, png_of(a, 4097, 1), 100, PICTURE_PNG, &p), RES_TOO_BIG);
  assert_int_equal(picture_encode(a, IMAGE_HELPER, png_of(a, 1, 4097), 100, PICTURE_PNG, &p), RES_TOO_BIG);
  assert_int_equal(picture_encode(a, IMAGE_HELPER, png_of(a, 60000, 60000), 100, PICTURE_PNG, &p), RES_TOO_BIG);
  assert_int_equal(picture_encode(a, IMAGE_HELPER, png_of(a, 0xffffffff, 0xffffffff), 100, PICTURE_PNG, &p),
                   RES_TOO_BIG);
  assert_int_equal(picture_encode(a, IMAGE_HELPER, png_of(a, 4096, 4096), 100, PICTURE_PNG, &p), RES_INVALID);
  assert_int_equal(picture_encode(a, IMAGE_HELPER, (struct bytes){"", PICTURE_IN_MAX + 1}, 100, PICTURE_PNG, &p),
                   RES_TOO_BIG);
  /* The largest that is taken: a few KB that unpack to 64 MB. */
  assert_int_equal(picture_encode(a, IMAGE_HELPER, made(a, gdImagePngPtr, 4096, 4096), 256, PICTURE_PNG, &p), RES_OK);
  assert_int_equal(p.width, 256);
}

static void from_file(void **state) {
  struct arena *a = *state;
  struct bytes in = made(a, gdImagePngPtr, 30, 30);
  FILE *f = tmpfile();
  struct picture p;

  assert_int_equal(picture_encode_fd(a, IMAGE_HELPER, fileno(f), 100, PICTURE_PNG, &p), RES_TYPE);
  assert_int_equal(fwrite(in.p, 1, in.n, f), in.n);
  fflush(f);
  assert_int_equal(picture_encode_fd(a, IMAGE_HELPER, fileno(f), 100, PICTURE_PNG, &p), RES_OK);
  assert_int_equal(p.width, 30);
  assert_int_equal(ftruncate(fileno(f), PICTURE_IN_MAX + 1), 0);
  assert_int_equal(picture_encode_fd(a, IMAGE_HELPER, fileno(f), 100, PICTURE_PNG, &p), RES_TOO_BIG);
  fclose(f);
}

/* A helper made of shell lines. */
static const char *fake(struct arena *a, const char *lines) {
  char *path = arena_str(a, "/tmp/plugshelf-helper-XXXXXX");
  int fd = mkstemp(path);

  assert_true(fd >= 0);
  assert_true(dprintf(fd, "#!/bin/sh\n%s\n", lines) > 0);
  fchmod(fd, 0700);
  close(fd);
  return path;
}

static enum res with(struct arena *a, const char *lines, size_t n) {
  const char *path = fake(a, lines);
  struct picture p;
  enum res r = picture_encode(a, path, (struct bytes){arena_alloc(a, n), n}, 10, PICTURE_PNG, &p);

  unlink(path);
  return r;
}

static void bad_helper(void **state) {
  struct arena *a = *state;
  struct picture p;

  assert_int_equal(picture_encode(a, "/nonexistent/helper", bytes_of("x"), 10, PICTURE_PNG, &p), RES_UNAVAILABLE);
  assert_int_equal(with(a, "exit 0", 10), RES_UNAVAILABLE);
  assert_int_equal(with(a, "echo this is no image", 10), RES_UNAVAILABLE);
  assert_int_equal(with(a, "exit 127", 10), RES_UNAVAILABLE);
  assert_int_equal(with(a, "exit 2", 4 << 20), RES_TYPE); /* it dies while it is being written to */
  assert_int_equal(with(a, "kill -9 $$", 4 << 20), RES_INVALID);
  assert_int_equal(with(a, "cat /dev/zero", 10), RES_TOO_BIG);
}

static void hangs(void **state) {
  time_t before = time(NULL);

  assert_int_equal(with(*state, "exec sleep 60", 10), RES_INVALID);
  assert_in_range(time(NULL) - before, 9, 14);
}

static void icons(void **state) {
  struct arena *a = *state;
  struct picture one, again, other, blank;

  assert_int_equal(picture_draw_icon(a, IMAGE_HELPER, "会员积分", 256, &one), RES_OK);
  assert_int_equal(picture_draw_icon(a, IMAGE_HELPER, "会员积分", 256, &again), RES_OK);
  assert_int_equal(picture_draw_icon(a, IMAGE_HELPER, "快递查询", 256, &other), RES_OK);
  assert_int_equal(picture_draw_icon(a, IMAGE_HELPER, NULL, 256, &blank), RES_OK);
  assert_int_equal(one.width, 256);
  assert_string_equal(one.type, "image/png");
  assert_true(bytes_same(one.data, again.data));
  assert_false(bytes_same(one.data, other.data));
  assert_false(bytes_same(one.data, blank.data));
  assert_int_equal(picture_draw_icon(a, IMAGE_HELPER, "x", 16, &one), RES_OK);
  assert_int_equal(picture_draw_icon(a, IMAGE_HELPER, "x", 512, &one), RES_OK);
  assert_int_equal(picture_draw_icon(a, IMAGE_HELPER, "x", 15, &one), RES_UNAVAILABLE);
  assert_int_equal(picture_draw_icon(a, IMAGE_HELPER, "x", 513, &one), RES_UNAVAILABLE);
}

static void words(void **state) {
  (void)state;
  assert_non_null(picture_words(RES_TYPE));
  assert_non_null(picture_words(RES_TOO_BIG));
  assert_non_null(picture_words(RES_INVALID));
  assert_null(picture_words(RES_OK));
  assert_null(picture_words(RES_UNAVAILABLE));
}

static int start(void **state) {
  *state = arena_new(256 << 20);
  return 0;
}

static int stop(void **state) {
  arena_free(*state);
  return 0;
}

#define T(fn) cmocka_unit_test_setup_teardown(fn, start, stop)

int main(void) {
  const struct CMUnitTest tests[] = {T(kinds),     T(upright),    T(foreign), T(broken), T(large),
                                     T(from_file), T(bad_helper), T(hangs),   T(icons),  T(words)};

  return cmocka_run_group_tests(tests, NULL, NULL);
}
