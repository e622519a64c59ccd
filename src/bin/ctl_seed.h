/* What the seed reads of the database itself. */
#ifndef BIN_CTL_SEED_H
#define BIN_CTL_SEED_H

#include "app/ctx.h"
#include "bin/demo.h"

/* Be this user, as a session of his would: subject, role, verification, rights. RES_NOT_FOUND when there is none. */
MUST_USE enum res seed_be(struct ctx *c, int64_t user_id);
/* RES_CONFLICT when anybody is registered already. */
MUST_USE enum res seed_empty(struct ctx *c);
/* Does every state of every machine occur? On RES_CONFLICT *missing lists those that do not. */
MUST_USE enum res seed_states(struct ctx *c, const char **missing);
/* Write demo.json (0600): a new file that takes the place of an old one. RES_UNAVAILABLE when it cannot be written. */
MUST_USE enum res seed_write(struct demo *d, const char *file);

#endif
