/* What a search adds to the market's page: marks in the cards, and ways on when nothing was found. */
#ifndef PAGES_MARKET_WORDS_H
#define PAGES_MARKET_WORDS_H

#include "domain/category.h"
#include "domain/market.h"
#include "web/page.h"

/* Mark in a card's name and summary what the query `q` has found: lists `name_parts` and `summary_parts` of part/cards.tpl. */
void market_mark(struct req *r, struct data *card, const struct market_item *m, const char *q);

/* Nothing was found for f->q: says so, in the words of the query, and where to go on: `ways` [label, url], and `offers`
 * [offer_title, cards] of the `n` items that are near or popular. `base` is the list's address without page, words, category
 * and order. */
void market_nothing(struct req *r, const struct market_filter *f, const char *base, const struct market_item *m,
                    size_t n, const struct category *k, size_t nk);

#endif
