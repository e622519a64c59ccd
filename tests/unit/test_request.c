/* A request's environment: method, length, path, query, cookies, id; and escaping. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "http/request.h"

#include <string.h>

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

/* An environment as a NULL-ended list of name, value. */
static const char *lookup(const void *env, const char *name) {
  for (const char *const *p = env; *p != NULL; p += 2) {
    if (strcmp(p[0], name) == 0)
      return p[1];
  }
  return NULL;
}

static struct http_request in;

static enum res with(const char *const *env) {
  in = (struct http_request){.a = arena, .header = lookup, .env = env};
  return http_request_read(&in);
}

static enum res uri(const char *u) {
  const char *env[] = {"REQUEST_METHOD", "GET", "REQUEST_URI", u, NULL};

  return with(env);
}

static enum res method(const char *m) {
  const char *env[] = {"REQUEST_METHOD", m, "REQUEST_URI", "/", NULL};

  return with(env);
}

static enum res length(const char *n) {
  const char *env[] = {"REQUEST_METHOD", "POST", "REQUEST_URI", "/", "CONTENT_LENGTH", n, NULL};

  return with(env);
}

static enum res cookie(const char *c) {
  const char *env[] = {"REQUEST_METHOD", "GET", "REQUEST_URI", "/", "HTTP_COOKIE", c, NULL};

  return with(env);
}

static void methods(void **state) {
  static const char *const none[] = {"REQUEST_URI", "/", NULL};

  (void)state;
  assert_int_equal(method("GET"), RES_OK);
  assert_int_equal(in.method, HTTP_GET);
  assert_int_equal(method("HEAD"), RES_OK);
  assert_int_equal(in.method, HTTP_HEAD);
  assert_int_equal(method("POST"), RES_OK);
  assert_int_equal(in.method, HTTP_POST);
  assert_int_equal(method("DELETE"), RES_OK);
  assert_int_equal(in.method, HTTP_OTHER);
  assert_string_equal(in.method_text, "DELETE");
  assert_int_equal(method(""), RES_MALFORMED);
  assert_int_equal(method("get"), RES_MALFORMED);
  assert_int_equal(method("G T"), RES_MALFORMED);
  assert_int_equal(method("GET\r\n"), RES_MALFORMED);
  assert_int_equal(method("ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEF"), RES_OK);
  assert_int_equal(method("ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFG"), RES_MALFORMED);
  assert_int_equal(with(none), RES_MALFORMED);
  assert_string_equal(in.path, "/"); /* still safe to answer */
  assert_non_null(in.id);
}

static void lengths(void **state) {
  (void)state;
  assert_int_equal(length("0"), RES_OK);
  assert_int_equal(length(""), RES_OK);
  assert_int_equal(in.content_length, 0);
  assert_int_equal(length("123"), RES_OK);
  assert_int_equal(in.content_length, 123);
  assert_int_equal(length("999999999999999"), RES_OK);
  assert_true(in.content_length == 999999999999999);
  assert_int_equal(length("1000000000000000"), RES_MALFORMED);
  assert_int_equal(length("-1"), RES_MALFORMED);
  assert_int_equal(length("+1"), RES_MALFORMED);
  assert_int_equal(length("1 "), RES_MALFORMED);
  assert_int_equal(length("0x10"), RES_MALFORMED);
}

static void paths(void **state) {
  static const char *const bad[] = {"",         "*",       "no/slash",  "/%",      "/%4",
                                    "/%zz",     "/%00",    "/a%00b",    "/%ff",    "/\xff",
                                    "/%c0%af",  "/%0a",    "/a%0d%0ab", "/%09",    "/%e2%80%ae" /* bidi */,
                                    "/?q=%00",  "/?q=%ff", "/?q=%1",    "/?%00=1", "/%1f",
                                    "http://h/"};

  (void)state;
  assert_int_equal(uri("/market/%E6%8F%92?q=%e6%8f%92+x&empty=&flag&&q=2"), RES_OK);
  assert_string_equal(in.path, "/market/\xe6\x8f\x92");
  assert_string_equal(in.query, "q=%e6%8f%92+x&empty=&flag&&q=2");
  assert_int_equal(in.args.n, 4);
  assert_string_equal(http_param(&in.args, "q"), "\xe6\x8f\x92 x");
  assert_string_equal(http_param(&in.args, "empty"), "");
  assert_string_equal(http_param(&in.args, "flag"), "");
  assert_null(http_param(&in.args, "absent"));
  assert_int_equal(uri("/a+b%2Bc%2f"), RES_OK);
  assert_string_equal(in.path, "/a+b+c/");
  assert_int_equal(uri("/?"), RES_OK);
  assert_string_equal(in.query, "");
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    if (uri(bad[i]) != RES_MALFORMED)
      fail_msg("accepted %s", bad[i]);
    assert_int_equal(in.path[0], '/');
  }
}

