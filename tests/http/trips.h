/* How many round trips to the database each kind of request took, as the site's own log tells it (the number that
 * X-Db-Trips carries in dev mode). The log also knows what the visitor of client.h went past on the way: the answer to
 * a POST is a redirection that it has followed. */
#ifndef TESTS_HTTP_TRIPS_H
#define TESTS_HTTP_TRIPS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* One kind of change: a page, an action, and what else tells it from others. */
struct trips {
  const char *page, *action, *label;
  long least; /* of those that succeeded */
  int times;
};

struct ledger;

/* Begins at the present end of $PLUGSHELF_TEST_STATE/log/app.log. */
struct ledger *ledger_new(struct arena *a);
/* What is posted from now on is written down under this label; "" at first. */
void ledger_label(struct ledger *l, const char *label);
/* All kinds of POST that led somewhere (303), in the order in which they first came. */
const struct trips *ledger_read(struct ledger *l, size_t *n);

#endif
