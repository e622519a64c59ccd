/* Payment capability of a plugin (支付能力): what a host's people may pay inside it. Source: domain.md sections 2 "Payment" and 4
 * "payment", seed S1's table. */
#ifndef DOMAIN_PAYMENT_H
#define DOMAIN_PAYMENT_H

#include "app/ctx.h"
#include "domain/evidence.h"
#include "domain/payment_terms.h"
#include "rule/move.h"

extern const struct machine payment_machine;

/* The column of a query that says what a plugin's people may pay by: `none`, `provider` or `merchant`. It is what was opened,
 * while the plugin is still with the mini-program that it was opened for and that one has payment itself. `plugin` is SQL
 * for the id of the plugin. This is the `payment` of resolve answers (domain.md section 5). */
#define PAYMENT_OF(plugin)                                                                                             \
  "COALESCE((SELECT yp.mode FROM payment yp JOIN plugin yq ON yq.id = yp.plugin_id AND yq.app_id = yp.app_id"          \
  " JOIN app ya ON ya.id = yq.app_id AND ya.payment_opened = 1 WHERE yp.plugin_id = " plugin                           \
  " AND yp.state = 'open'), 'none')"

/* One plugin's, with the facts that it is about. Texts that were never given are NULL. */
struct payment {
  int64_t plugin_id, app_id /* owner mini-program now */, subject_id, submitted_at, decided_at;
  int64_t rev, round;  /* both 0: never submitted */
  int64_t app_payment; /* the mini-program has payment opened */
  const char *state, *mode, *provider_no, *sub_merchants /* a line each */, *services /* payment_services_read */;
  const char *merchant_no; /* of the mini-program when it was submitted */
  const char *reason;      /* of the last refusal */
  const char *files;       /* keys of the latest files in hex, in order; NULL: none */
  const char *now;         /* PAYMENT_OF */
  const char *plugin_name, *app_name, *app_merchant_no, *subject_name, *subject_type;
};
/* RES_NOT_FOUND when there is no such plugin. One query. */
MUST_USE enum res payment_load(struct ctx *c, int64_t plugin_id, struct payment *out);

/* RES_OK when the owner mini-program has payment opened with its merchant number; else RES_CONFLICT, in words, with the
 * mini-program's settings as the place. No query. */
MUST_USE enum res payment_may_submit(struct ctx *c, const struct payment *x);

/* What is handed in. Mode `provider` takes provider_no, sub_merchants (as typed) and tied, mode `merchant` services and files;
 * what belongs to the other mode is left out. */
struct payment_in {
  const char *mode, *provider_no, *sub_merchants;
  int64_t tied; /* confirmed: the sub-merchant numbers are tied to the owner mini-program */
  const struct payment_service *service;
  size_t nservices;
  const struct evidence_file *file;
  size_t nfiles;
};
/* none, refused → auditing, and a review is queued. Inside a transaction. RES_INVALID names the field (mode, provider_no,
 * sub_merchants, tied, services or services.N.address, evidence); RES_CONFLICT: as payment_may_submit, or another state;
 * RES_FORBIDDEN for others than main account and managers. What was handed in before is replaced. */
MUST_USE enum res payment_submit(struct ctx *c, struct payment *x, const struct payment_in *in);
/* auditing → none, and its review is withdrawn. Inside a transaction. */
MUST_USE enum res payment_withdraw(struct ctx *c, struct payment *x);
/* Inside a transaction: the plugin, whose payment is in that state (not auditing), goes to another mini-program. What was handed
 * in and opened was for the former one: nothing of it is left but the evidence of who handed it in. */
MUST_USE enum res payment_handed_over(struct ctx *c, int64_t plugin_id, const char *state, int64_t rev);
/* The reviewer's decision moves it (approve → open, refuse → refused with the reason), inside the desk's transaction.
 * RES_CONFLICT when it is not in auditing any more, when what is stored is not what was shown, or, for an approval, when
 * the mini-program's payment is not what was submitted. */
MUST_USE enum res payment_decided(struct ctx *c, int64_t plugin_id, bool approve, const char *reason,
                                  struct bytes shown_hash);

#endif
