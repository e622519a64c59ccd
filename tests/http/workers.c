/* Looked at from outside, as an operator would: who lives, and who has a connection. */
#include "workers.h"

#include "process.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

struct workers workers_of(struct arena *a, pid_t master) {
  struct workers w = {.n = 0};

  w.n = process_workers(a, master, w.pid, WORKERS_MAX);
  return w;
}

bool workers_have(const struct workers *w, pid_t pid) {
  for (size_t i = 0; i < w->n; i++)
    if (w->pid[i] == pid)
      return true;
  return false;
}

void workers_want_same(const struct workers *before) {
  for (size_t i = 0; i < before->n; i++)
    assert_true(process_lives(before->pid[i]));
}

void workers_want_new(struct arena *a, pid_t master, const struct workers *before) {
  for (int i = 0; i < 200; i++) {
    struct workers w = workers_of(a, master);
    bool all_new = w.n == before->n;

    for (size_t k = 0; k < w.n; k++)
      all_new = all_new && !workers_have(before, w.pid[k]);
    if (all_new)
      return;
    usleep(50000);
  }
  fail_msg("the old workers are still there");
}

pid_t workers_busy(struct arena *a, pid_t master) {
  struct workers w = workers_of(a, master);
  pid_t found = 0;
  int most = 0;

  for (size_t i = 0; i < w.n; i++) {
    int n = process_sockets(a, w.pid[i]);

    if (n > most)
      found = w.pid[i];
    most = n > most ? n : most;
  }
  return found;
}
