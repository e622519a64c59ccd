/* A place in a list that is ordered newest first: lists page by key, never by counting rows off. */
#ifndef DOMAIN_PLACE_H
#define DOMAIN_PLACE_H

#include "base/arena.h"

#include <stdint.h>

/* What stood there. All zero: the beginning. */
struct place {
  int64_t at, id;
};

/* "1790000000-1234567890123456", for after= and before=. */
const char *place_text(struct arena *a, int64_t at, int64_t id);
/* The beginning for NULL and for anything that place_text does not make. */
struct place place_parse(const char *s);

#endif
