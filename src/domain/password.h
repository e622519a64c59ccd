/* What makes a password good enough: long, not common, not about the account. security.md rule 16. Pure. */
#ifndef DOMAIN_PASSWORD_H
#define DOMAIN_PASSWORD_H

#include "base/arena.h"

#include <stdbool.h>

enum { PASSWORD_ALONE = 15, PASSWORD_WITH_CODE = 8, PASSWORD_MAX = 128 /* code points */ };

/* NULL when good, else Chinese words for tr(). `second_step`: the account also asks for a code. `context` are texts that
 * the password must not contain (e-mail, names), NULL-terminated. */
const char *password_complaint(struct arena *a, const char *password, bool second_step, const char *const *context);

#endif
