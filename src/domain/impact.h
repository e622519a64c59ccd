/* Who runs a version, and what becomes of them when it goes offline. Source: domain.md section 4 "offline", section 5 "E by
 * policy".
 *
 * A binding follows the newest online version of its major, or is pinned to one version of it. Going offline takes the version
 * from those that follow it; those that are pinned to it keep it. */
#ifndef DOMAIN_IMPACT_H
#define DOMAIN_IMPACT_H

#include "domain/span.h"
#include "domain/version.h"

enum { IMPACT_NAMES = 5 };

struct impact {
  int64_t follows;   /* it is what those get that follow its major: 1 or 0 */
  int64_t following; /* mini-programs that get it so, stopped ones too; 1001 for more than 1000 */
  int64_t pinned;    /* mini-programs that are pinned to it; likewise */
  const char *next;  /* what the former get once it is offline: a number; NULL: nothing */
  const char *names; /* of the IMPACT_NAMES newest of all these, one a line; NULL: none */
};
/* One query. */
MUST_USE enum res impact_load(struct ctx *c, const struct version *v, struct impact *out);

struct impact_host {
  int64_t id /* of the binding */, app_id, created_at, pinned;
  const char *state, *app_name, *subject_name;
  struct bytes avatar;
};
/* All of them by the time of binding. One query; none where there are none. */
MUST_USE enum res impact_hosts(struct ctx *c, const struct version *v, const struct impact *i, const struct span *span,
                               struct impact_host **out, size_t *n);

#endif
