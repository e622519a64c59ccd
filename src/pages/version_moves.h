/* The buttons of a version and what is said after a move. */
#ifndef PAGES_VERSION_MOVES_H
#define PAGES_VERSION_MOVES_H

#include "domain/version.h"
#include "web/page.h"

/* The list `moves` for {{>part_moves}}: what is open to the caller; deleting asks first. */
void version_moves_show(struct req *r, const struct version *v);
/* The flash after a move that succeeded; NULL for other actions. */
const char *version_moved_words(const struct req *r, const char *action);

#endif
