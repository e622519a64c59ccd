/* One job at a time: a job that takes long delays the others and nothing else. SIGTERM ends the sleep, never a job. */
#include "bin/jobs.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"

#include <signal.h>
#include <stdbool.h>
#include <time.h>

enum { SECOND = 1000000, WAIT_MAX = 5 };

static volatile sig_atomic_t stopping;

static void on_term(int sig) {
  (void)sig;
  stopping = 1;
}

/* At most a second, so that a signal just before the sleep is not missed for long. */
static void rest(int64_t ticks) {
  struct timespec t = {0};

  if (ticks <= 0)
    return;
  if (ticks >= SECOND)
    t.tv_sec = 1;
  else
    t.tv_nsec = (long)ticks * 1000;
  nanosleep(&t, NULL);
}

static bool is_away(enum res r) { return r == RES_UNAVAILABLE || r == RES_UNKNOWN; }

/* Run what is due; false when the database is away, and then the job stays due. */
static bool round_of(const struct job *table, const struct jobs_env *env, struct score *me, int64_t *due) {
  for (size_t i = 0; table[i].name != NULL && !stopping; i++) {
    enum res r;

    if (clock_ticks() < due[i])
      continue;
    me->busy_since = clock_ticks();
    r = env->run(env->arg, &table[i]);
    me->busy_since = 0;
    me->done++;
    if (is_away(r))
      return false;
    due[i] = clock_ticks() + table[i].every * SECOND;
  }
  return true;
}

static int64_t next_of(const struct job *table, const int64_t *due) {
  int64_t next = clock_ticks() + SECOND;

  for (size_t i = 0; table[i].name != NULL; i++)
    if (due[i] < next)
      next = due[i];
  return next;
}

int jobs_run(const struct job *table, const struct jobs_env *env, struct score *me) {
  struct sigaction sa = {.sa_handler = on_term};
  struct arena *a = arena_new(1 << 20);
  int64_t *due, wait = 0, until = 0;
  size_t n = 0;

  while (table[n].name != NULL)
    n++;
  due = ARENA_ARRAY(a, int64_t, n + 1);
  sigemptyset(&sa.sa_mask);
  sa.sa_flags = SA_RESTART; /* nanosleep is never restarted; a job's reads and writes are */
  sigaction(SIGTERM, &sa, NULL);
  sigaction(SIGINT, &sa, NULL);
  me->ready = 1;
  while (!stopping) {
    if (clock_ticks() >= until) {
      bool there = round_of(table, env, me, due);

      if (there != (wait == 0))
        log_line(there ? LOG_INFO : LOG_WARN, there ? "database_back" : "database_away", NULL);
      wait = there ? 0 : wait == 0 ? 1 : wait * 2 > WAIT_MAX ? WAIT_MAX : wait * 2;
      until = there ? next_of(table, due) : clock_ticks() + wait * SECOND;
    }
    rest(until - clock_ticks());
  }
  arena_free(a);
  return 0;
}
