/* The search terms of the market's rows: writing them with a row, cutting all of them anew, and proving that they fit.
 * For market.c and the administrator's tool. */
#ifndef DOMAIN_MARKET_TERMS_H
#define DOMAIN_MARKET_TERMS_H

#include "app/ctx.h"
#include "domain/grams.h"

/* What the terms of a plugin are made of. */
struct market_doc {
  int64_t plugin_id, place, shelved_at, held /* how many subjects hold it */;
  const char *category, *level1, *name, *summary, *tags, *former /* names, 、 between */;
};

/* SQL, one parameter, the plugin: its holders, counted without locks and no further than they matter. */
#define MARKET_HELD                                                                                                    \
  "SELECT COUNT(*) AS n FROM (SELECT 1 FROM entitlement WHERE plugin_id = ? AND state = 'held' LIMIT 4096) e"
/* How often obtained, in seven steps of four times as many: 0, 1, 4, 16, 64, 256, 1024 holders. A plugin's terms are
 * rewritten when it gets to another step: seldom. */
int64_t market_step(int64_t held);
/* Where it stands among equally good results, smaller first: the higher step, then the later shelved. */
int64_t market_place(int64_t held, int64_t shelved_at);
/* Name, former names, summary and tags, normalised. */
const char *market_text(struct arena *a, const struct market_doc *d);
/* The name in the order of pinyin, which is that of GBK's Han: as far as GBK has it. */
const char *market_order(struct arena *a, const char *name);
/* All its terms. */
struct grams market_terms(struct arena *a, const struct market_doc *d);
/* Write the terms of `n` rows (1 … MARKET_BATCH) that have none. One statement. */
MUST_USE enum res market_terms_put(struct ctx *c, const struct market_doc *d, size_t n);

enum { MARKET_BATCH = 100 };

/* Normalise the next MARKET_BATCH rows after the plugin `*after` and cut their terms anew; sets *after and how many rows
 * there were, 0 at the end. `stale`: only rows that were cut otherwise. In a transaction and an arena of its own, 5
 * statements. */
MUST_USE enum res market_rebuild(struct ctx *c, bool stale, int64_t *after, int64_t *rows);
/* The job: stale rows, batch by batch, for two seconds at most. One statement when there are none. */
MUST_USE enum res market_renew(struct ctx *c);

struct market_fault {
  int64_t plugin_id;
  const char *what; /* English, for the administrator */
};
/* Compare the terms of the next MARKET_BATCH rows with what they should be; sets as above. Faults: n, in the arena.
 * 2 statements. */
MUST_USE enum res market_verify(struct ctx *c, int64_t *after, int64_t *rows, struct market_fault **out, size_t *n);
/* Plugins that are shown and must not be, or the other way round. One statement. */
MUST_USE enum res market_verify_rows(struct ctx *c, struct market_fault **out, size_t *n);

#endif
