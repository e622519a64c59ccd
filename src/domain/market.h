/* The market's own row of a plugin, the search, and who may obtain. Source: domain.md sections 2, 4 (obtain, bind), 9.7, 9.8. */
#ifndef DOMAIN_MARKET_H
#define DOMAIN_MARKET_H

#include "app/ctx.h"
#include "domain/plugin.h"

/* Rewrite (or remove) the plugin's market row and search grams from what is true now, and count the catalogue epoch up.
 * Called last in every transaction that changes what the market shows: shelve, unshelve, reshelve, hide, show, version
 * online, basic settings saved. At most 8 statements. */
MUST_USE enum res market_refresh(struct ctx *c, int64_t plugin_id);

#endif
