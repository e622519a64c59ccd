/* Bodies to forms: both encodings, the first field's verdict, exact length, every limit from both sides, files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/seal.h"
#include "http/request.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define URL   "application/x-www-form-urlencoded"
#define MULTI "multipart/form-data; boundary=b"
#define F(n)  "--b\r\nContent-Disposition: form-data; name=\"" n "\"\r\n\r\n"
#define FILE_ "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"p.zip\"\r\nContent-Type: x/y\r\n\r\n"

static const struct http_form_limits roomy = {10, 200, 2, 100, 4000};

static struct arena *arena;

static int setup(void **state) {
  (void)state;
  arena = arena_new(64 << 20);
  return 0;
}

static int teardown(void **state) {
  (void)state;
  arena_free(arena);
  return 0;
}

/* A body handed out `step` bytes at a time. */
struct source {
  const char *p;
  size_t n, at, step;
  bool breaks;
};

static long pull(void *arg, void *p, size_t n) {
  struct source *s = arg;
  size_t left = s->n - s->at;

  if (left == 0)
    return s->breaks ? -1 : 0;
  n = n < left ? n : left;
  n = n < s->step ? n : s->step;
  memcpy(p, s->p + s->at, n);
  s->at += n;
  return (long)n;
}

/* What `first` saw. */
struct verdict {
  int calls;
  const char *name, *value;
  enum res say;
};

static enum res judge(void *arg, const char *name, const char *value) {
  struct verdict *v = arg;

  v->calls++;
  v->name = arena_str(arena, name);
  v->value = arena_str(arena, value);
  return v->say;
}

static struct source source;
static struct verdict verdict;
static struct http_form form;

static enum res post(const char *type, const char *body, size_t n, int64_t announced, size_t step,
                     const struct http_form_limits *lim, enum res say) {
  struct http_request in = {
      .a = arena, .content_type = type, .content_length = announced, .read = pull, .body = &source};

  source = (struct source){body, n, 0, step, false};
  verdict = (struct verdict){.say = say};
  return http_form_read(&in, lim, judge, &verdict, &form);
}

static enum res send(const char *type, const char *body) {
  return post(type, body, strlen(body), (int64_t)strlen(body), 7, &roomy, RES_OK);
}

static void urlencoded(void **state) {
  (void)state;
  for (size_t step = 1; step < 40; step++) {
    const char *body = "csrf=t%2bk&a=1+2&a=%e6%8f%92&empty=&flag";

    assert_int_equal(post(URL "; charset=UTF-8", body, strlen(body), (int64_t)strlen(body), step, &roomy, RES_OK),
                     RES_OK);
    assert_int_equal(form.n, 5);
    assert_string_equal(form.param[0].value, "t+k");
    assert_string_equal(form.param[1].value, "1 2");
    assert_string_equal(form.param[2].value, "\xe6\x8f\x92");
    assert_string_equal(http_param(&form, "flag"), "");
    assert_int_equal(verdict.calls, 1);
    assert_string_equal(verdict.name, "csrf");
    assert_string_equal(verdict.value, "t+k");
  }
  assert_int_equal(send(URL, "a=%"), RES_MALFORMED);
  assert_int_equal(send(URL, "a=%4"), RES_MALFORMED);
  assert_int_equal(send(URL, "a=%gg"), RES_MALFORMED);
  assert_int_equal(send(URL, "a=%00"), RES_MALFORMED);
  assert_int_equal(send(URL, "%ff=1"), RES_MALFORMED);
  assert_int_equal(send(URL, "ok=1&a%01=1"), RES_MALFORMED);
  assert_int_equal(send(URL, "ok=1&a=x%e2%80%ae%01y"), RES_OK);
  assert_string_equal(http_param(&form, "a"), "xy");
  assert_int_equal(send(URL, "a=line%0d%0aline"), RES_OK);
}

static void the_first_field_decides(void **state) {
  static const char *const bodies[][2] = {
      {URL, "csrf=bad&a=%zz"}, {URL, "&&csrf=bad"}, {MULTI, F("csrf") "bad\r\n" F("a") "x\r\nbroken"}};

  (void)state;
  for (size_t i = 0; i < 3; i++) {
    size_t n = strlen(bodies[i][1]);

    for (size_t step = 1; step <= n; step++) {
      assert_int_equal(post(bodies[i][0], bodies[i][1], n, (int64_t)n, step, &roomy, RES_FORBIDDEN), RES_FORBIDDEN);
      assert_int_equal(verdict.calls, 1);
      assert_string_equal(verdict.value, "bad");
      assert_int_equal(source.at, n); /* drained */
    }
  }
}

