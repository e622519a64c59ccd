/* One socket pair is the helper's standard input and output: what is sent to a helper that has died is an error here
 * (MSG_NOSIGNAL) and not a signal, and closing the sending half is the end of its input. Sending and receiving go on
 * together under one deadline, so that neither side can block the other. */
#define _GNU_SOURCE 1 /* posix_spawn_file_actions_addclosefrom_np */
#include "domain/picture.h"

#include "base/clock.h"
#include "base/lang.h"
#include "domain/image_head.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECONDS = 10, TICKS = 1000000 /* per second */, PIECE = 64 * 1024 };

/* The helper with a socket as stdin and stdout, no other file, no environment, and signals as they come. */
static bool start(const char *helper, char *const argv[], int theirs, pid_t *pid) {
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attr;
  sigset_t none, all;
  char *no_environment[] = {NULL};
  int failed;

  sigemptyset(&none);
  sigfillset(&all);
  posix_spawn_file_actions_init(&files);
  posix_spawnattr_init(&attr);
  failed = posix_spawn_file_actions_adddup2(&files, theirs, STDIN_FILENO) != 0 ||
           posix_spawn_file_actions_adddup2(&files, theirs, STDOUT_FILENO) != 0 ||
           posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0) != 0 ||
           posix_spawn_file_actions_addclosefrom_np(&files, 3) != 0 || posix_spawnattr_setsigmask(&attr, &none) != 0 ||
           posix_spawnattr_setsigdefault(&attr, &all) != 0 ||
           posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) != 0 ||
           posix_spawn(pid, helper, &files, &attr, argv, no_environment) != 0;
  posix_spawnattr_destroy(&attr);
  posix_spawn_file_actions_destroy(&files);
  return !failed;
}

struct talk {
  int fd;
  struct bytes in; /* still to be sent */
  bool sent;
  struct buf out;
};

static void send_some(struct talk *t) {
  ssize_t n = t->in.n == 0 ? 0 : send(t->fd, t->in.p, t->in.n, MSG_NOSIGNAL | MSG_DONTWAIT);

  if (n < 0 && (errno == EAGAIN || errno == EINTR))
    return;
  if (n < 0) /* it stopped reading: its exit code says why */
    t->in.n = 0;
  else
    t->in = (struct bytes){(const char *)t->in.p + n, t->in.n - (size_t)n};
  if (t->in.n == 0) {
    shutdown(t->fd, SHUT_WR);
    t->sent = true;
  }
}

/* False at the end of the output, or when it is too long. */
static bool receive_some(struct talk *t) {
  char piece[PIECE];
  ssize_t n = recv(t->fd, piece, sizeof piece, MSG_DONTWAIT);

  if (n < 0)
    return errno == EAGAIN || errno == EINTR;
  return n > 0 && buf_add(&t->out, piece, (size_t)n);
}

/* Everything in, everything out; false when the deadline passed. */
static bool converse(struct talk *t, int64_t deadline) {
  for (;;) {
    struct pollfd p = {.fd = t->fd, .events = (short)(t->sent ? POLLIN : POLLIN | POLLOUT)};
    int64_t left = deadline - clock_ticks();

    if (left <= 0)
      return false;
    if (poll(&p, 1, (int)(left / 1000) + 1) < 0 && errno != EINTR)
      return false;
    if ((p.revents & POLLOUT) != 0 && !t->sent)
      send_some(t);
    if ((p.revents & (POLLIN | POLLHUP | POLLERR)) != 0 && !receive_some(t))
      return true;
  }
}

static enum res judged(int status) {
  if (WIFSIGNALED(status)) /* one of its limits */
    return RES_INVALID;
  switch (WEXITSTATUS(status)) {
  case PICTURE_EXIT_OK:
    return RES_OK;
  case PICTURE_EXIT_KIND:
    return RES_TYPE;
  case PICTURE_EXIT_LARGE:
    return RES_TOO_BIG;
  case PICTURE_EXIT_BROKEN:
    return RES_INVALID;
  default:
    return RES_UNAVAILABLE;
  }
}

