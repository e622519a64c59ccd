/* The answer to one request: status, headers, body; sent by http/fcgi when the handler returns. */
#ifndef HTTP_REPLY_H
#define HTTP_REPLY_H

#include "base/arena.h"

#include <stdbool.h>

struct http_reply {
  int status;        /* 200 unless set */
  struct buf head;   /* header lines, each ended by CRLF */
  struct bytes body; /* in the request's arena */
  /* A body that is made while it is sent, instead of `body`: called with `arg` until it gives an empty piece, which must stay
   * until the next call. What goes wrong on the way can only be said in the body itself. NULL: none. */
  struct bytes (*next)(void *arg);
  void *arg;
};

/* A fresh 200 without headers. */
void http_reply_init(struct http_reply *r, struct arena *a);
/* Add a header. CR, LF and control characters in the value end it there: nothing of a user can split a header. */
void http_header(struct http_reply *r, const char *name, const char *value);
/* Add a Set-Cookie. max_age < 0: a session cookie, 0: delete it. With `secure` the attribute Secure is set; the caller
 * gives the full name (with __Host- when secure). */
void http_cookie(struct http_reply *r, const char *name, const char *value, long max_age, bool secure, bool http_only);
/* The reason phrase of a status. */
const char *http_phrase(int status);

#endif
