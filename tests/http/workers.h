/* The workers of the site's program, for tests that end them. The program is named by its master's pid. */
#ifndef TESTS_HTTP_WORKERS_H
#define TESTS_HTTP_WORKERS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { WORKERS_MAX = 8 };

struct workers {
  pid_t pid[WORKERS_MAX];
  size_t n;
};

struct workers workers_of(struct arena *a, pid_t master);
bool workers_have(const struct workers *w, pid_t pid);
/* All of them still live; the test ends otherwise. */
void workers_want_same(const struct workers *before);
/* Wait until there are as many workers as before and none of those; the test ends after 10 s. */
void workers_want_new(struct arena *a, pid_t master, const struct workers *before);
/* The one that serves a request just now. All have a connection to the database, so that is one socket more. */
pid_t workers_busy(struct arena *a, pid_t master);

#endif
