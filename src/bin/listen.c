/* The backlog is long because a full one on a unix socket is an instant 502 for nginx:
 * waiting in the queue is always better. */
#include "bin/listen.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { BACKLOG = 4096, LISTEN_FDS_START = 3 };

static bool fail(const char **why, const char *words) {
  *why = words;
  return false;
}

static bool is_listening(int fd) {
  int yes = 0;
  socklen_t n = sizeof yes;

  return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &yes, &n) == 0 && yes != 0;
}

/* sd_listen_fds(3): only for the process that LISTEN_PID names. */
static bool from_systemd(void) {
  const char *pid = getenv("LISTEN_PID"), *n = getenv("LISTEN_FDS");

  /* lint: allow atoi, anything but our own number means that nothing was passed */
  return pid != NULL && n != NULL && atol(pid) == (long)getpid() && atoi(n) >= 1;
}

static bool inherited(struct listener *out, const char **why) {
  int fd = from_systemd() ? LISTEN_FDS_START : STDIN_FILENO;

  if (!is_listening(fd))
    return fail(why, "no socket: set `listen` to a path, or pass a listening socket as fd 0 or by LISTEN_FDS");
  *out = (struct listener){.fd = fd};
  return true;
}

/* A socket file that refuses connections was left by a dead process. Anything else is left alone. */
static bool stale_remove(const struct sockaddr_un *un, const char **why) {
  struct stat st;
  int fd, refused;

  if (lstat(un->sun_path, &st) != 0)
    return errno == ENOENT || fail(why, "listen: the socket's folder cannot be reached");
  if (!S_ISSOCK(st.st_mode))
    return fail(why, "listen: a file that is no socket is in the way");
  fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0)
    return fail(why, "listen: no socket to be had");
  refused = connect(fd, (const struct sockaddr *)un, sizeof *un) != 0 && errno == ECONNREFUSED;
  close(fd);
  if (!refused)
    return fail(why, "listen: another process serves this socket");
  return unlink(un->sun_path) == 0 || fail(why, "listen: the old socket file cannot be removed");
}

bool listen_open(const char *path, struct listener *out, const char **why) {
  struct sockaddr_un un = {.sun_family = AF_UNIX};
  struct stat st;
  mode_t mask;
  int fd, bound;

  if (path == NULL || path[0] == '\0')
    return inherited(out, why);
  if (strlen(path) >= sizeof un.sun_path)
    return fail(why, "listen: the path is longer than 107 bytes");
  memcpy(un.sun_path, path, strlen(path));
  if (!stale_remove(&un, why))
    return false;
  fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0)
    return fail(why, "listen: no socket to be had");
  mask = umask(0117);
  bound = bind(fd, (struct sockaddr *)&un, sizeof un);
  umask(mask);
  if (bound != 0 || chmod(path, 0660) != 0 || listen(fd, BACKLOG) != 0 || stat(path, &st) != 0) {
    close(fd);
    return fail(why, "listen: the socket cannot be made there");
  }
  *out = (struct listener){fd, path, st.st_dev, st.st_ino};
  return true;
}

void listen_close(struct listener *l) {
  struct stat st;

  if (l->path != NULL && lstat(l->path, &st) == 0 && st.st_dev == l->dev && st.st_ino == l->ino)
    unlink(l->path);
  close(l->fd);
  l->fd = -1;
}
