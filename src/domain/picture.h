/* Pictures from people, decoded and made anew outside this process.
 *
 * Hostile image files never meet a decoder here: the bytes go to plugshelf-image (conf.h image_helper), a short-lived
 * process under resource limits, which returns a fresh PNG or JPEG without metadata, scaled down to the size asked
 * for. security.md 20. */
#ifndef DOMAIN_PICTURE_H
#define DOMAIN_PICTURE_H

#include "base/arena.h"
#include "base/result.h"

#include <stdint.h>

/* The bounds of both sides, and what the helper's exit code means. */
enum {
  PICTURE_IN_MAX = 8 << 20,     /* bytes taken */
  PICTURE_OUT_MAX = 8 << 20,    /* bytes given */
  PICTURE_EDGE_MAX = 4096,      /* pixels of either edge, before decoding */
  PICTURE_PIXELS_MAX = 16 << 20 /* pixels in all, before decoding */
};
enum picture_exit {
  PICTURE_EXIT_OK = 0,
  PICTURE_EXIT_USAGE = 1,
  PICTURE_EXIT_KIND = 2,   /* not an image that is taken */
  PICTURE_EXIT_LARGE = 3,  /* bytes, edge or pixels */
  PICTURE_EXIT_BROKEN = 4, /* starts like an image and does not decode */
  PICTURE_EXIT_OUTPUT = 5  /* the result could not be written */
};

/* PNG always; or JPEG for what came as JPEG and PNG for the rest (transparency is kept, photographs stay small). */
enum picture_form { PICTURE_PNG, PICTURE_ALIKE };

struct picture {
  const char *type; /* "image/png" or "image/jpeg" */
  int64_t width, height;
  struct bytes data;
};

/* Make `in` anew with neither edge above max_edge (1…PICTURE_EDGE_MAX; never scaled up). Takes at most 10 s, then the
 * helper is killed. *out lives in the arena, which needs room for up to PICTURE_OUT_MAX bytes twice.
 * RES_TYPE: not PNG, JPEG, GIF or WebP · RES_TOO_BIG: more bytes or pixels than the bounds · RES_INVALID: broken, or it
 * took more memory or time than an image may · RES_UNAVAILABLE: the helper could not be run.
 * The process must not ignore SIGCHLD. */
MUST_USE enum res picture_encode(struct arena *a, const char *helper, struct bytes in, int max_edge,
                                 enum picture_form form, struct picture *out);
/* The same for a file, from its beginning; its position does not move. */
MUST_USE enum res picture_encode_fd(struct arena *a, const char *helper, int fd, int max_edge, enum picture_form form,
                                    struct picture *out);

/* What to tell a person after RES_TYPE, RES_TOO_BIG or RES_INVALID (a text for tr); NULL for other results. */
const char *picture_words(enum res r);

/* A square PNG of `size` pixels (16…512): an icon of simple shapes, the same for the same seed and different for
 * others; NULL seed: the neutral picture of what has none. */
MUST_USE enum res picture_draw_icon(struct arena *a, const char *helper, const char *seed, int size,
                                    struct picture *out);

#endif
