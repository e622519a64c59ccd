/* A loop around sigtimedwait: signals are blocked, so nothing happens in handlers. It looks every 50 ms while
 * something is starting or stopping, and once a second otherwise. */
#include "bin/master.h"

#include "base/clock.h"
#include "base/log.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CREWS = 4, QUICK_NS = 50 * 1000000 };

struct master {
  size_t n;
  struct crew *crew[CREWS];
  bool announced, stopping;
};

/* sd_notify without its library: one datagram. An address that begins with @ is in the abstract namespace. */
static void notify(const char *state) {
  const char *to = getenv("NOTIFY_SOCKET");
  struct sockaddr_un un = {.sun_family = AF_UNIX};
  size_t n = to == NULL ? 0 : strlen(to);
  int fd;

  if (n < 2 || n >= sizeof un.sun_path || (to[0] != '/' && to[0] != '@'))
    return;
  memcpy(un.sun_path, to, n);
  if (to[0] == '@')
    un.sun_path[0] = '\0';
  fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0)
    return;
  (void)sendto(fd, state, strlen(state), MSG_NOSIGNAL, (struct sockaddr *)&un,
               (socklen_t)(offsetof(struct sockaddr_un, sun_path) + n));
  close(fd);
}

static void children_reap(struct master *m, int64_t now) {
  int status;
  pid_t pid;

  while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
    for (size_t i = 0; i < m->n; i++)
      if (crew_reap(m->crew[i], pid, status, now))
        break;
}

static void signal_take(struct master *m, int sig, int64_t now) {
  if ((sig == SIGTERM || sig == SIGINT) && !m->stopping) {
    m->stopping = true;
    log_line(LOG_INFO, "stopping", NULL);
    notify("STOPPING=1");
    for (size_t i = 0; i < m->n; i++)
      crew_stop(m->crew[i], now);
  }
  if (sig == SIGHUP && !m->stopping) {
    log_line(LOG_INFO, "rolling", NULL);
    for (size_t i = 0; i < m->n; i++)
      crew_roll(m->crew[i]);
  }
}

static void announce(struct master *m) {
  for (size_t i = 0; i < m->n; i++)
    if (!crew_ready(m->crew[i]))
      return;
  m->announced = true;
  log_line(LOG_INFO, "ready", NULL);
  notify("READY=1");
}

static bool settled(const struct master *m) {
  for (size_t i = 0; i < m->n; i++)
    if (!crew_settled(m->crew[i]))
      return false;
  return true;
}

static int alive(const struct master *m) {
  int n = 0;

  for (size_t i = 0; i < m->n; i++)
    n += crew_alive(m->crew[i]);
  return n;
}

static void loop(struct master *m, const sigset_t *set) {
  do {
    struct timespec wait = {0, QUICK_NS};
    int sig;

    for (size_t i = 0; i < m->n; i++)
      crew_tick(m->crew[i], clock_ticks());
    if (!m->announced)
      announce(m);
    if (settled(m))
      wait = (struct timespec){1, 0};
    sig = sigtimedwait(set, NULL, &wait);
    children_reap(m, clock_ticks());
    signal_take(m, sig, clock_ticks());
  } while (!m->stopping || alive(m) != 0);
}

int master_run(const struct crew_plan *plan, size_t n) {
  struct arena *a = arena_new(1 << 20);
  struct master m = {.n = n};
  sigset_t set, before;

  if (n > CREWS)
    return 71;
  for (size_t i = 0; i < n; i++) {
    m.crew[i] = crew_new(a, &plan[i]);
    if (m.crew[i] == NULL)
      return 71;
  }
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGHUP);
  sigaddset(&set, SIGCHLD);
  sigprocmask(SIG_BLOCK, &set, &before);
  loop(&m, &set);
  sigprocmask(SIG_SETMASK, &before, NULL);
  log_line(LOG_INFO, "stopped", NULL);
  arena_free(a);
  return 0;
}
