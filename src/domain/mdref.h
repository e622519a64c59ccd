/* What a Markdown text refers to: character references, link targets, anchors and image paths, each by its own rule.
 *
 * Everything that ends up in an attribute of the page goes through here (security.md 19). */
#ifndef DOMAIN_MDREF_H
#define DOMAIN_MDREF_H

#include "base/arena.h"

#include <stdbool.h>

/* Put in front of every anchor, so that a heading never takes an id of the page around it. */
#define MDREF_PREFIX "doc-"

enum {
  MDREF_CHARACTER = 5, /* room for one character and NUL */
  MDREF_SLUG_POINTS = 60,
  MDREF_ANCHORS = 300
};

/* The character of `&name;`, `&#N;` or `&#xN;` (whole, n bytes) as text. A name that is not one of the common ones, and a
 * number that is no character for people, give NULL: show the reference as it is written. */
const char *mdref_character(const char *s, size_t n, char out[MDREF_CHARACTER]);

/* The href of a link target: http:// and https:// with something behind them, blanks and what does not belong in a URL
 * percent-encoded; `#heading` as #doc-slug. NULL for everything else. The value still needs HTML escaping. */
const char *mdref_link(struct arena *a, const char *target);

/* The anchor of a heading without prefix: letters and digits in lower case, - between words, at most
 * MDREF_SLUG_POINTS characters; "section" when nothing is left. */
const char *mdref_slug(struct arena *a, const char *text);

/* The anchors of one text (start with zeroes): a free one made from a slug by -1, -2 … behind it, in the arena. NULL when
 * the text has MDREF_ANCHORS already: later headings carry none. */
struct mdref_anchors {
  const char *item[MDREF_ANCHORS];
  size_t n;
};
const char *mdref_anchor(struct arena *a, struct mdref_anchors *set, const char *slug);

/* True for <br> in its spellings. */
bool mdref_break(const char *tag, size_t n);

/* True when the source of an image is not in the folder of the text: it has a scheme or a host. */
bool mdref_remote(const char *source);
/* The path of an image inside the folder ("./a/../b.png" → "b.png"), percent-decoded. NULL when it leaves the folder, is
 * absolute, or is no path. */
const char *mdref_path(struct arena *a, const char *source);

#endif