static void no_way_around_the_first_field(void **state) {
  static const char file_first[] = FILE_ "data\r\n" F("csrf") "t\r\n--b--\r\n";

  (void)state;
  /* a file in front is judged before its first byte is kept */
  assert_int_equal(post(MULTI, file_first, sizeof file_first - 1, sizeof file_first - 1, 5, &roomy, RES_FORBIDDEN),
                   RES_FORBIDDEN);
  assert_string_equal(verdict.name, "f");
  assert_null(verdict.value);
  assert_int_equal(form.file[0].fd, -1);
  /* a body without any field is judged too */
  assert_int_equal(post(URL, "", 0, 0, 1, &roomy, RES_FORBIDDEN), RES_FORBIDDEN);
  assert_int_equal(verdict.calls, 1);
  assert_null(verdict.value);
  assert_int_equal(post("", "", 0, 0, 1, &roomy, RES_FORBIDDEN), RES_FORBIDDEN);
  assert_int_equal(post(MULTI, "--b--", 5, 5, 1, &roomy, RES_FORBIDDEN), RES_FORBIDDEN);
  assert_int_equal(post(URL, "&&", 2, 2, 1, &roomy, RES_FORBIDDEN), RES_FORBIDDEN);
}

static void exact_length(void **state) {
  static const char m[] = F("a") "1\r\n--b--\r\n";

  (void)state;
  assert_int_equal(post(URL, "a=1", 3, 4, 7, &roomy, RES_OK), RES_MALFORMED);
  assert_int_equal(post(URL, "a=1", 3, 2, 7, &roomy, RES_OK), RES_MALFORMED);
  assert_int_equal(post(URL, "a=1", 3, 2, 1, &roomy, RES_OK), RES_MALFORMED);
  assert_int_equal(post(MULTI, m, sizeof m - 1, sizeof m, 7, &roomy, RES_OK), RES_MALFORMED);
  assert_int_equal(post(MULTI, m, sizeof m - 1, sizeof m - 2, 7, &roomy, RES_OK), RES_MALFORMED);
  assert_int_equal(post(MULTI, m, sizeof m - 1, sizeof m - 1, 7, &roomy, RES_OK), RES_OK);
}

static void a_broken_stream(void **state) {
  struct http_request in = {.a = arena, .content_type = URL, .content_length = 3, .read = pull, .body = &source};

  (void)state;
  source = (struct source){"a=1", 3, 0, 9, true};
  assert_int_equal(http_form_read(&in, &roomy, NULL, NULL, &form), RES_MALFORMED);
}

static void types(void **state) {
  (void)state;
  assert_int_equal(send("text/plain", "a=1"), RES_TYPE);
  assert_int_equal(send("", "a=1"), RES_TYPE);
  assert_int_equal(send(URL "x", "a=1"), RES_TYPE);
  assert_int_equal(send("multipart/form-data", "a=1"), RES_MALFORMED);
  assert_int_equal(source.at, 3);
  assert_int_equal(send("APPLICATION/X-WWW-FORM-URLENCODED", "a=1"), RES_OK);
}

static void limits(void **state) {
  static const char eleven[] = "a=&b=&c=&d=&e=&f=&g=&h=&i=&j=&k=";
  struct http_form_limits text = {10, 4, 1, 4, 1000}, file = {10, 100, 1, 4, 1000}, total = {10, 100, 1, 4, 7};
  static const char two_files[] = FILE_ "1\r\n" FILE_ "2\r\n--b--";

  (void)state;
  assert_int_equal(send(URL, eleven), RES_TOO_BIG);
  assert_int_equal(post(URL, eleven, sizeof eleven - 4, sizeof eleven - 4, 99, &roomy, RES_OK), RES_OK);
  assert_int_equal(form.n, 10);
  assert_int_equal(post(URL, "ab=cd", 5, 5, 9, &text, RES_OK), RES_OK);
  assert_int_equal(post(URL, "ab=cde", 6, 6, 9, &text, RES_OK), RES_TOO_BIG);
  assert_int_equal(post(URL, "%61%62=%63%64", 13, 13, 9, &text, RES_OK), RES_OK);
  assert_int_equal(
      post(MULTI, F("a") "123\r\n--b--", strlen(F("a")) + 10, (int64_t)strlen(F("a")) + 10, 9, &text, RES_OK), RES_OK);
  assert_int_equal(
      post(MULTI, F("a") "1234\r\n--b--", strlen(F("a")) + 11, (int64_t)strlen(F("a")) + 11, 9, &text, RES_OK),
      RES_TOO_BIG);
  assert_int_equal(post(URL, "a=12345", 7, 7, 9, &total, RES_OK), RES_OK);
  assert_int_equal(post(URL, "a=123456", 8, 8, 9, &total, RES_OK), RES_TOO_BIG);
  assert_int_equal(source.at, 8);
  assert_int_equal(
      post(MULTI, FILE_ "1234\r\n--b--", strlen(FILE_) + 11, (int64_t)strlen(FILE_) + 11, 3, &file, RES_OK), RES_OK);
  assert_int_equal(
      post(MULTI, FILE_ "12345\r\n--b--", strlen(FILE_) + 12, (int64_t)strlen(FILE_) + 12, 3, &file, RES_OK),
      RES_TOO_BIG);
  assert_int_equal(post(MULTI, two_files, sizeof two_files - 1, sizeof two_files - 1, 3, &file, RES_OK), RES_TOO_BIG);
  assert_int_equal(post(MULTI, two_files, sizeof two_files - 1, sizeof two_files - 1, 3, &roomy, RES_OK), RES_OK);
  assert_int_equal(form.nfiles, 2);
}

