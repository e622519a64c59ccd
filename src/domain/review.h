/* Reviews: one per submission; what the queue, the claim and the decision have in common for every kind.
 *
 * This file knows no version, listing or verification: submitters open and withdraw reviews, domain/desk decides and
 * then moves the object. Source: domain.md section 4 "review" and section 6. */
#ifndef DOMAIN_REVIEW_H
#define DOMAIN_REVIEW_H

#include "app/ctx.h"
#include "base/seal.h"
#include "domain/span.h"
#include "rule/move.h"

extern const struct machine review_machine;

struct review {
  int64_t id, object_id, plugin_id, subject_id, submitter, rev, round, queued_at, submitted_at, due_at, claimed_by,
      lease_until, decided_by, decided_at, own; /* own: the caller is a member of the submitting subject */
  const char *kind, *state, *reason;
  struct bytes shown_hash;
};

/* What the kinds differ in. */
struct review_kind {
  const char *code, *label; /* "version" 版本审核 */
  unsigned rel;             /* relation of its reviewers */
};
/* NULL when unknown. */
const struct review_kind *review_kind_find(const char *code);
const struct review_kind *review_kinds(size_t *n);

/* Working days until the review of a kind is due, by the configuration. */
int64_t review_due(struct ctx *c, const char *kind, int64_t from, const int64_t *holidays, size_t n);

/* Queue a submission. `shown` is the hash of what is to be decided (NULL when nothing is frozen). A submission sent again
 * within 24 h after a withdrawal or 7 days after a rejection keeps its place: its queue time, and the due time that comes
 * of it. RES_CONFLICT: one is open. */
MUST_USE enum res review_open(struct ctx *c, const char *kind, int64_t object_id, int64_t plugin_id, int64_t subject_id,
                              const unsigned char *shown);
/* The same with an id that was drawn before, together with others. */
MUST_USE enum res review_open_as(struct ctx *c, int64_t id, const char *kind, int64_t object_id, int64_t plugin_id,
                                 int64_t subject_id, const unsigned char *shown);
/* The submitter takes it back, queued or claimed. RES_NOT_FOUND when none is open. */
MUST_USE enum res review_withdraw(struct ctx *c, const char *kind, int64_t object_id);
/* The open or else the latest review of an object. RES_NOT_FOUND when it never had one. */
MUST_USE enum res review_latest(struct ctx *c, const char *kind, int64_t object_id, struct review *out);

MUST_USE enum res review_load(struct ctx *c, int64_t id, struct review *out);
/* The caller's relations to a review: its right for the kind (never for a review of a subject that the caller is a member
 * of: domain.md section 7.8), REL_CLAIMANT while it holds the claim and the lease runs. No query: *v knows. */
unsigned review_rel(const struct ctx *c, const struct review *v);

/* claim (queued, or a claim of one's own renewed), release, and the decision (approve / reject; a rejection needs a reason,
 * which becomes its one finding). They only move the review; domain/desk moves the object in the same transaction. */
MUST_USE enum res review_claim(struct ctx *c, struct review *v, unsigned rel);
MUST_USE enum res review_release(struct ctx *c, struct review *v, unsigned rel);
MUST_USE enum res review_decide(struct ctx *c, struct review *v, unsigned rel, const char *action, const char *reason);

/* The clock: claims whose lease is over go back to the queue, at most 100 a call; *n says how many. Runs its own
 * transactions. */
MUST_USE enum res review_expire(struct ctx *c, int64_t *n);

/* Queue lists, at most 100 rows. tab: "open" (queued, and claimed by others; what is due first), "mine" (claimed by the
 * caller, its lease running; what is due first), "done" (decided, newest first). Only kinds of the caller's rights; kind "" =
 * all of these. The key is a place: due_at or decided_at, and the id; span->oldest is not looked at. RES_NOT_FOUND: no
 * such tab. */
struct review_item {
  int64_t id, object_id, plugin_id, subject_id, queued_at, submitted_at, due_at, claimed_by, lease_until, decided_at,
      round, own /* the caller is a member of the submitting subject and may not decide it */,
      total /* "done": the same in every row, 1001 for more than 1000 */;
  const char *kind, *state, *subject_name, *plugin_name, *claimer /* who decided it or else holds it */, *reason,
      *number /* of the version, "1.2.3"; NULL for other kinds */;
};
MUST_USE enum res review_list(struct ctx *c, const char *tab, const char *kind, const struct span *span,
                              struct review_item **out, size_t *n);
/* How many the tab "open" has, how many of them are overdue, and how many the caller holds; exact to 1000, then 1001. */
struct review_counts {
  int64_t open, overdue, mine;
};
MUST_USE enum res review_count(struct ctx *c, const char *kind, struct review_counts *out);
/* The same of all kinds that the caller reviews, for the dashboard: exact to 100, then 101. */
MUST_USE enum res review_figures(struct ctx *c, struct review_counts *out);
/* The queued one that is due first and that the caller may claim. RES_NOT_FOUND when there is none. */
MUST_USE enum res review_next(struct ctx *c, const char *kind, int64_t *id);
/* All reviews of one object, newest first, at most 50. */
MUST_USE enum res review_rounds(struct ctx *c, const char *kind, int64_t object_id, struct review_item **out,
                                size_t *n);

/* What a reviewer found: rows of a rejection. */
enum { REVIEW_FINDINGS = 50, FINDING_TARGET = 400, FINDING_TEXT = 1000, FINDING_HINT = 400 /* characters */ };
struct finding_item {
  int64_t n, line;    /* line 0: none */
  const char *rule;   /* a code of review_rules, or "reviewer": the reason itself */
  const char *target; /* a file of the package, a place of the listing (listing_task.h); "": the whole */
  const char *severity /* "error", "warning" */, *text, *hint;
  struct bytes seen; /* hash of the target when it was found; empty: not known */
};
/* What a reviewer may say is wrong. */
struct review_rule {
  const char *code, *label; /* Chinese for tr() */
};
const struct review_rule *review_rules(size_t *n);
/* Label of a code, for tr(); of an unknown one that of "other". */
const char *review_rule_label(const char *code);
/* Reject with findings (n of them, 1 … REVIEW_FINDINGS); without a reason their texts become it. RES_INVALID on
 * "findings" for too many. The review moves as by review_decide. */
MUST_USE enum res review_reject(struct ctx *c, struct review *v, unsigned rel, const char *reason,
                                const struct finding_item *f, size_t n);
/* Those of one review, in order. One query, as the next. */
MUST_USE enum res review_findings(struct ctx *c, int64_t review_id, struct finding_item **out, size_t *n);
/* Those of the newest review of an object. */
MUST_USE enum res review_findings_last(struct ctx *c, const char *kind, int64_t object_id, struct finding_item **out,
                                       size_t *n);

/* The median of the last 50 decisions of a kind in seconds (0: none yet), and the place in the queue of its kind (1 is
 * next, counted to 1001; 0: not queued). One query. domain.md section 7.1. */
MUST_USE enum res review_receipt(struct ctx *c, const struct review *v, int64_t *expected, int64_t *place);

#endif
