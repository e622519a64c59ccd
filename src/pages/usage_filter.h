/* What the list of who uses a plugin and its export have in common: the filters of the address. */
#ifndef PAGES_USAGE_FILTER_H
#define PAGES_USAGE_FILTER_H

#include "domain/usage.h"
#include "web/filter.h"

extern const struct filters usage_filters;
struct usage_filter usage_narrowed(const struct req *r);

/* How the token of a binding stands, in Chinese for tr(). */
const char *usage_token(const struct usage_item *u, const char **tone);
/* Is a version served to it? */
bool usage_served(const struct usage_item *u);

#endif
