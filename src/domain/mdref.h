/* What a Markdown text refers to: character references, link targets and image paths, each by its own rule.
 *
 * Everything that ends up in an attribute of the page goes through here (security.md 19). */
#ifndef DOMAIN_MDREF_H
#define DOMAIN_MDREF_H

#include "base/arena.h"

#include <stdbool.h>

enum { MDREF_CHARACTER = 5 /* room for one character and NUL */ };

/* The character of `&name;`, `&#N;` or `&#xN;` (whole, n bytes) as text. A name that is not one of the common ones, and a
 * number that is no character for people, give NULL: show the reference as it is written. */
const char *mdref_character(const char *s, size_t n, char out[MDREF_CHARACTER]);

/* Percent-decoded; NULL when the result is not clean text. */
const char *mdref_decoded(struct arena *a, const char *s);

/* The href of a link target: http:// and https:// with something behind them, blanks and what does not belong in a URL
 * percent-encoded. NULL for everything else (`#heading` is for outline.h). The value still needs HTML escaping. */
const char *mdref_link(struct arena *a, const char *target);

/* True for <br> in its spellings. */
bool mdref_break(const char *tag, size_t n);

/* The source that an HTML tag (n bytes from < to >) shows an image from; NULL when it is no <img> or has no source. */
const char *mdref_html_image(struct arena *a, const char *tag, size_t n);

/* True when the source of an image is not in the folder of the text: it has a scheme or a host. */
bool mdref_remote(const char *source);
/* The path of an image inside the folder ("./a/../b.png" → "b.png"), percent-decoded. NULL when it leaves the folder, is
 * absolute, or is no path. */
const char *mdref_path(struct arena *a, const char *source);

#endif
