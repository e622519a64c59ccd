/* What the jobs do to rows whose time has come: one after the other, each in a transaction of its own, so that one that
 * somebody acts on keeps none of the others waiting. */
#ifndef DOMAIN_EACH_H
#define DOMAIN_EACH_H

#include "app/ctx.h"
#include "base/shape.h"

/* What the query of a job gives: SELECT id. */
struct each_row {
  int64_t id;
};
SHAPE(each_shape, struct each_row, M(struct each_row, id));

/* Run `work` for each of the rows, in a transaction of its own. RES_CONFLICT of one (somebody acts on it, or has acted) rolls it
 * back and goes on with the next; anything else that is not RES_OK ends the round and is the result. *n grows by how many
 * were done, also then. */
MUST_USE enum res each_tx(struct ctx *c, const struct each_row *row, size_t count,
                          enum res (*work)(struct ctx *c, int64_t id), int64_t *n);

#endif
