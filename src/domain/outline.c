/* Only a few hundred headings: looked through from the front. The number behind a repeated heading goes on from the one
 * that the last heading of the same words got, so that a text of one heading over and over stays quick. */
#include "domain/outline.h"

#include "base/text.h"
#include "domain/mdref.h"

#include <stdlib.h>
#include <string.h>

const char *outline_slug(struct arena *a, const char *words) {
  char *slug = arena_str(a, text_slug(a, words));
  size_t points = 0;

  for (char *s = slug; *s != '\0'; s++)
    if ((*s & 0xc0) != 0x80 && ++points > OUTLINE_SLUG_POINTS) {
      *s = '\0';
      break;
    }
  return *slug == '\0' ? "section" : slug;
}

static const char *with_anchor(const struct outline *o, const char *anchor) {
  for (size_t i = 0; i < o->n; i++)
    if (strcmp(o->item[i].anchor, anchor) == 0)
      return o->item[i].anchor;
  return NULL;
}

/* The number that the last heading of this slug carries: 0 for the first, -1 when there is none. */
static int last_number(const struct outline *o, const char *slug) {
  size_t n = strlen(slug);

  for (size_t i = o->n; i-- > 0;)
    if (strcmp(o->item[i].slug, slug) == 0)
      return o->item[i].anchor[n] == '-' ? (int)strtol(o->item[i].anchor + n + 1, NULL, 10) : 0;
  return -1;
}

bool outline_add(struct arena *a, struct outline *o, const char *words, int level) {
  const char *slug, *anchor;
  bool again;
  int number;

  if (o->n == OUTLINE_MAX)
    return false;
  if (o->item == NULL)
    o->item = ARENA_ARRAY(a, struct heading, OUTLINE_MAX);
  slug = anchor = outline_slug(a, words);
  number = last_number(o, slug);
  again = number >= 0;
  for (number = again ? number : 0; again || with_anchor(o, anchor) != NULL; again = false)
    anchor = arena_fmt(a, "%s-%d", slug, ++number); /* "a-1" may be the words of another heading */
  o->item[o->n++] = (struct heading){arena_str(a, *words == '\0' ? slug : words), anchor, slug, level};
  return true;
}

const char *outline_find(struct arena *a, const struct outline *o, const char *fragment) {
  const char *words = mdref_decoded(a, fragment), *exact, *slug;

  if (words == NULL || *words == '\0')
    return NULL;
  exact = with_anchor(o, words);
  if (exact != NULL)
    return exact;
  slug = text_slug(a, words);
  if (*slug == '\0')
    return NULL;
  slug = outline_slug(a, words);
  exact = with_anchor(o, slug);
  for (size_t i = 0; exact == NULL && i < o->n; i++)
    if (strcmp(o->item[i].slug, slug) == 0)
      exact = o->item[i].anchor;
  return exact;
}
