/* What both sides' pages of joint debugging have in common: the two views (open, over) and what a link serves. */
#ifndef PAGES_LINKS_SHOW_H
#define PAGES_LINKS_SHOW_H

#include "domain/link.h"
#include "domain/resolve.h"
#include "pages/paging.h"
#include "web/filter.h"
#include "web/list.h"

/* A row of either list. */
struct link_row {
  struct link link;
  const struct resolve_facts *facts; /* NULL: it is over */
};

/* The page's `.filters`: `view` is "" (open) or "over". */
extern const struct filters link_filters;
bool links_open(const struct req *r);
/* The list `views` with its buttons; `u` is the page. */
void links_views(struct req *r, const char *u);

/* What `link_of_plugin` or `link_of_app` gave, as rows with their facts: two more queries for open ones. */
MUST_USE enum res links_rows(struct req *r, struct link *l, size_t n, struct list_part *out);
/* What struct list has of such rows; the page adds fetch, row and empty. */
const char *links_key(struct req *r, const void *row);
#define LINKS_LIST .name = "links", .size = sizeof(struct link_row), .known = paging_known, .key = links_key
/* Nothing there: these words (Chinese, translated here) while the open ones are asked for, the same of both sides for the
 * others. */
void links_empty(struct req *r, const char *title, const char *text);

/* Icon, name, state and times of a row, and the list `gets` for {{>part_gets}}: what its mini-program gets and why, in
 * development and for good, with the ways of this side to change it as links. */
void links_row(struct req *r, struct data *d, const struct link_row *x, enum link_side side);

/* The links's move as a button that names the other object of the pair in a hidden field; `consequence` NULL: it does not ask.
 * Only where the machine opens it to r->rel. */
void links_move(struct req *r, struct data *d, const struct link *l, enum link_side side, const char *action,
                const char *tone, const char *consequence);

/* The open link that a posted form is about; stale when it has moved since. RES_CONFLICT in words when it is over. */
MUST_USE enum res links_posted(struct req *r, int64_t plugin_id, int64_t app_id, struct link *out);

#endif
