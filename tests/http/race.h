/* Processes that send at the same moment, through nginx, what people send. */
#ifndef TESTS_HTTP_RACE_H
#define TESTS_HTTP_RACE_H

#include "client.h"

struct form;

enum { RACERS = 8 };

/* What one process sends: a form, in a session; or a command that it runs (its exit status must be 0). */
struct racer {
  const char *sid;
  struct form *form;
  const char *const *command; /* ended by NULL; NULL: the form */
};

/* The session of a visitor. */
const char *race_sid(struct arena *a, struct client *c);
/* All at once; how many got 303. Anything but 303, 403, 404, 409, 422 fails the test. */
int race(const struct racer *racers, int n);

#endif
