/* Rows that only live for a while: sessions, idempotency keys, stashed forms, throttle counters. */
#ifndef WEB_SWEEP_H
#define WEB_SWEEP_H

#include "app/ctx.h"

/* Delete what is over (idempotency keys after 24 h: domain.md section 6), a thousand rows of each kind a call. */
MUST_USE enum res sweep_old(struct ctx *c);

#endif
