/* From a path to its page. */
#ifndef WEB_ROUTE_H
#define WEB_ROUTE_H

#include "web/page.h"
#include "web/view.h"

/* The page whose path matches; its {…} go to var[PAGE_VARS]. A literal segment wins over a variable one. NULL: none. */
const struct page *route_find(const struct site *s, struct arena *a, const char *path, const char **var);
const struct page *route_named(const struct site *s, const char *name);

#endif
