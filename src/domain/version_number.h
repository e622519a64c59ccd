/* Version numbers N.N.N, each part 0 to 999 (domain.md section 2 "Version"). */
#ifndef DOMAIN_VERSION_NUMBER_H
#define DOMAIN_VERSION_NUMBER_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

enum { VERSION_PART_MAX = 999 };

struct version_number {
  int64_t major, minor, patch;
};

/* True and *out set when the text is exactly three parts of 1 to 3 digits without leading zeros and not 0.0.0. NULL is
 * allowed and no number. */
bool version_parse(const char *text, struct version_number *out);
/* "1.2.3". */
const char *version_format(struct arena *a, struct version_number v);
/* < 0, 0, > 0 as x is before, the same as, after y. */
int version_compare(struct version_number x, struct version_number y);

#endif
