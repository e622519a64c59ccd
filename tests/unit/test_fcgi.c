/* The accept loop, spoken to by a small FastCGI client of our own that can also be rude: whole requests are answered,
 * broken ones never reach the part that acts, and a stop lets the request at hand end. */
#include "http/fcgi.h"

#include "base/clock.h"
#include "bin/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { BEGIN = 1, PARAMS = 4, STDIN = 5, STDOUT = 6, BIG = 3 << 20, MS = 1000 };

static struct {
  volatile int64_t busy_since;
  volatile int handled, acted, busy_seen, idle_asked, quit;
} * seen;

static char path[80];
static pid_t server;
static char answer[BIG + 4096];

/* ---- the server: a handler that does what the path says ---- */

static const struct http_form_limits limits = {.params = 10, .text = 1 << 20, .total = 1 << 20};

/* Counts its pieces: three of them, then the end. */
static struct bytes next_piece(void *arg) {
  static const char *const piece[] = {"one,", "two,", "three"};
  size_t *n = arg;

  return *n < 3 ? bytes_of(piece[(*n)++]) : (struct bytes){NULL, 0};
}

static void handle(void *arg, struct http_request *in, enum res broken, struct http_reply *out) {
  struct http_form form;

  (void)arg;
  seen->handled++;
  seen->busy_seen = seen->busy_since != 0;
  out->status = res_status(broken);
  if (broken != RES_OK)
    return;
  if (strcmp(in->path, "/refuse") == 0) {
    out->status = 403;
    return;
  }
  if (strcmp(in->path, "/slow") == 0)
    usleep(400 * MS);
  if (in->method == HTTP_POST) {
    enum res r = http_form_read(in, &limits, NULL, NULL, &form);

    out->status = res_status(r);
    if (r != RES_OK)
      return;
  }
  seen->acted++;
  http_header(out, "X-Seen", in->method_text);
  if (strcmp(in->path, "/big") == 0)
    out->body = (struct bytes){arena_alloc(in->a, BIG), BIG};
  else if (strcmp(in->path, "/none") == 0)
    out->status = 204;
  else if (strcmp(in->path, "/pieces") == 0)
    out->next = next_piece, out->arg = ARENA_NEW(in->a, size_t);
  else if (strcmp(in->path, "/cookies") == 0)
    out->body = bytes_of(in->header(in->env, "HTTP_COOKIE"));
  else
    out->body = bytes_of(arena_fmt(in->a, "path=%s length=%ld", in->path, (long)in->content_length));
}

static bool idle(void *arg) {
  (void)arg;
  seen->idle_asked++;
  return !seen->quit;
}

static int serve(struct listener *l) {
  struct fcgi_handler h = {handle, NULL, idle, &seen->busy_since};

  return fcgi_loop(l->fd, &h) == 0 ? 0 : 1;
}

static int server_up(void **state) {
  static struct listener l;
  const char *why;

  (void)state;
  memset(seen, 0, sizeof *seen);
  snprintf(path, sizeof path, "/tmp/plugshelf-fcgi-%d", (int)getpid());
  if (!listen_open(path, &l, &why))
    return -1;
  server = fork();
  if (server == 0)
    _exit(serve(&l));
  close(l.fd);
  return server < 0;
}

/* The server must still be there, and end in order. */
static int server_down(void **state) {
  int status = 0;

  (void)state;
  unlink(path);
  if (server == 0)
    return 0;
  kill(server, SIGTERM);
  waitpid(server, &status, 0);
  return status;
}

