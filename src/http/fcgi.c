/* The accept loop of a prefork worker, one request at a time.
 *
 * All workers share one non-blocking listening socket and wait in epoll with EPOLLEXCLUSIVE, so that a connection
 * wakes one of them; who comes late gets -EAGAIN from FCGX_Accept_r. libfcgi has no read timeout, so the watchdog's
 * mark is set before the first byte is read. A request ends in a fixed order: handle, read the body to its end (a
 * socket closed with unread bytes is a 502 for nginx), write, detach, finish; FCGX_Detach keeps libfcgi from polling
 * for two seconds until nginx closes, which is only right when the input was whole. libfcgi's own handlers would break
 * off work in progress, so ours are in place before FCGX_Init, which then leaves them alone; and since it waits for the
 * first byte with a poll that a signal ends for good, SIGTERM and SIGINT are let in only while a request is worked on or
 * none is there. */
#include "http/fcgi.h"

#include "base/clock.h"
#include "http/env.h"

#include <errno.h>
#include <fcgiapp.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

enum {
  REQUEST_MEMORY = 96 << 20, /* of one request's arena */
  IDLE_MS = 1000,            /* how often idle() is asked */
  GRACE = 30,                /* seconds a request may take after SIGTERM before SIGALRM ends the process */
};

static volatile sig_atomic_t stopping;

void fcgi_stop(void) { stopping = 1; }

static void on_term(int sig) {
  (void)sig;
  stopping = 1;
  alarm(GRACE);
}

static void signals_take(void) {
  struct sigaction sa = {.sa_handler = on_term, .sa_flags = SA_RESTART};

  sigemptyset(&sa.sa_mask);
  sigaction(SIGTERM, &sa, NULL);
  sigaction(SIGINT, &sa, NULL);
  sa.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &sa, NULL);
  sigaction(SIGUSR1, &sa, NULL);
  sa.sa_handler = SIG_DFL;
  sigaction(SIGALRM, &sa, NULL);
}

/* Keep SIGTERM and SIGINT waiting, or let them in. */
static void signals_hold(bool hold) {
  sigset_t set;

  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  sigprocmask(hold ? SIG_BLOCK : SIG_UNBLOCK, &set, NULL);
}

static long body_read(void *body, void *p, size_t n) {
  FCGX_Stream *in = body;
  int got = FCGX_GetStr(p, n > 1 << 20 ? 1 << 20 : (int)n, in);

  return got > 0 ? got : FCGX_GetError(in) != 0 ? -1 : 0;
}

/* Bytes that were left; -1 when the stream broke before its end. */
static int64_t body_drain(FCGX_Stream *in) {
  char piece[8192];
  int64_t all = 0;
  long n;

  while ((n = body_read(in, piece, sizeof piece)) > 0)
    all += n;
  return n < 0 ? -1 : all;
}

/* A form is read by its reader, which checks the length itself. Nobody reads what came with a GET, so it is
 * read here: a request cut off on its way must not be acted on (security.md 10). */
static enum res stream_check(const struct http_request *in, FCGX_Stream *stream) {
  if (in->method != HTTP_GET && in->method != HTTP_HEAD && in->content_length != 0)
    return RES_OK;
  return body_drain(stream) == in->content_length ? RES_OK : RES_MALFORMED;
}

static bool has_body(const struct http_request *in, int status) {
  return in->method != HTTP_HEAD && status >= 200 && status != 204 && status != 304;
}

static void put(FCGX_Stream *out, const void *p, size_t n) {
  const char *s = p;

  while (n != 0) {
    int piece = n > 1 << 20 ? 1 << 20 : (int)n;

    if (FCGX_PutStr(s, piece, out) != piece)
      return;
    s += piece;
    n -= (size_t)piece;
  }
}

/* Ends early when nobody takes it any more. */
static void put_pieces(FCGX_Stream *out, const struct http_reply *r) {
  struct bytes piece = r->next(r->arg);

  while (piece.n > 0 && FCGX_GetError(out) == 0) {
    put(out, piece.p, piece.n);
    piece = r->next(r->arg);
  }
}

