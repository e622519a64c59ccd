/* A text is made by jansson itself, so it is no part of what the arena hands out and counts. */
#include "base/json.h"

#include <stdlib.h>

static void let_go(void *doc) { json_decref(doc); }

json_t *arena_json(struct arena *a, json_t *doc) {
  if (doc != NULL)
    arena_defer(a, let_go, doc);
  return doc;
}

const char *arena_json_text(struct arena *a, json_t *doc, size_t flags) {
  char *text = json_dumps(doc, JSON_COMPACT | flags);

  json_decref(doc);
  if (text != NULL)
    arena_defer(a, free, text);
  return text;
}
