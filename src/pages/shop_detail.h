/* A plugin in the words of the market: the card of the list and the page of details. The market, the provider's preview
 * and the reviewer's preview fill the same parts by these functions, so that what is approved is what is shown later. */
#ifndef PAGES_SHOP_DETAIL_H
#define PAGES_SHOP_DETAIL_H

#include "domain/listing.h"
#include "domain/market.h"
#include "domain/offer.h"
#include "web/page.h"

/* Append a card to the list `cards` of `d`, for {{>part_cards}}. `mine` is its category, NULL for none. */
struct data *shop_card(struct req *r, struct data *d, const struct market_item *m, const struct category *mine);

/* What the page of details tells. */
struct detail {
  const struct offer *offer; /* with the summary to show */
  struct offer_text text;    /* revision_id 0: nothing was ever on the shelf; doc_id 0: no doc */
  const struct picture_item *shot;
  size_t nshots;
  bool preview; /* the ways to obtain are shown without effect, and the name heads a part, not the page */
};
/* For {{>part_market_detail}}, all of it but the way to obtain (note_…, held, obtain_url, bind_url, manage_url). One query, one
 * more with a doc, and one more where applications have to be answered. */
MUST_USE enum res shop_detail(struct req *r, const struct detail *x);

/* The whole preview of a revision, with its banner: card and details as the market would show them now. Texts and pictures
 * are those of `v`; name, category, doc and versions are what is true now. Sets what templates/part/preview.tpl reads.
 * Six queries at most. */
MUST_USE enum res shop_preview(struct req *r, const struct revision *v, const char *banner);

#endif
