/* The market's own row of a plugin, the list and the search over these rows.
 * Source: domain.md sections 2 "Listing", 4 "listing revision" and 9.7; the search as measured for 100k plugins. */
#ifndef DOMAIN_MARKET_H
#define DOMAIN_MARKET_H

#include "app/ctx.h"
#include "domain/plugin.h"

/* Rewrite (or remove) the plugin's market row and search grams from what is true now, and count the catalogue epoch up.
 * Called last in every transaction that changes what the market shows: shelve, unshelve, reshelve, hide, show, version
 * online, basic settings saved. Shown are: shelf on, not hidden, plugin active, an online version, a category, a live
 * revision. Reads with locks, so that of two transactions at once the later one sees the earlier. At most 4 statements. */
MUST_USE enum res market_refresh(struct ctx *c, int64_t plugin_id);
/* Count the catalogue epoch up. Last in a transaction that changes what the market shows. */
MUST_USE enum res market_changed(struct ctx *c);
/* A subject has obtained the plugin: in the same transaction. What is obtained often stands before what is not among
 * equally good results, in coarse steps (market_terms.h). `held`: its holders with this one; `place` and `shelved_at`: of
 * its market row as it is, 0 when the market does not show it. Two statements when it gets to another place, seldom; else
 * none. A step that two at once have both missed is taken by the next one. */
MUST_USE enum res market_obtained(struct ctx *c, int64_t plugin_id, int64_t held, int64_t place, int64_t shelved_at);

enum { MARKET_PAGE = 20, MARKET_PAGES = 50, MARKET_QUERY = 64 /* characters of a search */ };

/* MARKET_BEST: best results first; for a list without words the same as MARKET_NEWEST. */
enum market_sort { MARKET_BEST, MARKET_NEWEST, MARKET_NAME, MARKET_SORTS };

/* What the list is narrowed by. */
struct market_filter {
  const char *q;        /* as typed; NULL or "": everything. What is past MARKET_QUERY characters is left out */
  const char *category; /* a code of either level ("tools", "tools.weather"); NULL or "": all */
  enum market_sort sort;
  int64_t page; /* 1 … MARKET_PAGES; others are taken to the nearer end */
};

/* What was found; or, when a search finds nothing: names that are nearest to it, then plugins that are obtained most. */
enum market_kind { MARKET_FOUND, MARKET_NEAR, MARKET_POPULAR };

/* Exactly what a card shows. */
struct market_item {
  int64_t plugin_id, total /* how many are found in all; 1001 stands for more than 1000 */;
  int64_t kind; /* enum market_kind */
  const char *name, *summary, *subject_name, *tags /* 、 between */, *category;
  const char *former; /* names that it had until lately, 、 between; "": none */
  struct bytes avatar;
};

/* One page of plugins; one round trip. A search gives the plugin with exactly this id, then the one of exactly this name,
 * then names that begin so, then names that hold all words, then name, summary and tags that hold all words; within
 * each the often obtained before the others and the lately shelved first. Other orders sort the 1000 best of these.
 * Either all rows are MARKET_FOUND or none is; a plain list gives found ones only. Hidden and unshelved plugins have no
 * row, so they are never found. A page past the end of a plain list is empty. */
MUST_USE enum res market_list(struct ctx *c, const struct market_filter *f, struct market_item **out, size_t *n);

#endif
