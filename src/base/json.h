/* JSON in the arena: what jansson gives is let go with everything else. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/arena.h"

#include <jansson.h>

/* Keep a document as long as the arena, which takes over the reference; gives it back. NULL is allowed. */
json_t *arena_json(struct arena *a, json_t *doc);
/* The text of a document without blanks; it lives as long as the arena, the document's reference is given up at once. flags:
 * JSON_SORT_KEYS, or 0 for the order in which they were set. NULL: `doc` is NULL, there is no memory, or (only by the
 * _nocheck functions of jansson) it is not UTF-8. */
const char *arena_json_text(struct arena *a, json_t *doc, size_t flags);

#endif