/* It ends by itself, and well. */
static void server_ends(void) {
  int status;

  assert_int_equal(waitpid(server, &status, 0), server);
  server = 0;
  assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

/* ---- the client ---- */

static int reach(void) {
  struct sockaddr_un un = {.sun_family = AF_UNIX};
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  snprintf(un.sun_path, sizeof un.sun_path, "%s", path);
  assert_int_equal(connect(fd, (struct sockaddr *)&un, sizeof un), 0);
  return fd;
}

static void record(int fd, int type, const void *p, size_t n) {
  unsigned char head[8] = {1, (unsigned char)type, 0, 1, (unsigned char)(n >> 8), (unsigned char)n, 0, 0};

  assert_int_equal(write(fd, head, 8), 8);
  if (n != 0)
    assert_int_equal(write(fd, p, n), (ssize_t)n);
}

static size_t param(char *to, const char *name, const char *value) {
  size_t nn = strlen(name), vn = strlen(value);

  to[0] = (char)nn;
  to[1] = (char)vn;
  memcpy(to + 2, name, nn);
  memcpy(to + 2 + nn, value, vn);
  return 2 + nn + vn;
}

/* BEGIN_REQUEST and the parameters; a NULL method is left out, `length` < 0 too. */
static void ask_on(int fd, const char *method, const char *uri, long length) {
  char params[1024], text[24];
  size_t n = 0;

  record(fd, BEGIN, "\0\1\0\0\0\0\0\0", 8);
  if (method != NULL)
    n += param(params + n, "REQUEST_METHOD", method);
  snprintf(text, sizeof text, "%ld", length);
  if (length >= 0)
    n += param(params + n, "CONTENT_LENGTH", text);
  n += param(params + n, "REQUEST_URI", uri);
  n += param(params + n, "REQUEST_ID", "0123456789abcdef");
  n += param(params + n, "CONTENT_TYPE", "application/x-www-form-urlencoded");
  n += param(params + n, "HTTP_COOKIE", "a=1");
  n += param(params + n, "HTTP_COOKIE", "b=2");
  record(fd, PARAMS, params, n);
  record(fd, PARAMS, "", 0);
}

static int ask(const char *method, const char *uri, long length) {
  int fd = reach();

  ask_on(fd, method, uri, length);
  return fd;
}

static bool read_all(int fd, void *p, size_t n) {
  char *to = p;

  while (n != 0) {
    ssize_t got = read(fd, to, n);

    if (got <= 0)
      return false;
    to += got;
    n -= (size_t)got;
  }
  return true;
}

/* Status of the answer, which is kept in `answer`; 0 when there was none. */
static int status_read(int fd) {
  unsigned char head[8];
  size_t at = 0;
  int status = 0;

  while (read_all(fd, head, 8)) {
    size_t n = (size_t)head[4] << 8 | head[5];
    char piece[65536 + 256];

    if (!read_all(fd, piece, n + head[6]))
      break;
    if (head[1] != STDOUT)
      continue;
    assert_true(at + n < sizeof answer);
    memcpy(answer + at, piece, n);
    at += n;
  }
  answer[at] = '\0';
  return sscanf(answer, "Status: %d", &status) == 1 ? status : 0;
}

static int status_of(int fd) {
  int status = status_read(fd);

  close(fd);
  return status;
}

static int request(const char *method, const char *uri, const char *body) {
  int fd = ask(method, uri, body == NULL ? -1 : (long)strlen(body));

  if (body != NULL)
    record(fd, STDIN, body, strlen(body));
  record(fd, STDIN, "", 0);
  return status_of(fd);
}

static const char *body_of_answer(void) {
  const char *end = strstr(answer, "\r\n\r\n");

  assert_non_null(end);
  return end + 4;
}

/* ---- whole requests ---- */

static void answers(void **state) {
  (void)state;
  assert_int_equal(request("GET", "/a%20b", NULL), 200);
  assert_string_equal(body_of_answer(), "path=/a b length=0");
  assert_non_null(strstr(answer, "\r\nX-Seen: GET\r\n"));
  assert_non_null(strstr(answer, "\r\nContent-Length: 18\r\n"));
  assert_int_equal(request("POST", "/form", "a=1&b=2"), 200);
  assert_string_equal(body_of_answer(), "path=/form length=7");
  assert_int_equal(request("GET", "/cookies", NULL), 200);
  assert_string_equal(body_of_answer(), "a=1; b=2");
  assert_true(seen->busy_seen);
  for (int i = 0; i < 200 && seen->busy_since != 0; i++) /* it is cleared just after the answer has left */
    usleep(10 * MS);
  assert_int_equal(seen->busy_since, 0);
}

static void head_and_204_have_no_body(void **state) {
  (void)state;
  assert_int_equal(request("HEAD", "/", NULL), 200);
  assert_string_equal(body_of_answer(), "");
  assert_non_null(strstr(answer, "Content-Length: 15\r\n"));
  assert_int_equal(request("GET", "/none", NULL), 204);
  assert_null(strstr(answer, "Content-Length"));
}

static void large_answers_arrive_whole(void **state) {
  (void)state;
  assert_int_equal(request("GET", "/big", NULL), 200);
  assert_non_null(strstr(answer, "Content-Length: 3145728\r\n"));
}

static void pieces_are_sent_as_they_are_made(void **state) {
  (void)state;
  assert_int_equal(request("GET", "/pieces", NULL), 200);
  assert_string_equal(body_of_answer(), "one,two,three");
  assert_null(strstr(answer, "Content-Length"));
  assert_int_equal(request("HEAD", "/pieces", NULL), 200);
  assert_string_equal(body_of_answer(), "");
}

static void an_unread_body_does_not_hold_the_answer(void **state) {
  char piece[60000];
  int64_t begin = clock_ticks();
  int fd = ask("POST", "/refuse", 20 * (long)sizeof piece);

  (void)state;
  memset(piece, 'x', sizeof piece);
  for (int i = 0; i < 20; i++)
    record(fd, STDIN, piece, sizeof piece);
  record(fd, STDIN, "", 0);
  assert_int_equal(status_of(fd), 403);
  assert_true(clock_ticks() - begin < 1500 * MS);
}

/* libfcgi would wait up to two seconds for the client to close. */
static void a_client_that_lingers_holds_nobody(void **state) {
  int64_t begin = clock_ticks();
  int fd = ask("GET", "/", -1);

  (void)state;
  record(fd, STDIN, "", 0);
  assert_int_equal(status_read(fd), 200);
  assert_int_equal(request("GET", "/", NULL), 200);
  assert_true(clock_ticks() - begin < 1500 * MS);
  close(fd);
}

/* ---- broken ones ---- */

static void malformed_requests_are_handed_on_as_such(void **state) {
  (void)state;
  assert_int_equal(request(NULL, "/", NULL), 400);
  assert_int_equal(request("ge t", "/", NULL), 400);
  assert_int_equal(request("GET", "/a%00b", NULL), 400);
  assert_int_equal(request("GET", "/?q=%ff", NULL), 400);
  assert_int_equal(request("GET", "nopath", NULL), 400);
  assert_int_equal(seen->handled, 5);
  assert_int_equal(seen->acted, 0);
  assert_int_equal(request("GET", "/", NULL), 200);
}

static int with_length(const char *method, long length, const char *body) {
  int fd = ask(method, "/", length);

  record(fd, STDIN, body, strlen(body));
  if (body[0] != '\0')
    record(fd, STDIN, "", 0);
  return status_of(fd);
}

static void lengths_must_be_true(void **state) {
  (void)state;
  assert_int_equal(with_length("POST", 7, "a=1"), 400);
  assert_int_equal(with_length("POST", 2, "a=1"), 400);
  assert_int_equal(with_length("POST", 0, "a=1"), 400);
  assert_int_equal(with_length("GET", 7, "a=1"), 400);
  assert_int_equal(with_length("GET", 2, "a=1"), 400);
  assert_int_equal(with_length("GET", -1, "a=1"), 400);
  assert_int_equal(seen->acted, 0);
  assert_int_equal(with_length("GET", 3, "a=1"), 200);
  assert_int_equal(with_length("POST", 3, "a=1"), 200);
  assert_int_equal(seen->acted, 2);
}

/* The sender goes away in the middle; the next one is served all the same. */
static void cut_off_requests_are_not_acted_on(void **state) {
  int fd;

  (void)state;
  close(reach());
  fd = reach();
  record(fd, BEGIN, "\0\1\0\0\0\0\0\0", 8);
  close(fd);
  fd = ask("POST", "/", 3);
  record(fd, STDIN, "a=1", 3);
  close(fd); /* all bytes, but no end of the stream */
  close(ask("GET", "/", -1));
  fd = ask("POST", "/", 30);
  record(fd, STDIN, "a=1", 3);
  shutdown(fd, SHUT_WR);
  assert_int_equal(status_of(fd), 400);
  assert_int_equal(request("GET", "/", NULL), 200);
  assert_int_equal(seen->acted, 1);
}

static void noise_is_survived(void **state) {
  int fd = reach();
  char noise[600];

  (void)state;
  memset(noise, 0xa5, sizeof noise);
  assert_int_equal(write(fd, noise, sizeof noise), sizeof noise);
  shutdown(fd, SHUT_WR);
  assert_int_equal(status_of(fd), 0);
  assert_int_equal(request("GET", "/", NULL), 200);
  assert_int_equal(seen->handled, 1);
}

/* ---- the end ---- */

static void wait_handled(int n) {
  for (int i = 0; i < 1000 && seen->handled < n; i++)
    usleep(5 * MS);
  assert_int_equal(seen->handled, n);
}

static void term_lets_the_request_end(void **state) {
  int fd = ask("GET", "/slow", -1);

  (void)state;
  record(fd, STDIN, "", 0);
  wait_handled(1);
  assert_int_not_equal(seen->busy_since, 0);
  kill(server, SIGTERM);
  assert_int_equal(status_of(fd), 200);
  assert_string_equal(body_of_answer(), "path=/slow length=0");
  server_ends();
}

/* libfcgi has taken the connection and waits for its first byte: what is on its way then is still answered. */
static void term_loses_no_connection(void **state) {
  int fd = reach();

  (void)state;
  usleep(100 * MS);
  kill(server, SIGTERM);
  usleep(100 * MS);
  ask_on(fd, "GET", "/late", -1);
  record(fd, STDIN, "", 0);
  assert_int_equal(status_of(fd), 200);
  assert_string_equal(body_of_answer(), "path=/late length=0");
  server_ends();
}

static void idle_ends_the_loop(void **state) {
  (void)state;
  assert_int_equal(request("GET", "/", NULL), 200);
  assert_true(seen->idle_asked >= 1);
  seen->quit = 1;
  server_ends();
}

static void a_dead_socket_ends_the_loop(void **state) {
  struct fcgi_handler h = {handle, NULL, NULL, NULL};

  (void)state;
  assert_int_equal(fcgi_loop(-1, &h), -1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(answers, server_up, server_down),
      cmocka_unit_test_setup_teardown(head_and_204_have_no_body, server_up, server_down),
      cmocka_unit_test_setup_teardown(large_answers_arrive_whole, server_up, server_down),
      cmocka_unit_test_setup_teardown(pieces_are_sent_as_they_are_made, server_up, server_down),
      cmocka_unit_test_setup_teardown(an_unread_body_does_not_hold_the_answer, server_up, server_down),
      cmocka_unit_test_setup_teardown(a_client_that_lingers_holds_nobody, server_up, server_down),
      cmocka_unit_test_setup_teardown(malformed_requests_are_handed_on_as_such, server_up, server_down),
      cmocka_unit_test_setup_teardown(lengths_must_be_true, server_up, server_down),
      cmocka_unit_test_setup_teardown(cut_off_requests_are_not_acted_on, server_up, server_down),
      cmocka_unit_test_setup_teardown(noise_is_survived, server_up, server_down),
      cmocka_unit_test_setup_teardown(term_lets_the_request_end, server_up, server_down),
      cmocka_unit_test_setup_teardown(term_loses_no_connection, server_up, server_down),
      cmocka_unit_test_setup_teardown(idle_ends_the_loop, server_up, server_down),
      cmocka_unit_test(a_dead_socket_ends_the_loop),
  };

  signal(SIGPIPE, SIG_IGN);
  seen = mmap(NULL, sizeof *seen, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  return seen == MAP_FAILED ? 1 : cmocka_run_group_tests(tests, NULL, NULL);
}
