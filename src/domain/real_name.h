/* Real-name verification of a subject. Source: domain.md section 4 "real-name". */
#ifndef DOMAIN_REAL_NAME_H
#define DOMAIN_REAL_NAME_H

#include "app/ctx.h"
#include "rule/move.h"

extern const struct machine real_name_machine;

/* The reviewer's decision moves it (approve → verified, refuse → refused with the reason), inside the desk's transaction. */
MUST_USE enum res real_name_decided(struct ctx *c, int64_t subject_id, bool approve, const char *reason);

#endif
