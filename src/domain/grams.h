/* Search grams: the pieces of a text that the market's search looks up, for documents and for queries.
 *
 * A script written without blanks (Han, kana, Hangul …) gives its single characters and its pairs of neighbours; any
 * other word gives itself and its prefixes. A query asks for few grams that all must be there; the caller then
 * verifies its candidates with LIKE, because grams may be there without standing beside each other. Texts must have
 * gone through text_search(). Source: the measured search of 100k plugins (bigram table, joins cost by their number). */
#ifndef DOMAIN_GRAMS_H
#define DOMAIN_GRAMS_H

#include "base/arena.h"

#include <stdint.h>

enum {
  GRAM_BYTES = 24, /* of one gram in UTF-8, at most: the width of the column */
  GRAM_PREFIX_MIN = 2,
  GRAM_PREFIX_MAX = 12, /* characters */
  GRAM_QUERY_MAX = 8,
  GRAM_DOC_MAX = 600 /* of one document; what comes later is left out */
};

/* Where a text stands decides its weight. */
enum gram_field { GRAM_NAME, GRAM_SUMMARY, GRAM_TAGS, GRAM_OTHER, GRAM_FIELD__MAX };

struct gram {
  const char *text;
  int64_t weight;  /* sum of the weights of the fields that hold it: name 3, summary 2, tags 2, other 1 */
  unsigned fields; /* bit set of gram_field */
};

struct grams {
  struct arena *a;
  struct gram *item; /* n of them, each text once */
  size_t n;
};

/* An empty set in `a`. */
struct grams grams_new(struct arena *a);
/* Add the grams of one field's text (normalised; may be NULL). Fields may be added several times and in any order;
 * add the name first, so that a limit never drops it. */
void grams_add(struct grams *g, enum gram_field field, const char *text);

/* The grams that a query (normalised) asks for, each once, at most GRAM_QUERY_MAX, the words in their order; returns
 * their number, 0 for a query without letters. A word of more than GRAM_PREFIX_MAX characters is asked for by its
 * prefix; a run of Han by pairs that cover it. */
size_t grams_query(struct arena *a, const char *text, const char *out[GRAM_QUERY_MAX]);

#endif
