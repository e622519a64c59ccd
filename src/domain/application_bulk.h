/* Answering many applications of one plugin by one act. What cannot be answered so any more is left, with its reason, and the
 * others go through: one transaction, one statement for all moves, and a history and audit row for each. Source: interface.md
 * "applications", issue 4 item 6. */
#ifndef DOMAIN_APPLICATION_BULK_H
#define DOMAIN_APPLICATION_BULK_H

#include "domain/application.h"

enum { BULK_MAX = 100 };

/* Those of these ids that are applications of the plugin, by their due time. At most BULK_MAX ids. One query. */
MUST_USE enum res application_named(struct ctx *c, int64_t plugin_id, const int64_t *id, size_t n,
                                    struct application **out, size_t *found);
/* Can it be answered so (approve, refuse) now? NULL: it can; else why not, in the caller's language. No query. */
const char *application_bar(struct ctx *c, const struct application *a, const char *action);

struct bulk {
  struct application *went; /* as they were before */
  size_t nwent;
  struct application *left;
  const char **words; /* why, for each that is left */
  size_t nleft;
};
/* Inside a transaction: approve, or refuse with a reason, those of 1 … BULK_MAX different ids that can be. RES_NOT_FOUND when
 * one is none of the plugin's; RES_FORBIDDEN for others than the provider; RES_INVALID: more than BULK_MAX, or on field "reason".
 * RES_OK also when nothing went. At most 3 statements and those of the journal. */
MUST_USE enum res application_answer_all(struct ctx *c, int64_t plugin_id, const int64_t *id, size_t n,
                                         const char *action, const char *reason, struct bulk *out);

/* Inside the transaction that made these pending ones with their waiting bindings: a rule of their plugin approves them. Their
 * ids, states and revs are all that is looked at. One statement. */
MUST_USE enum res application_accept_all(struct ctx *c, const struct application *a, size_t n, int64_t rule_id);

#endif
