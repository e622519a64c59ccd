/* plugshelf-image: decodes one image from people and writes a fresh one, or draws an icon.
 *
 *     plugshelf-image EDGE png|alike < image > image
 *     plugshelf-image --icon SEED SIZE > image        plugshelf-image --blank SIZE > image
 *
 * Everything that could go wrong with a hostile file goes wrong here: limits on memory, time, output, files and
 * processes are set before the first byte is read, and the size is known from the header before a decoder runs. Exit
 * codes: domain/picture.h. */
#include "bin/icon.h"
#include "domain/image_head.h"
#include "domain/picture.h"

#include <gd.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

enum { MEMORY = 512 << 20, SECONDS = 8, JPEG_QUALITY = 86, PNG_LEVEL = 7 };

static bool limit(int what, rlim_t n) {
  struct rlimit r = {n, n};

  return setrlimit((__rlimit_resource_t)what, &r) == 0;
}

/* AddressSanitizer's shadow wants address space, and its leak checker files and a look at the process itself. */
static bool confine_memory(void) {
#ifdef __SANITIZE_ADDRESS__
  return limit(RLIMIT_NOFILE, 256);
#else
  return limit(RLIMIT_AS, MEMORY) && limit(RLIMIT_NOFILE, 8) && prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
#endif
}

/* Less than the caller's rights, for good. */
static bool confine(void) {
  return confine_memory() && limit(RLIMIT_CPU, SECONDS) && limit(RLIMIT_FSIZE, PICTURE_OUT_MAX) &&
         limit(RLIMIT_NPROC, 0) && limit(RLIMIT_CORE, 0) && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}

/* All of stdin; false when there are more than PICTURE_IN_MAX bytes. */
static bool read_all(unsigned char *to, size_t *n) {
  ssize_t got;

  *n = 0;
  while ((got = read(STDIN_FILENO, to + *n, PICTURE_IN_MAX + 1 - *n)) != 0) {
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0 || *n + (size_t)got > PICTURE_IN_MAX)
      return false;
    *n += (size_t)got;
  }
  return true;
}

static int write_all(const void *from, size_t n) {
  const char *p = from;

  if (from == NULL)
    return PICTURE_EXIT_BROKEN;
  if (n > PICTURE_OUT_MAX)
    return PICTURE_EXIT_LARGE;
  while (n > 0) {
    ssize_t put = write(STDOUT_FILENO, p, n);

    if (put < 0 && errno == EINTR)
      continue;
    if (put < 0)
      return PICTURE_EXIT_OUTPUT;
    p += put;
    n -= (size_t)put;
  }
  return PICTURE_EXIT_OK;
}

static gdImagePtr decode(const struct image_head *head, void *p, int n) {
  switch (head->kind) {
  case IMAGE_PNG:
    return gdImageCreateFromPngPtr(n, p);
  case IMAGE_JPEG:
    return gdImageCreateFromJpegPtrEx(n, p, 0);
  case IMAGE_GIF:
    return gdImageCreateFromGifPtr(n, p);
  case IMAGE_WEBP:
    return gdImageCreateFromWebpPtr(n, p);
  case IMAGE_KIND__MAX:
    break;
  }
  return NULL;
}

/* Turn the picture the way its Exif orientation says: the metadata that said so is about to be lost. */
static gdImagePtr upright(gdImagePtr im, int orientation) {
  static const float angle[9] = {[5] = 270, [6] = 270, [7] = 90, [8] = 90}; /* counter-clockwise */
  gdImagePtr turned;

  if (orientation == 2)
    gdImageFlipHorizontal(im);
  else if (orientation == 3)
    gdImageFlipBoth(im);
  else if (orientation == 4)
    gdImageFlipVertical(im);
  if (orientation < 5)
    return im;
  turned = gdImageRotateInterpolated(im, angle[orientation], 0);
  gdImageDestroy(im);
  if (turned != NULL && (orientation == 5 || orientation == 7))
    gdImageFlipHorizontal(turned);
  return turned;
}

