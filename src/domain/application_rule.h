/* A provider's standing rule: applications of certain subjects or mini-programs are approved at once, in the transaction in which
 * they are made. At most one rule of a plugin is on. A rule is never changed: another one takes its place, so that an
 * application can always say by which words it was approved. Source: domain.md section 4 "application", issue 4 item 6. */
#ifndef DOMAIN_APPLICATION_RULE_H
#define DOMAIN_APPLICATION_RULE_H

#include "domain/plugin.h"
#include "rule/move.h"

extern const struct machine rule_machine;

struct rule {
  int64_t id, plugin_id, n /* counts from 1 in each plugin */, rev, made_at, ended_at /* 0: it is on */,
      approved /* applications, by this rule; 21 for more than 20 */;
  const char *state;
  const char *host_types;   /* subject types, | between; empty: any */
  const char *host_level1;  /* first levels of categories, | between; empty: any */
  const char *level1_names; /* the same in the caller's language */
  const char *made_by, *ended_by /* NULL: nobody */;
};

/* The newest rule of a plugin, on or not. RES_NOT_FOUND: there never was one. One query. */
MUST_USE enum res rule_last(struct ctx *c, int64_t plugin_id, struct rule *out);
/* All of them, newest first: up to `limit` before the one with the number `n` (0: from the newest on), with `back` the nearest
 * ones after it. One query. */
MUST_USE enum res rule_list(struct ctx *c, int64_t plugin_id, int64_t n, bool back, int64_t limit, struct rule **out,
                            size_t *found);

/* Inside a transaction: a new rule, in the place of the one that is on. `rev` is the number of the next rule as the caller saw
 * it (that of the newest and one more). RES_STALE: there is another one by now; RES_INVALID on field "host_types": neither
 * types nor categories, or the same as before. RES_FORBIDDEN without PERM_ANSWER. 3 statements. */
MUST_USE enum res rule_set(struct ctx *c, const struct plugin *p, int64_t rev, const char *host_types,
                           const char *host_level1);
/* Inside a transaction: stop the rule that is on; applications wait again. RES_CONFLICT when none is on. 2 statements. */
MUST_USE enum res rule_stop(struct ctx *c, const struct plugin *p, int64_t rev);

/* Does it approve an application of this mini-program? `categories` are its passed codes, | between. */
bool rule_fits(struct ctx *c, const char *host_types, const char *host_level1, const char *categories,
               const char *subject_type);
/* "企业、媒体；餐饮" in the caller's language; `names` are those of the categories, | between. */
const char *rule_words(const struct ctx *c, const char *host_types, const char *names);

/* The first levels that a rule `y` names, in words, for statements that read one along; one value: 1 for
 * Chinese. */
#define RULE_NAMES                                                                                                     \
  "(SELECT GROUP_CONCAT(DISTINCT IF(?, z.level1_zh, z.level1_en) ORDER BY z.position SEPARATOR '|') FROM category z"   \
  " WHERE FIND_IN_SET(z.level1, REPLACE(y.host_level1, '|', ',')))"

#endif
