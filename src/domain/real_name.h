/* Real-name verification of a subject. Source: domain.md section 4 "real-name", interface.md form "real-name". */
#ifndef DOMAIN_REAL_NAME_H
#define DOMAIN_REAL_NAME_H

#include "app/ctx.h"
#include "domain/evidence.h"
#include "rule/move.h"

extern const struct machine real_name_machine;

/* The verification of one subject, with the facts that it is about. */
struct real_name {
  int64_t subject_id, rev, submitted_at, decided_at, round /* of the latest files; 0: none */;
  const char *state, *licence_no, *contact, *real_name, *reason /* of the last refusal */;
  const char *files;  /* keys of the latest files in hex, in order; NULL: none */
  struct bytes id_no; /* sealed; real_name_id_no opens it */
  const char *subject_name, *subject_type;
};

/* RES_NOT_FOUND when there is no such subject. One query. */
MUST_USE enum res real_name_load(struct ctx *c, int64_t subject_id, struct real_name *out);
/* The id number in clear text, "" when there is none or the key file is another. For the owner and the reviewer. */
const char *real_name_id_no(struct ctx *c, const struct real_name *x);
/* All but its last four characters as *. */
const char *real_name_masked(struct ctx *c, const char *id_no);

/* What is handed in: organisations give licence_no and contact, individuals real_name and id_no; both give files. */
struct real_name_in {
  const char *licence_no, *contact, *real_name, *id_no;
  const struct evidence_file *file;
  size_t n;
};

/* none, refused → auditing, and a review is queued. Inside a transaction. RES_INVALID names the field; RES_CONFLICT in
 * another state; RES_FORBIDDEN for others than the main account. What was handed in before is replaced. */
MUST_USE enum res real_name_submit(struct ctx *c, struct real_name *x, const struct real_name_in *in);
/* auditing → none, and its review is withdrawn. Inside a transaction. */
MUST_USE enum res real_name_withdraw(struct ctx *c, struct real_name *x);
/* The reviewer's decision moves it (approve → verified, refuse → refused with the reason), inside the desk's transaction.
 * RES_CONFLICT when it is not in auditing any more, or when what is stored is not what was shown. */
MUST_USE enum res real_name_decided(struct ctx *c, int64_t subject_id, bool approve, const char *reason,
                                    struct bytes shown_hash);

#endif
