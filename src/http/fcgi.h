/* The FastCGI side: the only file that knows libfcgi. stack.md "Process model", security.md 10. */
#ifndef HTTP_FCGI_H
#define HTTP_FCGI_H

#include "http/reply.h"
#include "http/request.h"

#include <stdint.h>

/* Answers one request. Called with a checked request, or with `broken` != RES_OK for one that never was valid (answer it, touch nothing). */
struct fcgi_handler {
  void (*handle)(void *arg, struct http_request *in, enum res broken, struct http_reply *out);
  void *arg;
  /* Called about once a second while idle and between requests; false ends the loop (recycle, parent gone). */
  bool (*idle)(void *arg);
  /* The watchdog's mark: ticks when a request begins, 0 when it ended. May be NULL. */
  volatile int64_t *busy_since;
};

/* Ask a running loop to finish its request and return; safe in a signal handler. */
void fcgi_stop(void);
/* Serve requests from the listening socket until fcgi_stop or idle says so. Returns 0, or -1 when the socket fails. */
int fcgi_loop(int listen_fd, const struct fcgi_handler *h);

#endif