/* A head that did not fit its buffer may have lost the header that protects the page: nothing of it is sent. */
static void reply_write(const struct http_request *in, const struct http_reply *r, FCGX_Stream *out) {
  if (r->head.full) {
    FCGX_PutS("Status: 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n", out);
    return;
  }
  FCGX_FPrintF(out, "Status: %d %s\r\n", r->status, http_phrase(r->status));
  put(out, r->head.p, r->head.n);
  if (r->status >= 200 && r->status != 204 && r->status != 304 && r->next == NULL)
    FCGX_FPrintF(out, "Content-Length: %lu\r\n", (unsigned long)r->body.n);
  FCGX_PutS("\r\n", out);
  if (has_body(in, r->status) && r->next != NULL)
    put_pieces(out, r);
  else if (has_body(in, r->status))
    put(out, r->body.p, r->body.n);
}

static void request_serve(FCGX_Request *fr, struct arena *a, const struct fcgi_handler *h) {
  struct http_request in = {.a = a, .header = http_env_get, .read = body_read, .body = fr->in};
  struct http_reply out;
  enum res broken;

  in.env = http_env_index(a, (const char *const *)fr->envp);
  http_reply_init(&out, a);
  broken = http_request_read(&in);
  if (broken == RES_OK)
    broken = stream_check(&in, fr->in);
  h->handle(h->arg, &in, broken, &out);
  (void)body_drain(fr->in);
  reply_write(&in, &out, fr->out);
  if (FCGX_GetError(fr->in) == 0)
    FCGX_Detach(fr);
}

/* Take one connection if there is one. False when the listening socket itself is broken. */
static bool serve_one(FCGX_Request *fr, struct arena *a, const struct fcgi_handler *h) {
  int r;

  if (h->busy_since != NULL)
    *h->busy_since = clock_ticks();
  r = FCGX_Accept_r(fr);
  if (r == 0) {
    signals_hold(false);
    request_serve(fr, a, h);
    FCGX_Finish_r(fr);
    arena_reset(a);
    signals_hold(true);
  }
  if (h->busy_since != NULL)
    *h->busy_since = 0;
  if (r == -EMFILE || r == -ENFILE || r == -ENOBUFS || r == -ENOMEM)
    usleep(50 * 1000);
  return r != -EBADF && r != -EINVAL && r != -ENOTSOCK && r != -EOPNOTSUPP;
}

static bool loop_on(const struct fcgi_handler *h, int64_t *asked) {
  int64_t now = clock_ticks();

  if (stopping)
    return false;
  if (h->idle == NULL || now - *asked < IDLE_MS * 1000LL)
    return true;
  *asked = now;
  return h->idle(h->arg);
}

static int wait_open(int listen_fd) {
  struct epoll_event ev = {.events = EPOLLIN | EPOLLEXCLUSIVE};
  int flags = fcntl(listen_fd, F_GETFL), ep;

  if (flags < 0 || fcntl(listen_fd, F_SETFL, flags | O_NONBLOCK) != 0 || (ep = epoll_create1(EPOLL_CLOEXEC)) < 0)
    return -1;
  if (epoll_ctl(ep, EPOLL_CTL_ADD, listen_fd, &ev) == 0)
    return ep;
  close(ep);
  return -1;
}

int fcgi_loop(int listen_fd, const struct fcgi_handler *h) {
  struct epoll_event ev;
  FCGX_Request fr;
  struct arena *a;
  int64_t asked = 0;
  bool sound = true;
  sigset_t before;
  int ep = wait_open(listen_fd);

  if (ep < 0)
    return -1;
  signals_take();
  if (FCGX_Init() != 0 || FCGX_InitRequest(&fr, listen_fd, 0) != 0) {
    close(ep);
    return -1;
  }
  a = arena_new(REQUEST_MEMORY);
  sigprocmask(SIG_SETMASK, NULL, &before);
  signals_hold(true);
  while (sound && loop_on(h, &asked))
    if (epoll_pwait(ep, &ev, 1, IDLE_MS, &before) > 0)
      sound = serve_one(&fr, a, h);
  sigprocmask(SIG_SETMASK, &before, NULL);
  arena_free(a);
  close(ep);
  return sound ? 0 : -1;
}
