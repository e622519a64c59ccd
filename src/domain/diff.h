/* What changed between two texts, and between two access guides. Pure, and bounded: a pair of texts that would take too
 * much work is compared by lines, and when that is too much as well, as a whole. Source: domain.md section 7.6. */
#ifndef DOMAIN_DIFF_H
#define DOMAIN_DIFF_H

#include "domain/guide.h"

/* ---- texts ---- */

enum diff_kind { DIFF_SAME, DIFF_REMOVED, DIFF_ADDED };

/* A stretch of the old text (same, removed) or of the new one (same, added). */
struct diff_piece {
  enum diff_kind kind;
  const char *text;
};

enum {
  DIFF_CELLS = 1 << 20, /* comparisons that one pair of texts may take */
  DIFF_ROOM = 8 << 20   /* and all pairs of one page together */
};

/* The work that is left for a page, for all its texts together. */
struct diff_room {
  size_t cells;
};
#define DIFF_ROOM_NEW ((struct diff_room){DIFF_ROOM})

/* The pieces from `old` to `new` in reading order: what was removed stands before what took its place, and no two
 * neighbours are of one kind. Compared by words of letters and digits and by single characters of everything else (as
 * people see them: never inside one); a single character that only happens to stand between two changes is taken as
 * changed too. NULL is "". Equal texts give one piece, two empty ones none. Pieces are in `a`. */
size_t diff_text(struct arena *a, struct diff_room *room, const char *old, const char *new, struct diff_piece **out);

/* ---- guides ---- */

enum change { CHANGE_NONE, CHANGE_ADDED, CHANGE_REMOVED, CHANGE_EDITED };

struct item_change {
  enum guide_kind kind;
  enum change change;
  bool moved;                   /* stands elsewhere among the items that both have */
  const struct guide_item *old; /* NULL when added */
  const struct guide_item *now; /* NULL when removed */
};

/* The items of all kinds in the order of the new guide, those that are gone behind the others of their kind; an item is
 * known by its name. The unchanged ones too. */
size_t diff_items(struct arena *a, const struct guide *old, const struct guide *now, struct item_change **out);

struct row_change {
  enum change change;
  const struct guide_row *old, *now; /* as above */
};
/* The same for rows of one list. */
size_t diff_rows(struct arena *a, const struct guide_row *old, size_t nold, const struct guide_row *now, size_t nnow,
                 struct row_change **out);

#endif
