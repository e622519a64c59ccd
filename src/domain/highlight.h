/* Which parts of a text a search has found, for <mark>: words are looked for in the normalised text, as the search does,
 * and shown in the text as it is. */
#ifndef DOMAIN_HIGHLIGHT_H
#define DOMAIN_HIGHLIGHT_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct highlight {
  const char *text;
  bool marked;
};

/* Cut `text` into parts, marked and unmarked in turn; joined they are the text, byte for byte. What people see as one
 * character is never cut: ㎏ is marked as a whole when "kg" or its k is found. `words` are what grams_words() gives for the
 * query, normalised. Returns the number of parts, 0 for "". In the arena. */
size_t highlight(struct arena *a, const char *text, const char *words, struct highlight **out);

#endif
