/* How a piece of work ended: one small enum and one table behind it (HTTP status, stable code, words).
 *
 * Source of the statuses: domain.md section 8. */
#ifndef BASE_RESULT_H
#define BASE_RESULT_H

enum res {
  RES_OK = 0,
  RES_MALFORMED,   /* 400 the request itself is broken */
  RES_SIGN_IN,     /* 401 for the API; pages answer 303 to the sign-in page */
  RES_FORBIDDEN,   /* 403 known, but not for this caller */
  RES_NOT_FOUND,   /* 404 absent, or of another subject: the same body */
  RES_METHOD,      /* 405 */
  RES_CONFLICT,    /* 409 the move is not open in this state */
  RES_STALE,       /* 409 the form shows an older revision */
  RES_TOO_BIG,     /* 413 */
  RES_TYPE,        /* 415 */
  RES_INVALID,     /* 422 a field is wrong; the form is shown again */
  RES_THROTTLED,   /* 429 */
  RES_INTERNAL,    /* 500 a defect */
  RES_UNAVAILABLE, /* 503 the database is away; safe to try again */
  RES_RETRY,       /* never leaves db/: the transaction must run again as a whole */
  RES_UNKNOWN,     /* 503 the connection was lost during commit: it may or may not have happened */
  RES__MAX
};

/* HTTP status of a result. */
int res_status(enum res r);
/* Stable snake_case code, as in logs and in the API. */
const char *res_code(enum res r);
/* One sentence for people, Chinese, to be passed through tr(). */
const char *res_words(enum res r);

#define MUST_USE __attribute__((warn_unused_result))

#endif
