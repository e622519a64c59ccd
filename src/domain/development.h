/* Development settings (开发设置, S1 and S4): the servers that a plugin talks to. Its Token is in plugin_token.h.
 * Source: domain.md section 2 "Plugin". They keep no upload back. */
#ifndef DOMAIN_DEVELOPMENT_H
#define DOMAIN_DEVELOPMENT_H

#include "app/ctx.h"

enum { DEVELOPMENT_DOMAINS = 20, DEVELOPMENT_TEXT = 8000 /* code points that may be typed */ };

struct development {
  int64_t plugin_id, rev /* 1 before anything was saved */, changed_at /* 0 then */;
  const char *domains;    /* origins in the form of base/origin.h, one a line; "" for none */
  const char *changed_by; /* display name; NULL then */
};

/* One query. RES_OK also where nothing was saved yet; the plugin has been loaded by the caller. */
MUST_USE enum res development_load(struct ctx *c, int64_t plugin_id, struct development *out);

/* What people type, one domain a line: *out gets them normalised, each once, in the order typed, and *n their number.
 * RES_INVALID on field "domains", naming the lines that are wrong and what to do with each; more than 20. No query. */
MUST_USE enum res development_read(struct ctx *c, const char *typed, const char **out, size_t *n);

/* Inside a transaction: keep what development_read gave, and write the audit row with it. RES_STALE when somebody else has
 * saved since `seen`. 1 statement. */
MUST_USE enum res development_save(struct ctx *c, const struct development *seen, const char *domains);

#endif
