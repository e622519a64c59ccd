/* Icons of simple shapes, for demo data and for what has no picture. */
#ifndef BIN_ICON_H
#define BIN_ICON_H

#include <gd.h>

/* A true-colour square of `size` pixels: background and shapes follow from the seed alone; NULL: the neutral one. To be
 * destroyed by the caller; NULL when there is no memory. */
gdImagePtr icon_draw(const char *seed, int size);

#endif
