/* Browser sessions: who is behind a cookie. security.md 12 and 13.
 *
 * The cookie holds 32 random bytes; only their hash is stored. */
#ifndef WEB_SESSION_H
#define WEB_SESSION_H

#include "web/page.h"

/* Factor of a session whose code was given, but whose one-time secret must be replaced by a password first. */
enum { SESSION_NEW_PASSWORD = -1 };

/* Names of the cookies: with __Host- when they are Secure. */
const char *cookie_sid(const struct conf *conf);
const char *cookie_vid(const struct conf *conf);

/* Find the session of r->sid and fill r->c->who (or r->half_user), the flash and the catalogue epoch. One query; one
 * more, once a minute, to note that it was seen. No session: RES_OK and a visitor. */
MUST_USE enum res session_find(struct req *r);
/* Make a session for a user, inside a transaction, and set the cookie. `factor` as in struct principal. */
MUST_USE enum res session_start(struct req *r, int64_t user_id, int64_t subject_id, int factor);
/* The second step or a step-up succeeded: set the factor (a full one is never lowered), note the proof, change the token. */
MUST_USE enum res session_prove(struct req *r, int64_t session_id, int factor);
/* End one session of the user (0: the current one). RES_NOT_FOUND when it is not theirs. */
MUST_USE enum res session_end(struct req *r, int64_t user_id, int64_t session_id);
/* Write r->flash to the current session / clear it; its tone (green unless set) and its text as stored. */
const char *flash_tone(const struct req *r);
const char *flash_text(const struct req *r, const char *text);
MUST_USE enum res flash_write(struct req *r);
MUST_USE enum res flash_clear(struct req *r);

struct session_item {
  int64_t id, created_at, seen_at, factor, total /* the same in every row; 1001 for more than 1000 */;
  const char *agent, *address;
};
/* The user's open sessions, newest first: up to `limit` rows before the one with the id `key` (0: from the newest on), or with
 * `back` the nearest ones after it. */
MUST_USE enum res session_list(struct req *r, int64_t key, bool back, int64_t limit, struct session_item **out,
                               size_t *n);

/* The csrf token for forms of this request; makes a visitor cookie when there is neither session nor visitor cookie. */
const char *csrf_token(struct req *r);
/* Headers first: Sec-Fetch-Site, else Origin. RES_OK or RES_FORBIDDEN. */
MUST_USE enum res csrf_headers(const struct req *r);
/* The token of a posted form, constant-time. */
bool csrf_ok(const struct req *r, const char *token);
/* The user for whom a token was made, whichever cookie it belongs to; 0: a visitor, or no token of ours. */
int64_t csrf_owner(const struct req *r, const char *token);
/* Did a header say that the request comes from a page of ours? csrf_headers allows requests that say nothing, too. */
bool csrf_same_origin(const struct req *r);

/* Idempotency, inside the transaction: RES_OK go on; RES_CONFLICT the same key came before: r->to is the old answer, or
 * RES_INVALID when its body was another. */
MUST_USE enum res idem_begin(struct req *r, const char *key);
/* Keep the answer (r->to), and the flash in the same statement. */
MUST_USE enum res idem_end(struct req *r, const char *key);

/* Put the posted form away for after a step-up; returns the token that names it. */
MUST_USE enum res stash_put(struct req *r, const char **token);
/* Take it back, once: path and form. RES_NOT_FOUND when absent, old, or of another session. */
MUST_USE enum res stash_take(struct req *r, const char *token, const char **path, struct http_form *post);

#endif
