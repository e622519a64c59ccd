/* Posted forms that wait in a sealed row: for a step-up (session.h stash_put, goes on by itself) and for signing in again
 * (detour.h, is only shown). This is what both have in common. */
#ifndef WEB_STASH_H
#define WEB_STASH_H

#include "web/page.h"

/* What was posted, under the address `at`, as text that stash_unpack reads. `whole`: everything, for going on; otherwise without
 * tokens and secrets, but with the names of the secrets and of the fields in which files were chosen. NULL: it does not fit in
 * `max` bytes. */
const char *stash_pack(struct req *r, const char *at, bool whole, size_t max);
/* RES_NOT_FOUND when it is no such text. Files come back without their bytes (fd -1), secrets as STASH_SECRET. */
MUST_USE enum res stash_unpack(struct req *r, struct bytes text, const char **at, struct http_form *post);
/* Stands for a secret that was typed; never shown, because fields of that kind never are. */
#define STASH_SECRET "*"

#endif
