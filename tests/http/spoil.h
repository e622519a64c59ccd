/* Ways to spoil a filled form, and what must come of each. */
#ifndef TESTS_HTTP_SPOIL_H
#define TESTS_HTTP_SPOIL_H

#include "form.h"

/* What an answer must be, besides never 404 nor 5xx. */
enum spoil_want {
  SPOIL_ANY,       /* whatever the page makes of it */
  SPOIL_REFUSED,   /* 400, 409, 413 or 422 (403 where the move is not the caller's to make) */
  SPOIL_MALFORMED, /* 400 */
  SPOIL_STALE,     /* 409 */
  SPOIL_TOO_BIG,   /* 413 */
};

/* `spoil` changes the form in place; `limit` is the most bytes that its page takes. False: it is no case for this form. */
struct spoil {
  const char *name;
  bool (*spoil)(struct arena *a, struct form *f, long limit);
  enum spoil_want want;
  bool untyped; /* what is typed does not arrive as text, so it cannot come back */
};

extern const struct spoil spoils[];
extern const size_t nspoils;

/* The text that most of them type; it must never come back as it is. */
extern const char spoil_script[];

#endif
