/* Several requests at the same moment, and something that happens while they are on their way. Unlike with client.h
 * a burst does not end the test: a request that got no answer has status 0. */
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

/* The test ends unless the answer has that status and came within 7 seconds; a 503 has to say when to come back. */
void shot_want(const struct shot *shot, long status);
/* Send one and want that. */
void shot_send(struct shot shot, long status);

#endif