static enum res finish(pid_t pid, bool in_time) {
  int status = 0;
  pid_t got;

  if (!in_time)
    kill(pid, SIGKILL);
  do
    got = waitpid(pid, &status, 0);
  while (got < 0 && errno == EINTR);
  return got < 0 ? RES_UNAVAILABLE : judged(status);
}

static enum res run(struct arena *a, const char *helper, char *const argv[], struct bytes in, struct picture *out) {
  struct talk t = {.in = in, .out = buf_new(a, PICTURE_OUT_MAX)};
  struct image_head head;
  int pair[2];
  pid_t pid;
  bool started, in_time;
  enum res r;

  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
    return RES_UNAVAILABLE;
  started = start(helper, argv, pair[1], &pid);
  close(pair[1]);
  if (!started) {
    close(pair[0]);
    return RES_UNAVAILABLE;
  }
  t.fd = pair[0];
  in_time = converse(&t, clock_ticks() + (int64_t)SECONDS * TICKS);
  close(pair[0]);
  r = finish(pid, in_time);
  if (t.out.full) /* whatever it died of then */
    return RES_TOO_BIG;
  if (r != RES_OK)
    return r;
  if (!image_head((struct bytes){t.out.p, t.out.n}, &head))
    return RES_UNAVAILABLE;
  *out = (struct picture){image_type(head.kind), head.width, head.height, {t.out.p, t.out.n}};
  return RES_OK;
}

enum res picture_encode(struct arena *a, const char *helper, struct bytes in, int max_edge, enum picture_form form,
                        struct picture *out) {
  char *const argv[] = {arena_str(a, helper), arena_fmt(a, "%d", max_edge),
                        arena_str(a, form == PICTURE_ALIKE ? "alike" : "png"), NULL};

  return in.n > PICTURE_IN_MAX ? RES_TOO_BIG : run(a, helper, argv, in, out);
}

struct mapping {
  void *p;
  size_t n;
};

static void unmap(void *arg) {
  struct mapping *m = arg;

  munmap(m->p, m->n);
}

enum res picture_encode_fd(struct arena *a, const char *helper, int fd, int max_edge, enum picture_form form,
                           struct picture *out) {
  struct mapping *m = ARENA_NEW(a, struct mapping);
  struct stat st;

  if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
    return RES_INTERNAL;
  if (st.st_size == 0)
    return RES_TYPE;
  if (st.st_size > PICTURE_IN_MAX)
    return RES_TOO_BIG;
  m->n = (size_t)st.st_size;
  m->p = mmap(NULL, m->n, PROT_READ, MAP_PRIVATE, fd, 0);
  if (m->p == MAP_FAILED)
    return RES_INTERNAL;
  arena_defer(a, unmap, m);
  return picture_encode(a, helper, (struct bytes){m->p, m->n}, max_edge, form, out);
}

const char *picture_words(enum res r) {
  switch (r) {
  case RES_TYPE:
    return N_("请选择 PNG、JPG、GIF 或 WebP 格式的图片");
  case RES_TOO_BIG:
    return N_("图片太大，请选择 8 MB 以内且边长不超过 4096 像素的图片");
  case RES_INVALID:
    return N_("图片无法打开，请重新导出后再上传");
  default:
    return NULL;
  }
}

enum res picture_draw_icon(struct arena *a, const char *helper, const char *seed, int size, struct picture *out) {
  char *edge = arena_fmt(a, "%d", size);
  char *const icon[] = {arena_str(a, helper), arena_str(a, "--icon"), arena_str(a, seed), edge, NULL};
  char *const blank[] = {arena_str(a, helper), arena_str(a, "--blank"), edge, NULL};

  return run(a, helper, seed == NULL ? blank : icon, (struct bytes){NULL, 0}, out);
}
