/* Tags of a version: typed into one field, separated by 、 , ， or blanks. domain.md section 2 "Version submission". */
#ifndef DOMAIN_TAGS_H
#define DOMAIN_TAGS_H

#include "base/arena.h"

#include <stddef.h>

enum { TAGS_MAX = 5, TAG_POINTS = 10 };

/* Take a text apart and put it together with 、 between; a tag that came already (text_key) is left out. *n is their
 * number, 0 for an empty text. NULL: fine, *out is set. Otherwise what to do, in Chinese for tr(). */
const char *tags_read(struct arena *a, const char *text, const char **out, size_t *n);
/* The tags of a kept text as an array in the arena, at most TAGS_MAX. NULL is allowed. */
size_t tags_split(struct arena *a, const char *kept, const char ***out);

#endif
