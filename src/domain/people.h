/* People and subjects: registering, recognising a person, staff accounts. Source: domain.md section 1, security.md 16, 17. */
#ifndef DOMAIN_PEOPLE_H
#define DOMAIN_PEOPLE_H

#include "app/ctx.h"
#include "base/seal.h"

struct registration {
  const char *email, *password, *display_name, *subject_type, *subject_name;
};

/* Make user, subject, main membership and an empty verification. Inside a transaction. RES_INVALID names the field
 * (e-mail taken, subject name taken, password too weak). */
MUST_USE enum res people_register(struct ctx *c, const struct registration *in, int64_t *user_id, int64_t *subject_id);

struct account {
  int64_t id, subject_id /* first membership; 0: none */, totp_step, invited_until /* one-time secret; 0: none */;
  const char *password, *display_name, *email_key, *rights /* comma separated; NULL: none */;
  struct bytes totp_secret; /* sealed; empty: not enrolled */
};

/* Is it this person? Takes the same time for an absent account. RES_INVALID when not (one message for both reasons), also
 * when a one-time secret is over. Not in a transaction; no throttling here. */
MUST_USE enum res people_recognise(struct ctx *c, const char *email, const char *password, struct account *out);
MUST_USE enum res people_account(struct ctx *c, int64_t user_id, struct account *out);
/* The password alone, of a known user (step-up). RES_INVALID when wrong. */
MUST_USE enum res people_password(struct ctx *c, const struct account *acc, const char *password);
/* The second step, inside a transaction: a code works once. RES_INVALID when it fits no step or was used. */
MUST_USE enum res people_code(struct ctx *c, const struct account *acc, const char *code);
/* Replace the password; ends the one-time secret. Inside a transaction. RES_INVALID on field "password". */
MUST_USE enum res people_new_password(struct ctx *c, const struct account *acc, const char *password);

/* A staff account: rights are comma-separated codes. Gives the one-time secret (7 days) and the TOTP secret (base32).
 * Inside a transaction. */
struct staff_new {
  const char *email, *display_name, *rights;
};
MUST_USE enum res people_staff(struct ctx *c, const struct staff_new *in, const char **secret, const char **totp,
                               int64_t *user_id);

#endif
