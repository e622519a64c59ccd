/* Each child is in a slot with a small state: starting until its score says ready, ready, stopping after SIGTERM.
 * "Live" are the first two. One rule brings every change about, one step per tick: too few live → fork; somebody old
 * and just enough live → fork the replacement (or, without overlap, stop the old one); more live than wanted and
 * nobody starting → stop an old one. So HUP, recycling and memory limits are the same thing: a child becomes old. */
#include "bin/crew.h"

#include "base/log.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECOND = 1000000, SHORT_LIFE = 2 * SECOND, DELAY_MIN = SECOND / 10, DELAY_MAX = 5 * SECOND };

enum state { NONE, STARTING, READY, STOPPING };

struct child {
  enum state state;
  pid_t pid;
  bool old, killed;
  int64_t since; /* of its start; of the SIGTERM once it is stopping */
  struct score *score;
};

struct crew {
  const struct crew_plan *plan;
  size_t slots;
  struct child *child;
  int64_t delay, not_before; /* back-off */
  bool stopped;
};

struct crew *crew_new(struct arena *a, const struct crew_plan *plan) {
  struct crew *c = ARENA_NEW(a, struct crew);
  struct score *scores;

  c->plan = plan;
  c->slots = (size_t)plan->want * (plan->overlap ? 2 : 1);
  c->child = ARENA_ARRAY(a, struct child, c->slots);
  scores = scoreboard_new(c->slots);
  if (scores == NULL)
    return NULL;
  for (size_t i = 0; i < c->slots; i++)
    c->child[i].score = &scores[i];
  return c;
}

static void say(enum log_level level, const char *event, const struct crew *c, const struct child *k,
                const char *detail) {
  char pid[24];

  snprintf(pid, sizeof pid, "%ld", (long)k->pid);
  log_line(level, event, "role", c->plan->name, "pid", pid, "detail", detail, NULL);
}

/* In the child: the master's signal mask is lifted, a hang-up of the terminal is the master's business, and the
 * child follows when the master dies, also when that was before prctl. */
static _Noreturn void child_live(const struct crew *c, struct score *score, pid_t master) {
  char name[48];
  sigset_t none;
  int rc;

  prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (getppid() != master)
    _exit(0);
  signal(SIGHUP, SIG_IGN);
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  snprintf(name, sizeof name, "%s-%d", c->plan->name, (int)score->index);
  log_name(name);
  rc = c->plan->run(c->plan->arg, score);
  fflush(NULL);
  _exit(rc);
}

static void backoff(struct crew *c, int64_t now) {
  c->delay = c->delay == 0 ? DELAY_MIN : c->delay * 2 > DELAY_MAX ? DELAY_MAX : c->delay * 2;
  c->not_before = now + c->delay;
}

static void child_start(struct crew *c, int64_t now) {
  struct child *k = c->child;
  pid_t master = getpid(), pid;

  while (k < c->child + c->slots && k->state != NONE)
    k++;
  if (k == c->child + c->slots || now < c->not_before)
    return;
  score_clear(k->score);
  fflush(NULL);
  pid = fork();
  if (pid == 0)
    child_live(c, k->score, master);
  if (pid < 0) {
    log_line(LOG_ERROR, "fork_failed", "role", c->plan->name, NULL);
    backoff(c, now);
    return;
  }
  *k = (struct child){STARTING, pid, false, false, now, k->score};
}

static void child_stop(struct child *k, int64_t now) {
  k->state = STOPPING;
  k->since = now;
  kill(k->pid, SIGTERM);
}

static void child_kill(const struct crew *c, struct child *k, const char *why) {
  if (k->killed)
    return;
  say(LOG_ERROR, "child_killed", c, k, why);
  k->killed = true;
  kill(k->pid, SIGKILL);
}

static int64_t child_rss(pid_t pid) {
  char path[48];
  long pages = 0;
  FILE *f;

  snprintf(path, sizeof path, "/proc/%ld/statm", (long)pid);
  f = fopen(path, "re");
  if (f == NULL)
    return 0;
  if (fscanf(f, "%*s %ld", &pages) != 1)
    pages = 0;
  fclose(f);
  return (int64_t)pages * sysconf(_SC_PAGESIZE);
}

