/* The pictures of a listing revision or a version: an ordered list of stored images, at most SHOTS_MAX.
 *
 * A list travels as one text, so that it comes along with its owner's row: its lines are "sha256 name" (64 hex digits; the
 * name of the file that was chosen may be missing, commas may stand for the ends of lines). Rows are in table picture. */
#ifndef DOMAIN_SHOTS_H
#define DOMAIN_SHOTS_H

#include "app/ctx.h"
#include "base/seal.h"

enum { SHOTS_MAX = 5 };

struct shot {
  struct bytes sha256;
  const char *name; /* "" when unknown */
};

/* The column of a query that gives the list of an owner as a text; NULL: none. `owner` is SQL for its id. */
#define SHOTS_OF(kind, owner)                                                                                          \
  "(SELECT GROUP_CONCAT(LOWER(HEX(i.sha256)), ' ', i.name ORDER BY i.n SEPARATOR '\\n') FROM picture i"                \
  " WHERE i.owner_kind = '" kind "' AND i.owner_id = " owner ")"

/* Read such a text (NULL: none) into `out`, at most `max`; what is no picture ends it. Gives their number. */
size_t shots_read(struct arena *a, const char *text, struct shot *out, size_t max);
/* The text of a list; NULL for an empty one, as the database says it. */
const char *shots_text(struct arena *a, const struct shot *v, size_t n);
/* Where a hash stands in a list; n when it does not. */
size_t shots_find(const struct shot *v, size_t n, struct bytes sha256);
/* A file's name as it is kept: one line, at most 100 characters. */
const char *shot_name(struct arena *a, const char *file);

/* Make the rows of an owner these, in this order, inside the caller's transaction. `had`: how many it may have now,
 * SHOTS_MAX when nobody knows. One statement, two when there may be more than `n`. */
MUST_USE enum res shots_put(struct ctx *c, const char *kind, int64_t owner, const struct shot *v, size_t n, size_t had);

#endif
