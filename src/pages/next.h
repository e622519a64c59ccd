/* Where to go after signing in. */
#ifndef PAGES_NEXT_H
#define PAGES_NEXT_H

#include "web/page.h"

/* `next` when it is a path of this site ("/…", never "//…", no backslash or control character), the console otherwise.
 * security.md rule 15. */
const char *next_path(const struct req *r, const char *next);

#endif