static void child_watch(const struct crew *c, struct child *k, int64_t now) {
  const struct crew_plan *p = c->plan;
  int64_t busy = k->score->busy_since;

  if (k->state == STARTING && k->score->ready)
    k->state = READY;
  if (p->watchdog != 0 && busy != 0 && now - busy > p->watchdog * SECOND)
    child_kill(c, k, "stuck in one piece of work");
  else if (p->watchdog != 0 && k->state == STARTING && now - k->since > p->watchdog * SECOND)
    child_kill(c, k, "did not get ready");
  else if (k->state == STOPPING && now - k->since > p->grace * SECOND)
    child_kill(c, k, "did not stop in time");
  if (k->state != READY || k->old)
    return;
  if (p->recycle != 0 && k->score->done >= p->recycle)
    k->old = true;
  else if (p->rss_max != 0 && child_rss(k->pid) > p->rss_max)
    k->old = true;
}

struct count {
  int live, fresh_starting;
  struct child *old, *any; /* one to be replaced, and one at all */
};

static struct count crew_count(const struct crew *c) {
  struct count n = {0, 0, NULL, NULL};

  for (size_t i = 0; i < c->slots; i++) {
    struct child *k = &c->child[i];

    if (k->state != STARTING && k->state != READY)
      continue;
    n.live++;
    n.fresh_starting += k->state == STARTING && !k->old;
    n.any = k;
    if (k->old)
      n.old = k;
  }
  return n;
}

void crew_tick(struct crew *c, int64_t now) {
  struct count n;

  for (size_t i = 0; i < c->slots; i++)
    if (c->child[i].state != NONE)
      child_watch(c, &c->child[i], now);
  if (c->stopped)
    return;
  n = crew_count(c);
  if (n.live < c->plan->want) {
    for (int i = n.live; i < c->plan->want; i++)
      child_start(c, now);
  } else if (n.live > c->plan->want) {
    if (n.fresh_starting == 0)
      child_stop(n.old != NULL ? n.old : n.any, now);
  } else if (n.old != NULL) {
    if (c->plan->overlap)
      child_start(c, now);
    else
      child_stop(n.old, now);
  }
}

bool crew_reap(struct crew *c, pid_t pid, int status, int64_t now) {
  struct child *k = c->child;
  char how[40];

  while (k < c->child + c->slots && (k->state == NONE || k->pid != pid))
    k++;
  if (k == c->child + c->slots)
    return false;
  if (WIFSIGNALED(status))
    snprintf(how, sizeof how, "signal %d", WTERMSIG(status));
  else
    snprintf(how, sizeof how, "exit %d", WEXITSTATUS(status));
  if (k->state == STOPPING) {
    say(LOG_INFO, "child_stopped", c, k, how);
  } else {
    say(LOG_WARN, "child_died", c, k, how);
    if (now - k->since < SHORT_LIFE)
      backoff(c, now);
    else
      c->delay = 0;
  }
  k->state = NONE;
  return true;
}

void crew_roll(struct crew *c) {
  for (size_t i = 0; i < c->slots; i++)
    c->child[i].old = c->child[i].state != NONE;
  c->not_before = 0;
}

void crew_stop(struct crew *c, int64_t now) {
  c->stopped = true;
  for (size_t i = 0; i < c->slots; i++)
    if (c->child[i].state == STARTING || c->child[i].state == READY)
      child_stop(&c->child[i], now);
}

int crew_alive(const struct crew *c) {
  int n = 0;

  for (size_t i = 0; i < c->slots; i++)
    n += c->child[i].state != NONE;
  return n;
}

bool crew_ready(const struct crew *c) {
  int n = 0;

  for (size_t i = 0; i < c->slots; i++)
    n += c->child[i].state == READY;
  return n >= c->plan->want;
}

bool crew_settled(const struct crew *c) {
  for (size_t i = 0; i < c->slots; i++) {
    const struct child *k = &c->child[i];

    if (k->state != NONE && (k->state != READY || k->old))
      return false;
  }
  return crew_count(c).live == c->plan->want;
}