static void files(void **state) {
  static const char body[] = F("csrf") "t\r\n" FILE_ "PK\0\r\n-\xff\r\n"
                                       "--b\r\nContent-Disposition: form-data; name=\"none\"; filename=\"\"\r\n\r\n\r\n"
                                       "--b--\r\n";
  unsigned char want[32];
  char got[16];
  const struct http_file *f;

  (void)state;
  seal_sha256((struct bytes){"PK\0\r\n-\xff", 7}, want);
  for (size_t step = 1; step < sizeof body; step += 3) {
    assert_int_equal(post(MULTI, body, sizeof body - 1, sizeof body - 1, step, &roomy, RES_OK), RES_OK);
    f = http_file(&form, "f");
    assert_non_null(f);
    assert_string_equal(f->filename, "p.zip");
    assert_string_equal(f->type, "x/y");
    assert_true(f->size == 7);
    assert_memory_equal(f->sha256, want, 32);
    assert_int_equal(read(f->fd, got, sizeof got), 7);
    assert_memory_equal(got, "PK\0\r\n-\xff", 7);
    assert_true(fcntl(f->fd, F_GETFD) & FD_CLOEXEC);
    f = http_file(&form, "none");
    assert_non_null(f);
    assert_int_equal(f->fd, -1);
    assert_string_equal(f->filename, "");
    assert_null(http_file(&form, "absent"));
  }
}

static void the_arena_closes_files(void **state) {
  static const char body[] = FILE_ "\r\n--b--\r\n"; /* chosen, and empty */
  int fd;

  (void)state;
  assert_int_equal(post(MULTI, body, sizeof body - 1, sizeof body - 1, 50, &roomy, RES_OK), RES_OK);
  fd = form.file[0].fd;
  assert_true(fd >= 0);
  assert_true(form.file[0].size == 0);
  arena_reset(arena);
  assert_int_equal(fcntl(fd, F_GETFD), -1);
  assert_int_equal(errno, EBADF);
}

static void text_must_be_text(void **state) {
  (void)state;
  assert_int_equal(send(MULTI, F("a") "\xff\r\n--b--"), RES_MALFORMED);
  assert_int_equal(send(MULTI, F("a") "x\x01y\r\n--b--"), RES_OK);
  assert_string_equal(http_param(&form, "a"), "xy");
  assert_int_equal(
      post(MULTI, F("a") "x\0y\r\n--b--", strlen(F("a")) + 10, (int64_t)strlen(F("a")) + 10, 9, &roomy, RES_OK),
      RES_MALFORMED);
  assert_int_equal(send(MULTI, F("a") "\xe6\x8f\x92\r\n\t\r\n--b--"), RES_OK);
  assert_string_equal(http_param(&form, "a"), "\xe6\x8f\x92\r\n\t");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(urlencoded, setup, teardown),
      cmocka_unit_test_setup_teardown(the_first_field_decides, setup, teardown),
      cmocka_unit_test_setup_teardown(no_way_around_the_first_field, setup, teardown),
      cmocka_unit_test_setup_teardown(exact_length, setup, teardown),
      cmocka_unit_test_setup_teardown(a_broken_stream, setup, teardown),
      cmocka_unit_test_setup_teardown(types, setup, teardown),
      cmocka_unit_test_setup_teardown(limits, setup, teardown),
      cmocka_unit_test_setup_teardown(files, setup, teardown),
      cmocka_unit_test_setup_teardown(the_arena_closes_files, setup, teardown),
      cmocka_unit_test_setup_teardown(text_must_be_text, setup, teardown),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
