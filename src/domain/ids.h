/* Public ids: 16 random digits below 2^53 out of one namespace, so an appid never equals a plugin id. domain.md section 2. */
#ifndef DOMAIN_IDS_H
#define DOMAIN_IDS_H

#include "app/ctx.h"

/* Take a new id for an object of `kind` ("app", "plugin" …), inside the transaction that makes the object. */
MUST_USE enum res id_new(struct ctx *c, const char *kind, int64_t *out);
/* The same for `n` of them (≤ 100) by one statement: all of one kind, or each of its own. */
MUST_USE enum res ids_new(struct ctx *c, const char *kind, size_t n, int64_t *out);
MUST_USE enum res ids_draw(struct ctx *c, const char *const *kind, size_t n, int64_t *out);
/* As a JSON array, for statements that read one ("[1,2]"); at most 100 of them. */
const char *ids_json(struct ctx *c, const int64_t *id, size_t n);
/* 16 digits, or 0. */
int64_t id_parse(const char *s);

#endif
