/* A crew: so many child processes that do the same, kept at that number.
 *
 * The master has two, the workers and the jobs child. A crew forks, watches, replaces and stops; it waits for
 * nothing itself. Times are clock_ticks() microseconds, `now` is the caller's. */
#ifndef BIN_CREW_H
#define BIN_CREW_H

#include "base/arena.h"
#include "bin/scoreboard.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct crew_plan {
  const char *name;
  int want;         /* children at work */
  bool overlap;     /* a replacement is ready before the old child is told to stop; else the old one goes first */
  int64_t watchdog; /* seconds that one piece of work, or a start, may take before SIGKILL; 0 no limit */
  int64_t recycle;  /* pieces of work after which a child is replaced; 0 never */
  int64_t rss_max;  /* resident bytes above which a child is replaced; 0 never */
  int64_t grace;    /* seconds between SIGTERM and SIGKILL */
  int (*run)(void *arg, struct score *me); /* the child's whole life; its result is the exit code */
  void *arg;
};

struct crew;

/* A crew without children; NULL with errno when there is no shared memory. `plan` must stay. */
struct crew *crew_new(struct arena *a, const struct crew_plan *plan);

/* Fork what is missing, replace who is old, tired or over the memory limit, kill who is stuck. A child that dies
 * within 2 s of its start makes the next fork wait: 0.1 s, doubled each time, at most 5 s. */
void crew_tick(struct crew *c, int64_t now);
/* A child of this process ended (waitpid). False when it was none of this crew. */
bool crew_reap(struct crew *c, pid_t pid, int status, int64_t now);
/* Every child of now is old: crew_tick replaces them one by one. */
void crew_roll(struct crew *c);
/* SIGTERM to every child; who is still there after `grace` is killed by crew_tick. No new forks from now on. */
void crew_stop(struct crew *c, int64_t now);

/* Processes that exist. */
int crew_alive(const struct crew *c);
/* All wanted children are ready. */
bool crew_ready(const struct crew *c);
/* Nothing is starting, stopping or waiting to be replaced: the next tick may be far. */
bool crew_settled(const struct crew *c);

#endif
