/* What market_list.c and market_search.c share. */
#ifndef DOMAIN_MARKET_ITEM_H
#define DOMAIN_MARKET_ITEM_H

#include "domain/market.h"

#define S(field) M(struct market_item, field)
SHAPE(market_item_shape, struct market_item, S(plugin_id), S(total), S(kind), S(name), S(summary), S(subject_name),
      S(tags), S(category), S(avatar), S(former));
#undef S

/* The search: `f` is in its bounds, its q holds something. */
MUST_USE enum res market_search(struct ctx *c, const struct market_filter *f, struct market_item **out, size_t *n);

#endif
