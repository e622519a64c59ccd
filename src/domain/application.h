/* Applications: a merchant asks the provider for a binding (add mode `approval`), with a reason; one belongs to each
 * waiting binding and moves together with it. Source: domain.md section 2 "Application", section 4 "application",
 * "bind", section 6 "24 h".
 *
 * What happens to a pending one when something else changes:
 *   the plugin is unshelved or hidden    nothing: that ends new obtaining only, and this subject has obtained it
 *   its add mode becomes `free`          nothing: it is still to be answered; its merchant may withdraw and bind at once
 *   it is taken down (disabled)          it cannot be approved while that lasts, but refused, withdrawn, expired
 *   the binding's major has no version online   the same, until one is
 *   the merchant's subject is suspended  the same, until it is active
 *   the category restriction excludes the mini-program by now   the same; the merchant can see to its categories
 * From its due time on nobody moves it but the clock, so that the answer does not depend on when the job ran. */
#ifndef DOMAIN_APPLICATION_H
#define DOMAIN_APPLICATION_H

#include "base/clock.h"
#include "domain/offer.h"
#include "domain/span.h"
#include "rule/move.h"

extern const struct machine application_machine;

enum {
  APPLICATION_REASON = 200, /* code points, of the merchant and of a refusal */
  APPLICATION_TIME = 24 * HOUR,
  APPLICATION_SOON = 4 * HOUR, /* what is left when the provider is reminded */
};

struct application {
  int64_t id, rev, binding_id, binding_rev, plugin_id, provider_id /* subject of the plugin */, app_id,
      subject_id /* of the mini-program */, applied_at, due_at, decided_at /* 0: pending */;
  int64_t disabled /* the plugin is */, servable /* the binding's major has a version online */;
  const char *state, *binding_state, *reason, *answer /* of a refusal; NULL: none */, *applicant,
      *decider /* NULL: none */;
  const char *app_name, *subject_name, *subject_type, *subject_state, *categories /* passed codes, | between */,
      *category_names /* the same in the caller's language */;
  const char *host_level1, *host_types, *note_zh,
      *note_en;   /* the restriction of the plugin's category; NULL: none yet */
  int64_t rule_n; /* of the rule that approved it (application_rule.h); 0: a person did, or nobody */
  const char *rule_types, *rule_names; /* what the rule says; NULL: none */
  struct bytes app_avatar;
  int64_t total; /* of application_history: the same in every row */
};
/* RES_NOT_FOUND when there is none. The caller decides by application_rel or ctx_rel(c, out->subject_id). One query. */
MUST_USE enum res application_load(struct ctx *c, int64_t id, struct application *out);
/* The caller's relation to it as the plugin's side: REL_PROVIDER for those who may answer (policy PERM_ANSWER), 0 for others. */
unsigned application_rel(const struct ctx *c, const struct application *a);

/* One application for each of `n` waiting bindings that were made just now: part of binding_bind, which calls it. `id` are
 * their ids, drawn before, in the order of `binding` and `app`. */
MUST_USE enum res application_apply(struct ctx *c, int64_t plugin_id, const int64_t *id, const int64_t *binding,
                                    const int64_t *app, size_t n, const char *reason);
/* Is it a reason? RES_INVALID on field "reason": 1 to APPLICATION_REASON code points are. */
MUST_USE enum res application_reason(struct ctx *c, const char *reason);

/* Inside a transaction: the provider's answer. approve: the binding becomes active with a token; refuse (with a reason): it
 * is closed. RES_FORBIDDEN for others than the provider; RES_CONFLICT when it is over, or by the guards above, with the side
 * that has to do something. 4 statements with those of the journal. */
MUST_USE enum res application_answer(struct ctx *c, const struct application *a, const char *action,
                                     const char *reason);
/* Can a pending one be answered so (approve, refuse) now? RES_OK, or RES_CONFLICT by the same guards. No query. */
MUST_USE enum res application_open(struct ctx *c, const struct application *a, const char *action);
/* Inside a transaction: its merchant takes the application of a waiting binding back; the binding is closed. 5 statements. */
MUST_USE enum res application_withdraw(struct ctx *c, int64_t binding_id);
/* Inside a transaction: the clock closes one whose due time has come. RES_CONFLICT when it has not or somebody was first. */
MUST_USE enum res application_lapse(struct ctx *c, int64_t id);
/* The clock: what is due expires, at most 1000 a call, each in a transaction of its own; *n says how many. What another
 * process moves at this moment is left to it. */
MUST_USE enum res application_expire(struct ctx *c, int64_t *n);

/* Those that wait for an answer, by their due time, soonest first: up to `limit` rows behind `from` (at: due time), with
 * `back` the rows before it, in the same order. One query. */
MUST_USE enum res application_waiting(struct ctx *c, int64_t plugin_id, struct place from, bool back, int64_t limit,
                                      struct application **out, size_t *n);

/* Those that ended, by the time of their end. `total` in every row is how many the list has, 1001 for more than 1000. One
 * query. */
struct application_filter {
  const char *q;     /* an exact AppID or a part of the mini-program's name; "": all */
  const char *state; /* approved, refused, expired, withdrawn; "": all */
  const char *by;    /* "rule": approved by a rule; "person": answered by a person; "": all */
};
MUST_USE enum res application_history(struct ctx *c, int64_t plugin_id, const struct application_filter *f,
                                      const struct span *span, struct application **out, size_t *n);

#endif