static void query_string_is_preferred(void **state) {
  static const char *const env[] = {"REQUEST_METHOD", "GET", "REQUEST_URI", "/x?a=1", "QUERY_STRING", "b=2", NULL};

  (void)state;
  assert_int_equal(with(env), RES_OK);
  assert_null(http_param(&in.args, "a"));
  assert_string_equal(http_param(&in.args, "b"), "2");
}

static void cookies(void **state) {
  struct buf b = buf_new(arena, 4096);

  (void)state;
  assert_int_equal(cookie("sid=abc; lang=\"zh\";  x = y ;novalue; =empty; bad=\xff; sid=second"), RES_OK);
  assert_string_equal(http_param(&in.cookies, "sid"), "abc");
  assert_string_equal(http_param(&in.cookies, "lang"), "zh");
  assert_null(http_param(&in.cookies, "bad"));
  assert_null(http_param(&in.cookies, ""));
  assert_int_equal(in.cookies.n, 4);
  assert_int_equal(cookie(""), RES_OK);
  assert_int_equal(in.cookies.n, 0);
  assert_int_equal(cookie(";;; ;"), RES_OK);
  assert_int_equal(in.cookies.n, 0);
  for (int i = 0; i < 70; i++)
    buf_fmt(&b, "c%d=%d;", i, i);
  assert_int_equal(cookie(b.p), RES_OK);
  assert_int_equal(in.cookies.n, 64);
}

static void ids(void **state) {
  static const char *const given[] = {"REQUEST_METHOD", "GET",        "REQUEST_URI", "/",           "REQUEST_ID",
                                      "0123abcd-EF",    "HTTPS",      "on",          "REMOTE_ADDR", "127.0.0.1",
                                      "CONTENT_TYPE",   "text/plain", NULL};
  static const char *const forged[] = {"REQUEST_METHOD", "GET", "REQUEST_URI", "/", "REQUEST_ID", "<script>x", NULL};
  const char *first;

  (void)state;
  assert_int_equal(with(given), RES_OK);
  assert_string_equal(in.id, "0123abcd-EF");
  assert_true(in.https);
  assert_string_equal(in.address, "127.0.0.1");
  assert_string_equal(in.content_type, "text/plain");
  assert_int_equal(with(forged), RES_OK);
  assert_int_equal(strlen(in.id), 32);
  assert_false(in.https);
  assert_string_equal(in.content_type, "");
  first = in.id;
  assert_int_equal(with(forged), RES_OK);
  assert_string_not_equal(first, in.id);
}

static void escaping(void **state) {
  (void)state;
  assert_string_equal(http_escape(arena, "aZ09-._~"), "aZ09-._~");
  assert_string_equal(http_escape(arena, "a b/&=?#%+\"'<\r\n"), "a%20b%2F%26%3D%3F%23%25%2B%22%27%3C%0D%0A");
  assert_string_equal(http_escape(arena, "\xe6\x8f\x92"), "%E6%8F%92");
  assert_string_equal(http_escape(arena, ""), "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(methods, setup, teardown),
      cmocka_unit_test_setup_teardown(lengths, setup, teardown),
      cmocka_unit_test_setup_teardown(paths, setup, teardown),
      cmocka_unit_test_setup_teardown(query_string_is_preferred, setup, teardown),
      cmocka_unit_test_setup_teardown(cookies, setup, teardown),
      cmocka_unit_test_setup_teardown(ids, setup, teardown),
      cmocka_unit_test_setup_teardown(escaping, setup, teardown),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
