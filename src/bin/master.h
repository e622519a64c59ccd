/* The master process: keeps workers and the jobs child alive, and turns signals into their coming and going.
 *
 * SIGTERM, SIGINT: children finish what they have and exit; who is not gone after `grace` seconds is killed.
 * SIGHUP: every child is replaced, one at a time; a new worker is ready before an old one is told to stop, so no
 * request is lost and new templates come with new workers. */
#ifndef BIN_MASTER_H
#define BIN_MASTER_H

#include "bin/crew.h"

enum { MASTER_GRACE = 30 /* seconds */ };

/* Keep the crews (`n` plans) until a stop signal; returns the exit code: 0, or 71 when the system refuses.
 * When all children of all crews are ready for the first time, READY=1 goes to NOTIFY_SOCKET (sd_notify(3)). */
int master_run(const struct crew_plan *plan, size_t n);

#endif
