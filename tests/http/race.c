/* Each process connects first and then waits for the pipe to be closed: that is the starting shot. */
#include "race.h"

#include "form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

const char *race_sid(struct arena *a, struct client *c) {
  const char *value = client_cookie(c, a, "sid");

  assert_non_null(value);
  return value;
}

/* In a child: connect, wait for the starting shot, send, answer with the status in eight bits. */
static int shoot(const struct racer *racer, int go) {
  struct arena *a = arena_new(64 << 20);
  struct client *c = client_new(a);
  char ch;

  if (racer->command != NULL) {
    (void)!read(go, &ch, 1);
    execv(racer->command[0], (char **)(uintptr_t)racer->command);
    _exit(127);
  }

  client_follow(c, false);
  client_header(c, arena_fmt(a, "Cookie: sid=%s", racer->sid));
  (void)client_get(c, "/healthz"); /* the connection is there */
  (void)!read(go, &ch, 1);
  return (int)(form_send(c, racer->form)->status - 200) & 0xff; /* 303 → 103, 409 → 209, 422 → 222, 500 → 44 */
}

int race(const struct racer *racers, int n) {
  int go[2], won = 0;

  assert_int_equal(pipe(go), 0);
  for (int i = 0; i < n; i++) {
    pid_t pid = fork();

    assert_true(pid >= 0);
    if (pid == 0) {
      close(go[1]);
      _exit(shoot(&racers[i], go[0]));
    }
  }
  close(go[0]);
  usleep(3000);
  close(go[1]);
  for (int i = 0; i < n; i++) {
    int status = 0, code;

    assert_true(wait(&status) > 0);
    assert_true(WIFEXITED(status));
    code = WEXITSTATUS(status) + 200;
    if (code == 200) /* a command that did its work */
      continue;
    if (code != 303 && code != 403 && code != 404 && code != 409 && code != 422)
      fail_msg("an answer was %d", code);
    won += code == 303;
  }
  return won;
}
