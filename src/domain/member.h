/* The people of a subject. Source: domain.md section 1. Inviting and changing roles belong to a later part. */
#ifndef DOMAIN_MEMBER_H
#define DOMAIN_MEMBER_H

#include "app/ctx.h"

struct member_item {
  int64_t user_id, can_obtain, created_at;
  const char *role, *display_name, *email;
};
/* The members in the order in which they came, the main account first, at most 100. */
MUST_USE enum res member_list(struct ctx *c, int64_t subject_id, struct member_item **out, size_t *n);

#endif