/* The picture in true colour on a clean canvas with neither edge above `edge`. */
static gdImagePtr redraw(gdImagePtr from, int edge) {
  int w = gdImageSX(from), h = gdImageSY(from), longer = w > h ? w : h;
  int to_w = w, to_h = h;
  gdImagePtr to;

  if (longer > edge) {
    to_w = (int)((int64_t)w * edge / longer);
    to_h = (int)((int64_t)h * edge / longer);
  }
  to_w = to_w < 1 ? 1 : to_w;
  to_h = to_h < 1 ? 1 : to_h;
  if (!gdImageTrueColor(from) && gdImagePaletteToTrueColor(from) == 0)
    return NULL;
  to = gdImageCreateTrueColor(to_w, to_h);
  if (to == NULL)
    return NULL;
  gdImageAlphaBlending(to, 0);
  gdImageSaveAlpha(to, 1);
  if (longer > edge)
    gdImageCopyResampled(to, from, 0, 0, 0, 0, to_w, to_h, w, h);
  else
    gdImageCopy(to, from, 0, 0, 0, 0, w, h);
  return to;
}

static int put(gdImagePtr im, enum image_kind as) {
  int n = 0;
  void *p = as == IMAGE_JPEG ? gdImageJpegPtr(im, &n, JPEG_QUALITY) : gdImagePngPtrEx(im, &n, PNG_LEVEL);
  int code = write_all(p, (size_t)n);

  gdFree(p);
  return code;
}

static int convert(unsigned char *data, int edge, bool alike) {
  struct image_head head;
  gdImagePtr im, fresh;
  size_t n;
  int code;

  if (!read_all(data, &n))
    return PICTURE_EXIT_LARGE;
  if (!image_head((struct bytes){data, n}, &head))
    return PICTURE_EXIT_KIND;
  if (head.width > PICTURE_EDGE_MAX || head.height > PICTURE_EDGE_MAX || head.width * head.height > PICTURE_PIXELS_MAX)
    return PICTURE_EXIT_LARGE;
  im = decode(&head, data, (int)n);
  if (im == NULL || (im = upright(im, head.orientation)) == NULL)
    return PICTURE_EXIT_BROKEN;
  fresh = redraw(im, edge);
  gdImageDestroy(im);
  if (fresh == NULL)
    return PICTURE_EXIT_BROKEN;
  code = put(fresh, alike && head.kind == IMAGE_JPEG ? IMAGE_JPEG : IMAGE_PNG);
  gdImageDestroy(fresh);
  return code;
}

static int draw(const char *seed, int size) {
  gdImagePtr im = icon_draw(seed, size);
  int code;

  if (im == NULL)
    return PICTURE_EXIT_OUTPUT;
  code = put(im, IMAGE_PNG);
  gdImageDestroy(im);
  return code;
}

static void quiet(int priority, const char *format, va_list args) {
  (void)priority;
  (void)format;
  (void)args;
}

static int number(const char *s, int low, int high) {
  char *end;
  long v = strtol(s, &end, 10);

  return *s == '\0' || *end != '\0' || v < low || v > high ? -1 : (int)v;
}

int main(int argc, char **argv) {
  unsigned char *data;
  int code;

  if (!confine())
    return PICTURE_EXIT_USAGE;
  gdSetErrorMethod(quiet);
  if (argc == 4 && strcmp(argv[1], "--icon") == 0 && number(argv[3], 16, 512) > 0)
    return draw(argv[2], number(argv[3], 16, 512));
  if (argc == 3 && strcmp(argv[1], "--blank") == 0 && number(argv[2], 16, 512) > 0)
    return draw(NULL, number(argv[2], 16, 512));
  if (argc != 3 || number(argv[1], 1, PICTURE_EDGE_MAX) < 0 ||
      (strcmp(argv[2], "png") != 0 && strcmp(argv[2], "alike") != 0)) {
    fputs("usage: plugshelf-image EDGE png|alike | --icon SEED SIZE | --blank SIZE\n", stderr);
    return PICTURE_EXIT_USAGE;
  }
  data = malloc(PICTURE_IN_MAX + 1);
  if (data == NULL)
    return PICTURE_EXIT_BROKEN;
  code = convert(data, number(argv[1], 1, PICTURE_EDGE_MAX), strcmp(argv[2], "alike") == 0);
  free(data);
  return code;
}
