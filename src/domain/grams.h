/* Search grams: the pieces of a text that the market's search looks up, for documents and for queries.
 *
 * A script written without blanks (Han, kana, Hangul …) gives its single characters and all that stand together by two,
 * three and four; any other word gives its beginnings. So one gram tells a word of up to four characters, which most are,
 * and a longer one is asked for by grams of four and then looked for in the text. A gram is kept under three heads: as it
 * is (it stands anywhere in the document), with GRAM_IN_NAME before it (it stands in the name), with GRAM_BEGINS before
 * the first characters of a name. No letter and no digit is one of these marks.
 *
 * Normalised texts are what text_search() gives, keys what text_key() gives. Source: the measured search of 100k plugins. */
#ifndef DOMAIN_GRAMS_H
#define DOMAIN_GRAMS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

#define GRAM_IN_NAME "="
#define GRAM_BEGINS  "^"

enum {
  GRAM_VERSION = 3,   /* of the cutting: counted up when documents must be cut again (plugshelfctl market rebuild) */
  GRAM_LENGTH = 4,    /* characters of the longest gram of a joined script */
  GRAM_PREFIX = 12,   /* characters of the longest beginning of a word or a name */
  GRAM_BYTES = 52,    /* of one gram in UTF-8 with its mark, at most: the width of the column */
  GRAM_DOC_MAX = 1600 /* of one document; what comes later is left out */
};

struct grams {
  struct arena *a;
  const char **item; /* n of them, each once */
  size_t n;
};

/* An empty set in `a`. */
struct grams grams_new(struct arena *a);
/* Add a name: normalised, and its key. First, so that a limit never drops it. */
void grams_add_name(struct grams *g, const char *key, const char *text);
/* Add any other text (normalised; may be NULL). */
void grams_add(struct grams *g, const char *text);

enum { GRAM_ASKED = 4, GRAM_WORDS = 4, GRAM_NEAR = 6 };

/* What a query asks for. */
struct gram_query {
  const char *begins;           /* the beginning of its key, without a mark; "" for none */
  const char *gram[GRAM_ASKED]; /* without mark; all must be there; "" (under no document) when there are none */
  size_t grams;                 /* 1 … GRAM_ASKED */
  const char *word[GRAM_WORDS]; /* what must stand there as a whole, cut where scripts meet; the last one holds the rest
                                     of the query, with blanks */
  size_t words;                 /* 0 … */
  bool sure;                    /* the grams say it all: no need to look at the texts */
};

/* Cut a query, given as its key and normalised. */
struct gram_query grams_query(struct arena *a, const char *key, const char *text);

/* The words of a normalised text, with one blank wherever scripts or words meet: "ocr车牌" is "ocr 车牌". */
const char *grams_words(struct arena *a, const char *text);

/* Where such a word stands in a normalised text, at or behind `from`, as the search finds it: in a joined script
 * anywhere, else at the beginning of a word. NULL: nowhere. */
const char *grams_find(const char *text, const char *word, const char *from);

/* Grams that a document which nearly fits may have: pairs and single characters, shorter beginnings. How many. */
size_t grams_near(struct arena *a, const char *text, const char *out[GRAM_NEAR]);

#endif
