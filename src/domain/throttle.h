/* Slowing down guesses. Failures are counted per bucket; after a few the bucket is closed for a growing time.
 *
 * Buckets: the account as strangers see it, the account from a device that signed in before, and the address. So a
 * stranger's guesses never lock the owner out of a known device. security.md rule 16. Only failures count. */
#ifndef DOMAIN_THROTTLE_H
#define DOMAIN_THROTTLE_H

#include "app/ctx.h"

struct throttle {
  const char *account; /* what names the account: canonical e-mail or user id */
  const char *device;  /* token of a known device, NULL for none */
  const char *address;
};

/* Before any costly check. RES_THROTTLED with the waiting time in words when a bucket is closed. */
MUST_USE enum res throttle_check(struct ctx *c, const struct throttle *t);
/* Count a failure. Outside any transaction: a refused sign-in must still count. */
MUST_USE enum res throttle_fail(struct ctx *c, const struct throttle *t);
/* A success forgets the account's failures (the address keeps its own). */
MUST_USE enum res throttle_pass(struct ctx *c, const struct throttle *t);

#endif
