/* The headings of a Markdown text: their anchors, and the links of the text that lead to them.
 *
 * An anchor is the heading's words as code hosts make them (text_slug), so links that were written for those work here;
 * the second heading of the same words gets -1 behind it, the third -2. In the page every anchor stands behind
 * OUTLINE_PREFIX, which no id of the pages around starts with: a heading never takes one of theirs. Pure. */
#ifndef DOMAIN_OUTLINE_H
#define DOMAIN_OUTLINE_H

#include "base/arena.h"

#include <stdint.h>

#define OUTLINE_PREFIX "doc-"

enum {
  OUTLINE_MAX = 300,        /* headings with an anchor; later ones carry none */
  OUTLINE_SLUG_POINTS = 60, /* of an anchor without what makes it unique */
  OUTLINE_CONTENTS = 3      /* a text of fewer headings needs no table of contents */
};

struct heading {
  const char *title;  /* its words, not escaped; never empty */
  const char *anchor; /* without prefix, unique in its text */
  const char *slug;   /* the anchor before it was made unique */
  int level;          /* 2 … 6: of the HTML element */
};

struct outline {
  struct heading *item; /* n of them, in the order of the text */
  size_t n;
};

/* The words of a heading as an anchor; "section" when nothing is left. At most OUTLINE_SLUG_POINTS characters. */
const char *outline_slug(struct arena *a, const char *words);
/* Add a heading behind the others and give it its anchor; the words are copied. False when there are OUTLINE_MAX. */
bool outline_add(struct arena *a, struct outline *o, const char *words, int level);
/* The anchor that `#fragment` (without #, percent-encoded or not) leads to: the heading of exactly that anchor, else the
 * first one of these words. NULL when there is none, also for a fragment that is no text. */
const char *outline_find(struct arena *a, const struct outline *o, const char *fragment);

#endif
