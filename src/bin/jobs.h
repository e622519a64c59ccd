/* The jobs child: what happens without anybody asking (clock moves, leases, mail, the audit's sealer).
 *
 * Jobs run one after another, each every so many seconds of real time; what is due is decided by the job from the
 * request clock, so a moved clock (dev mode) takes effect within one round. */
#ifndef BIN_JOBS_H
#define BIN_JOBS_H

#include "base/result.h"
#include "bin/scoreboard.h"

#include <stdint.h>

struct ctx;

struct job {
  const char *name; /* stable, for the log */
  int64_t every;    /* seconds between two runs */
  /* Do what is due. RES_UNAVAILABLE, RES_UNKNOWN: the database is away, the job is run again when it is back. Any
   * other failure: logged, tried again after `every`. Must stand being run at once again, and on two machines. */
  enum res (*run)(struct ctx *c);
};

/* The program's jobs, ended by a NULL name. */
extern const struct job jobs_table[];

/* How a job is run: makes its context, logs a failure with its words. */
struct jobs_env {
  enum res (*run)(void *arg, const struct job *job);
  void *arg;
};

/* The child's life: every job at once, then each at its time, until SIGTERM. While the database is away one job is
 * tried after 1, 2, 4 and then every 5 seconds. Returns the exit code. */
int jobs_run(const struct job *table, const struct jobs_env *env, struct score *me);

#endif
