/* What the pages of the market and of obtained plugins have in common. */
#ifndef PAGES_SHOP_H
#define PAGES_SHOP_H

#include "domain/offer.h"
#include "web/page.h"

/* Load functions: the first {…} of the path is the plugin; r->obj is a struct offer, and the caller's standing in its own
 * subject is its relation. One query. load_held is for holders only: RES_NOT_FOUND for everybody else. It
 * lets a POST of a former holder through, so that a form which was posted twice finds its first answer; the domain refuses
 * the others. */
enum res load_offer(struct req *r);
enum res load_held(struct req *r);

/* has_tags and tags of `d`: the category in blue when it is given, then what stands between 、 in grey. */
void shop_tags(struct req *r, struct data *d, const char *category, const char *tags);
/* Icon, name and provider at the head of a page. */
void shop_head(struct req *r, const struct offer *o);
/* How a mini-program gets the plugin: at once, or after the provider's answer. */
const char *shop_add_mode(const struct req *r, const struct offer *o);
/* Append a move that does not ask (show_move of web/page.h) when the machine opens it to the caller in this state; else
 * NULL. */
struct data *shop_move(struct req *r, struct data *d, const struct machine *m, const char *state, const char *action,
                       const char *to, const char *tone);
/* Append a move that asks first, in the same way; the button confirms in the move's words. */
struct data *shop_ask(struct req *r, struct data *d, const struct machine *m, const char *state, const char *action,
                      const char *to, const char *tone, const char *consequence);
/* The mini-program that the address remembers (?app=), for 添加插件; NULL when there is none. */
const char *shop_app(const struct req *r);
/* For {{>part_choosing}}: for which of the caller's mini-programs one is choosing; NULL for none. */
void shop_choosing(struct req *r, const char *name);
/* Put it into an address again. */
const char *shop_keep(const struct req *r, const char *u);

#endif
