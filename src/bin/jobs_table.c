/* What runs by itself, in the order in which one round runs it. */
#include "bin/jobs.h"

#include "base/clock.h"
#include "domain/application.h"
#include "domain/former.h"
#include "domain/market_terms.h"
#include "domain/review.h"
#include "domain/sealer.h"
#include "domain/transfer.h"
#include "web/sweep.h"

static enum res leases(struct ctx *c) {
  int64_t n;

  return review_expire(c, &n);
}

static enum res applications(struct ctx *c) {
  int64_t n;

  return application_expire(c, &n);
}

static enum res transfers(struct ctx *c) {
  int64_t n;

  return transfer_expire(c, &n);
}

const struct job jobs_table[] = {
    {"leases", 5, leases},
    {"applications", 5, applications},
    {"transfers", 5, transfers},
    {"audit-seal", 5, audit_seal},
    {"market-terms", 5, market_renew},
    {"former-names", MINUTE, former_end},
    {"sweep", 10 * MINUTE, sweep_old},
    {NULL, 0, NULL},
};
