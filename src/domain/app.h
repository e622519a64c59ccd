/* Mini-programs (hosts) and their categories. Source: domain.md section 2 "Mini-program". */
#ifndef DOMAIN_APP_H
#define DOMAIN_APP_H

#include "app/ctx.h"

struct app {
  int64_t id, subject_id, payment_opened, rev, created_at;
  const char *name, *base_library, *merchant_no;
  const char *subject_name, *subject_type, *real_name; /* of the owner; real_name is its verification state */
  const char *categories; /* codes of the passed ones, | between, in tree order; may be empty */
  struct bytes avatar;    /* sha256 of the image; empty: none */
};

/* RES_NOT_FOUND when there is none. One query. The caller decides by ctx_rel(c, out->subject_id). */
MUST_USE enum res app_load(struct ctx *c, int64_t id, struct app *out);

#endif
