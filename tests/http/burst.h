/* Several requests at the same moment, and something that happens while they are on their way. Unlike client.h nothing
 * here ends the test: a request that got no answer has status 0. */
#ifndef TESTS_HTTP_BURST_H
#define TESTS_HTTP_BURST_H

#include <stddef.h>

struct shot {
  const char *path;
  const char *body;   /* urlencoded; NULL: a GET */
  const char *cookie; /* "sid=…"; NULL: none */
  long status;        /* the answer: 0 for none */
  long retry_after;   /* seconds that Retry-After asks for; 0 without one */
  double seconds;     /* from the first byte sent to the last one received */
};

/* Send all, return when all are answered. `during`, unless NULL, is called once, `after_ms` after the start. */
void burst(struct shot *shot, size_t n, int after_ms, void (*during)(void *arg), void *arg);

#endif
