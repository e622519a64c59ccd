/* The listening socket: made with the right mode, a dead one's file replaced, a living one's left alone, inherited ones
 * taken only when they listen. */
#include "bin/listen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static char dir[64], path[108];

static int dir_make(void **state) {
  (void)state;
  strcpy(dir, "/tmp/plugshelf-listen-XXXXXX");
  if (mkdtemp(dir) == NULL)
    return -1;
  snprintf(path, sizeof path, "%s/s", dir);
  return 0;
}

static int dir_remove(void **state) {
  (void)state;
  unlink(path);
  return rmdir(dir);
}

static int reach(void) {
  struct sockaddr_un un = {.sun_family = AF_UNIX};
  int fd = socket(AF_UNIX, SOCK_STREAM, 0), r;

  snprintf(un.sun_path, sizeof un.sun_path, "%s", path);
  r = connect(fd, (struct sockaddr *)&un, sizeof un);
  close(fd);
  return r;
}

static void makes_and_removes(void **state) {
  struct listener l;
  struct stat st;
  const char *why;
  mode_t before = umask(0);

  (void)state;
  assert_true(listen_open(path, &l, &why));
  assert_int_equal(stat(path, &st), 0);
  assert_int_equal(st.st_mode & 07777, 0660);
  assert_int_equal(umask(before), 0);
  assert_int_equal(reach(), 0);
  listen_close(&l);
  assert_int_equal(stat(path, &st), -1);
}

static void replaces_only_the_dead(void **state) {
  struct listener l, other;
  const char *why = NULL;
  char kept[128];

  (void)state;
  snprintf(kept, sizeof kept, "%s/kept", dir);
  assert_true(listen_open(path, &l, &why));
  assert_int_equal(link(path, kept), 0); /* so that the next file cannot get the same inode number */
  assert_false(listen_open(path, &other, &why));
  assert_non_null(strstr(why, "another process"));
  assert_int_equal(reach(), 0);
  close(l.fd); /* as a killed process leaves it */
  l.fd = -1;
  assert_int_equal(reach(), -1);
  assert_true(listen_open(path, &other, &why));
  assert_int_equal(reach(), 0);
  listen_close(&l); /* no longer its file */
  assert_int_equal(reach(), 0);
  listen_close(&other);
  unlink(kept);
}

static void leaves_other_files_alone(void **state) {
  struct listener l;
  struct stat st;
  const char *why = NULL;
  FILE *f = fopen(path, "w");

  (void)state;
  assert_non_null(f);
  fputs("kept", f);
  fclose(f);
  assert_false(listen_open(path, &l, &why));
  assert_non_null(strstr(why, "no socket"));
  assert_int_equal(stat(path, &st), 0);
  assert_int_equal(st.st_size, 4);
}

static void refuses_what_cannot_be(void **state) {
  char longest[128];
  struct listener l;
  const char *why = NULL;
  size_t n = (size_t)snprintf(longest, sizeof longest, "%s/", dir);

  (void)state;
  memset(longest + n, 'x', 108 - n);
  longest[108] = '\0';
  assert_false(listen_open(longest, &l, &why));
  assert_non_null(strstr(why, "107"));
  longest[107] = '\0';
  assert_true(listen_open(longest, &l, &why));
  listen_close(&l);
  assert_false(listen_open("/nonexistent/folder/s", &l, &why));
}

/* Runs in a child, which may do with its descriptors what it likes. */
static int inherit(int at, const char *fds, long pid) {
  struct listener own, l;
  const char *why;
  char text[24];

  if (!listen_open(path, &own, &why))
    return 2;
  close(STDIN_FILENO);
  if (at >= 0 && dup2(own.fd, at) != at)
    return 3;
  snprintf(text, sizeof text, "%ld", pid == 0 ? (long)getpid() : pid);
  setenv("LISTEN_PID", text, 1);
  if (fds != NULL)
    setenv("LISTEN_FDS", fds, 1);
  if (!listen_open("", &l, &why))
    return 1;
  return l.fd == at && l.path == NULL ? 0 : 4;
}

static int inherited(int at, const char *fds, long pid) {
  int status;
  pid_t child = fork();

  if (child == 0)
    _exit(inherit(at, fds, pid));
  waitpid(child, &status, 0);
  unlink(path);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void takes_what_it_is_given(void **state) {
  (void)state;
  assert_int_equal(inherited(0, NULL, 0), 0);
  assert_int_equal(inherited(3, "1", 0), 0);
  assert_int_equal(inherited(3, "0", 0), 1);
  assert_int_equal(inherited(0, "1", 1), 0); /* meant for another process: fd 0 it is */
  assert_int_equal(inherited(-1, NULL, 0), 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(makes_and_removes, dir_make, dir_remove),
      cmocka_unit_test_setup_teardown(replaces_only_the_dead, dir_make, dir_remove),
      cmocka_unit_test_setup_teardown(leaves_other_files_alone, dir_make, dir_remove),
      cmocka_unit_test_setup_teardown(refuses_what_cannot_be, dir_make, dir_remove),
      cmocka_unit_test_setup_teardown(takes_what_it_is_given, dir_make, dir_remove),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
