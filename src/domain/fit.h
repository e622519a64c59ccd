/* Choosing plugins for one mini-program: which of them it cannot have, told before one is opened (domain.md section 9.10:
 * restrictions are shown before applying). */
#ifndef DOMAIN_FIT_H
#define DOMAIN_FIT_H

#include "domain/category.h"

struct fit {
  const char *name;       /* of the mini-program; NULL: the caller's subject has none with this id */
  const char *categories; /* passed codes, | between */
  const char *plugins;    /* ids of what it is bound to, | between; w behind the id where that waits for an answer */
};

/* The category tree (as category_list gives it) and the mini-program, in one query. At most its newest 1000 bindings. */
MUST_USE enum res fit_tree(struct ctx *c, int64_t app_id, struct category **tree, size_t *n, struct fit *out);
/* Why a plugin of this category (NULL: none known) is not for it, in words of the caller's language; NULL: it is. No query. */
const char *fit_why(struct ctx *c, const struct fit *f, const struct category *k, int64_t plugin_id);

#endif
