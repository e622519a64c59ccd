/* The processes of the site under test, found by the pids that ./dev recorded in <state>/run/NAME.pid ("PID START"). A
 * test may stop and kill them; what it starts again is recorded in the same way, so that the runner ends it. */
#ifndef TESTS_HTTP_PROCESS_H
#define TESTS_HTTP_PROCESS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct process {
  const char *name; /* "db", "app", "nginx" */
  pid_t pid;
  char **argv;
};

/* The recorded process, with the command that started it. The test ends where it does not run. */
struct process process_find(struct arena *a, const char *name);
/* The same for any process, without a name. */
bool process_lives(pid_t pid);
/* Send a signal and wait until the process is gone; the test ends after 40 s. */
void process_end(pid_t pid, int sig);
/* Start it anew: same command, output behind log/NAME.log. Does not wait for it to be ready. */
void process_start(struct arena *a, struct process *p);
/* The workers of the program whose master is `master`: its children that wait in epoll. At most `max`; how many. */
size_t process_workers(struct arena *a, pid_t master, pid_t *pid, size_t max);
/* Open sockets of a process. A worker has one more of them while it serves a request. */
int process_sockets(struct arena *a, pid_t pid);

#endif
