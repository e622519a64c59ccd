/* Evidence files: a class of their own; only their owner and reviewers of their kind may read them. domain.md section 2. */
#ifndef DOMAIN_EVIDENCE_H
#define DOMAIN_EVIDENCE_H

#include "app/ctx.h"

struct evidence {
  int64_t id, object_id, round;
  const char *kind, *name;
  struct bytes sha256;
};
/* Keep a file for an object's submission round. `data` was checked (png, jpg, pdf by its first bytes). */
MUST_USE enum res evidence_put(struct ctx *c, const char *kind, int64_t object_id, int64_t round, const char *name,
                               const char *type, struct bytes data);
MUST_USE enum res evidence_list(struct ctx *c, const char *kind, int64_t object_id, int64_t round,
                                struct evidence **out, size_t *n);
MUST_USE enum res evidence_load(struct ctx *c, int64_t id, struct evidence *out);

#endif
