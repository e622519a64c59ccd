/* Search grams: the pieces of a text that the market's search looks up, for documents and for queries.
 *
 * A script written without blanks (Han, kana, Hangul …) gives its single characters and its pairs of neighbours; any
 * other word gives its beginnings. A gram is kept under three heads: as it is (it stands anywhere in the document), with
 * GRAM_IN_NAME before it (it stands in the name), with GRAM_BEGINS before the first characters of a name. A category is
 * a gram too, so that it narrows a search in the same way as a word does. No letter and no digit is one of these marks.
 *
 * With a pair goes what stands behind it, two more characters, as long as that is the same wherever the pair stands in the
 * document. So one gram tells a word of four characters, and grams whose spans overlap tell a longer one.
 *
 * Normalised texts are what text_search() gives, keys what text_key() gives. Source: the measured search of 100k plugins. */
#ifndef DOMAIN_GRAMS_H
#define DOMAIN_GRAMS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

#define GRAM_IN_NAME  "="
#define GRAM_BEGINS   "^"
#define GRAM_CATEGORY "@"

enum {
  GRAM_VERSION = 2,  /* of the cutting: counted up when documents must be cut again (plugshelfctl market rebuild) */
  GRAM_PREFIX = 12,  /* characters of the longest beginning of a word or a name */
  GRAM_BYTES = 52,   /* of one gram in UTF-8 with its mark, at most: the width of the column */
  GRAM_DOC_MAX = 800 /* of one document; what comes later is left out */
};

/* The two characters behind a pair as one number, in their order; GRAM_END for what is not there. 0: it differs. */
#define GRAM_END            1
#define GRAM_NEXT(one, two) ((int64_t)(one) << 21 | (int64_t)(two))

struct gram {
  const char *text;
  int64_t next; /* 0 for all but pairs */
};

struct grams {
  struct arena *a;
  struct gram *item; /* n of them, each text once */
  size_t n;
};

/* An empty set in `a`. */
struct grams grams_new(struct arena *a);
/* Add a name: normalised, and its key. First, so that a limit never drops it. */
void grams_add_name(struct grams *g, const char *key, const char *text);
/* Add the codes of a category: "tools.weather" and "tools". */
void grams_add_category(struct grams *g, const char *code, const char *level1);
/* Add any other text (normalised; may be NULL). */
void grams_add(struct grams *g, const char *text);

enum { GRAM_ASKED = 4, GRAM_WORDS = 4, GRAM_NEAR = 6 };

/* A gram that must be there, with `next` from `low` to `high`; a next of 0 may be right. low 0: whatever is behind it. */
struct gram_asked {
  const char *text; /* without mark */
  int64_t low, high;
};

/* What a query asks for. */
struct gram_query {
  const char *begins;                 /* the beginning of its key, without a mark; "" for none */
  struct gram_asked gram[GRAM_ASKED]; /* all must be there; text "" (under no document) when there are none */
  size_t grams;                       /* 1 … */
  const char *word[GRAM_WORDS]; /* what must stand there as a whole, cut where scripts meet; the last one holds the rest
                                     of the query, with blanks */
  size_t words;                 /* 0 … */
  bool sure; /* grams whose next is not 0 (or not asked for) say it all: no need to look at the texts */
};

/* Cut a query, given as its key and normalised; asks for at most `most` grams (1 … GRAM_ASKED). */
struct gram_query grams_query(struct arena *a, const char *key, const char *text, size_t most);

/* The words of a normalised text, with one blank wherever scripts or words meet: "ocr车牌" is "ocr 车牌". */
const char *grams_words(struct arena *a, const char *text);

/* Where such a word stands in a normalised text, at or behind `from`, as the search finds it: in a joined script
 * anywhere, else at the beginning of a word. NULL: nowhere. */
const char *grams_find(const char *text, const char *word, const char *from);

/* Grams that a document which nearly fits may have: pairs and single characters, shorter beginnings. How many. */
size_t grams_near(struct arena *a, const char *text, const char *out[GRAM_NEAR]);

#endif
