/* Unicode text (libunistring): what is valid, how long it is, and the canonical forms that are compared.
 *
 * All functions but text_ok take and give NUL-terminated UTF-8 that passed text_ok (anything else does no harm, but
 * its result means nothing); results live in the arena. Lengths that people see are code
 * points after NFC. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/arena.h"

#include <stdbool.h>

/* Well-formed UTF-8 without NUL, without control characters other than tab, LF and CR, and without bidirectional
 * overrides, embeddings and isolates. */
bool text_ok(const char *s, size_t n);
/* A copy of well-formed UTF-8 without NUL, in which the characters that text_ok does not allow are left out: people copy
 * them along unseen (telephone numbers come wrapped in embeddings, tables with vertical tabs). NULL for other bytes. */
const char *text_plain(struct arena *a, const char *s, size_t n);
/* Code points of valid UTF-8. */
size_t text_points(const char *s);
/* NFC, CRLF and CR turned into LF, white space at both ends removed. */
const char *text_clean(struct arena *a, const char *s);
/* The key under which a name is unique: NFKC, case folded, runs of white space as one blank, ends trimmed, invisible
 * characters (zero-width blanks and joiners, soft hyphen) dropped. Empty when nothing visible is left. */
const char *text_key(struct arena *a, const char *s);
/* The key under which names look alike: text_key, then common look-alike letters and digits mapped to one
 * (0→o, 1 and l→i, Cyrillic and Greek look-alikes to Latin), blanks and punctuation dropped unless
 * nothing else is there. Equal keys give equal skeletons. security.md rule 6. */
const char *text_skeleton(struct arena *a, const char *s);
/* At most `points` code points, with … behind (not counted) when something was cut; never inside what people see as
 * one character. */
const char *text_cut(struct arena *a, const char *s, size_t points);
/* Is `word` (not "") one of the words of `list`, which have one blank between? NULL is a list without words. */
bool text_listed(const char *list, const char *word);
/* A plausible e-mail address: one @, a dot in the domain, no blanks, ≤ 254 bytes, nothing that could end or split a
 * mail header. */
bool text_email_ok(const char *s);

/* Search normalisation: text_key with everything but letters (with their marks), digits and Han turned into single blanks. */
const char *text_search(struct arena *a, const char *s);

/* The end of an address made from words, as code hosts make them of headings: NFC, lower case, letters (with their marks),
 * digits, - and _ kept, each blank a -, everything else dropped. "" when nothing is left. */
const char *text_slug(struct arena *a, const char *s);

#endif
