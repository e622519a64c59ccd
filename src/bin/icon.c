/* The seed's hash (FNV-1a, then a xorshift) chooses a colour pair, one of eight figures and its turn, so that a list
 * of icons reads as different things. Drawn four times too large and scaled down: gd has no smooth filled shapes. */
#include "bin/icon.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

enum { SMOOTH = 4, FIGURES = 8, COLOURS = 12 };

struct canvas {
  gdImagePtr im;
  int edge; /* pixels */
  int paper, ink, tint;
  double turn; /* radians */
};

/* Dark enough for white on them: every pair passes 4.5:1. */
static const uint32_t colours[COLOURS] = {0x0958d9, 0x1f6b2c, 0x531dab, 0xa8071a, 0x7a4d00, 0x00606b,
                                          0xad1457, 0x37474f, 0x3949ab, 0x8a3324, 0x2e5a88, 0x5b6300};

static uint32_t next(uint32_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 17;
  *state ^= *state << 5;
  return *state;
}

static int colour(gdImagePtr im, uint32_t rgb) {
  return gdImageColorAllocate(im, (int)(rgb >> 16 & 255), (int)(rgb >> 8 & 255), (int)(rgb & 255));
}

/* A regular polygon (or star, with inner < 1) around (x, y); lengths in parts of the edge. */
static void polygon(const struct canvas *c, double x, double y, double r, int corners, double inner, int ink) {
  gdPoint p[32];
  int n = inner < 1 ? corners * 2 : corners;

  for (int i = 0; i < n; i++) {
    double angle = c->turn + 2 * M_PI * i / n - M_PI / 2, length = (inner < 1 && i % 2 == 1 ? r * inner : r) * c->edge;

    p[i] = (gdPoint){(int)lround(x * c->edge + cos(angle) * length), (int)lround(y * c->edge + sin(angle) * length)};
  }
  gdImageFilledPolygon(c->im, p, n, ink);
}

static void disc(const struct canvas *c, double x, double y, double r, int ink) {
  gdImageFilledEllipse(c->im, (int)(x * c->edge), (int)(y * c->edge), (int)(2 * r * c->edge), (int)(2 * r * c->edge),
                       ink);
}

static void box(const struct canvas *c, double x, double y, double w, double h, int ink) {
  gdImageFilledRectangle(c->im, (int)(x * c->edge), (int)(y * c->edge), (int)((x + w) * c->edge),
                         (int)((y + h) * c->edge), ink);
}

static void rings(const struct canvas *c) {
  disc(c, 0.5, 0.5, 0.34, c->ink);
  disc(c, 0.5, 0.5, 0.24, c->paper);
  disc(c, 0.5 + 0.29 * cos(c->turn), 0.5 + 0.29 * sin(c->turn), 0.1, c->tint);
}

static void bars(const struct canvas *c) {
  for (int i = 0; i < 4; i++) {
    double h = 0.18 + 0.13 * ((i * 3 + (int)(c->turn * 4)) % 4);

    box(c, 0.2 + 0.16 * i, 0.8 - h, 0.11, h, i % 2 == 0 ? c->ink : c->tint);
  }
}

static void tiles(const struct canvas *c) {
  for (int i = 0; i < 4; i++)
    box(c, 0.22 + 0.3 * (i % 2), 0.22 + 0.3 * (i / 2), 0.25, 0.25, i == (int)(c->turn * 4) % 4 ? c->tint : c->ink);
}

static void moon(const struct canvas *c) {
  disc(c, 0.5, 0.5, 0.33, c->ink);
  disc(c, 0.5 + 0.14 * cos(c->turn), 0.5 + 0.14 * sin(c->turn), 0.26, c->paper);
}

static void flower(const struct canvas *c) {
  for (int i = 0; i < 6; i++)
    disc(c, 0.5 + 0.2 * cos(c->turn + i * M_PI / 3), 0.5 + 0.2 * sin(c->turn + i * M_PI / 3), 0.13, c->ink);
  disc(c, 0.5, 0.5, 0.12, c->tint);
}

static void star(const struct canvas *c) { polygon(c, 0.5, 0.52, 0.38, 5, 0.45, c->ink); }

static void gem(const struct canvas *c) {
  polygon(c, 0.5, 0.5, 0.36, 6, 1, c->ink);
  polygon(c, 0.5, 0.5, 0.2, 3, 1, c->tint);
}

static void diamond(const struct canvas *c) {
  polygon(c, 0.5, 0.5, 0.38, 4, 1, c->ink);
  disc(c, 0.5, 0.5, 0.13, c->tint);
}

/* A piece of a puzzle: what every plugin without a picture shows. */
static void puzzle(const struct canvas *c) {
  box(c, 0.24, 0.32, 0.44, 0.44, c->ink);
  disc(c, 0.46, 0.3, 0.09, c->ink);
  disc(c, 0.7, 0.54, 0.09, c->ink);
  disc(c, 0.46, 0.74, 0.09, c->paper);
  disc(c, 0.26, 0.54, 0.09, c->paper);
}

static void seeded(struct canvas *c, const char *seed) {
  static void (*const figure[FIGURES])(const struct canvas *) = {rings, bars, tiles, moon, flower, star, gem, diamond};
  uint32_t h = 2166136261U;

  for (; *seed != '\0'; seed++)
    h = (h ^ (unsigned char)*seed) * 16777619U;
  h = h == 0 ? 1 : h;
  next(&h);
  c->paper = colour(c->im, colours[next(&h) % COLOURS]);
  gdImageFill(c->im, 0, 0, c->paper);
  c->tint = colour(c->im, colours[next(&h) % COLOURS] | 0xa0a0a0);
  c->turn = next(&h) % 628 / 100.0;
  figure[next(&h) % FIGURES](c);
}

gdImagePtr icon_draw(const char *seed, int size) {
  struct canvas c = {.im = gdImageCreateTrueColor(size * SMOOTH, size * SMOOTH), .edge = size * SMOOTH};
  gdImagePtr out = gdImageCreateTrueColor(size, size);

  if (c.im != NULL && out != NULL) {
    c.ink = colour(c.im, 0xffffff);
    if (seed != NULL) {
      seeded(&c, seed);
    } else {
      c.paper = colour(c.im, 0x868e99);
      gdImageFill(c.im, 0, 0, c.paper);
      puzzle(&c);
    }
    gdImageCopyResampled(out, c.im, 0, 0, 0, 0, size, size, c.edge, c.edge);
  }
  if (c.im != NULL)
    gdImageDestroy(c.im);
  return out;
}
