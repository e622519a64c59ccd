/* Deprecation (停止维护): a provider says until when it maintains a version, or the whole plugin, and what takes its place. It
 * changes nothing of what is served. Source: domain.md section 7.7. */
#ifndef DOMAIN_DEPRECATION_H
#define DOMAIN_DEPRECATION_H

#include "domain/plugin.h"
#include "rule/move.h"

extern const struct machine deprecation_machine;

enum { DEPRECATION_REASON = 200 /* code points */, DEPRECATION_DAYS = 3 * 365 /* ahead at most */ };

struct deprecation {
  int64_t id, version_id /* 0: the whole plugin */, successor /* id; 0: none */, rev, ends_at, set_at;
  const char *state, *reason;
  const char *number;         /* of the version; NULL: the whole plugin */
  const char *successor_name; /* number of the version, or name of the plugin; NULL: none */
};
/* What is announced about a plugin, the whole plugin first, then by falling number; with `lifted` what was lifted too. At most
 * 200. One query. */
MUST_USE enum res deprecations_of(struct ctx *c, int64_t plugin_id, bool lifted, struct deprecation **out, size_t *n);
/* The one about a version by its number, or about the whole plugin (NULL); NULL where there is none. */
const struct deprecation *deprecation_find(const struct deprecation *d, size_t n, const char *number);

/* Inside a transaction: announce, or change what was announced. `about` is a version's number or "" for the whole plugin;
 * `successor` a higher version's number, or the id of another plugin in the market, or ""; `ends` a date of the display zone.
 * RES_INVALID names the field: about, successor, ends, reason. RES_FORBIDDEN for others than those who release. */
struct deprecation_input {
  const char *about, *successor, *ends, *reason;
};
MUST_USE enum res deprecation_announce(struct ctx *c, const struct plugin *p, const struct deprecation_input *in);
/* Inside a transaction: it is maintained again. RES_NOT_FOUND: nothing is announced with this id. */
MUST_USE enum res deprecation_lift(struct ctx *c, const struct plugin *p, int64_t id);

#endif
