/* The sitemap as the crawler needs it: positions and names. (web/page.h and client.h both have a struct page.) */
#ifndef TESTS_HTTP_ENTRIES_H
#define TESTS_HTTP_ENTRIES_H

#include "base/arena.h"

/* Position in the sitemap of the page that a path (no query) leads to; -1 for none. */
int entry_find(struct arena *a, const char *path);
/* Name of the page at a position; NULL behind the last. */
const char *entry_name(int i);
/* Does it answer with something else than HTML (files, health)? */
int entry_raw(int i);
/* The most bytes that a POST to it may have. */
long entry_limit(int i);
/* Is `text`, as a whole, a Chinese text of ours that has an English one? */
int entry_untranslated(const char *text);

#endif
