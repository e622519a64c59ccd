/* The buttons of a version, what they ask, and what is said after a move. */
#ifndef PAGES_VERSION_MOVES_H
#define PAGES_VERSION_MOVES_H

#include "domain/impact.h"
#include "pages/version_load.h"

/* What a move is told; reading and checking are the page's. */
struct version_moves_form {
  const char *percent; /* gray */
  const char *reason;  /* stop-gray, offline */
  int64_t confirm;     /* offline */
};
extern const struct form version_moves_form;

/* The list `moves` for {{>part_moves}}: what is open to the caller; what reaches far asks first, and offline says whom it
 * meets. `i` is of a version that is online, else all zero. */
void version_moves_show(struct req *r, const struct version_obj *o, const struct impact *i);
/* Is it the last online version of a plugin that is on the shelf? Then it cannot go offline. */
bool version_is_last(const struct version_obj *o);
/* What version_move_with is told by the posted form. */
struct version_said version_moves_said(const struct req *r);
/* The flash after a move that succeeded; NULL for other actions. */
const char *version_moved_words(const struct req *r, const char *action);

#endif
