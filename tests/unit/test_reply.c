/* Reply heads: no value can split a header; cookies carry their attributes; the head is bounded. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "http/reply.h"

#include <string.h>

static struct arena *arena;
static struct http_reply reply;

static int setup(void **state) {
  (void)state;
  arena = arena_new(8 << 20);
  http_reply_init(&reply, arena);
  return 0;
}

static int teardown(void **state) {
  (void)state;
  arena_free(arena);
  return 0;
}

static void fresh(void **state) {
  (void)state;
  assert_int_equal(reply.status, 200);
  assert_string_equal(reply.head.p, "");
  assert_int_equal(reply.body.n, 0);
}

static void headers(void **state) {
  (void)state;
  http_header(&reply, "Location", "/a?b=\xe6\x8f\x92");
  http_header(&reply, "X", "a\r\nSet-Cookie: evil=1");
  http_header(&reply, "Y", "a\nb");
  http_header(&reply, "Z",
              "a\tb\x7f"
              "c");
  http_header(&reply, "N\r\nM", "1");
  http_header(&reply, "", "nothing");
  assert_string_equal(reply.head.p, "Location: /a?b=\xe6\x8f\x92\r\nX: a\r\nY: a\r\nZ: a\tb\r\nN: 1\r\n");
}

static void cookies(void **state) {
  (void)state;
  http_cookie(&reply, "__Host-sid", "abc", -1, true, true);
  http_cookie(&reply, "lang", "en", 60, false, false);
  http_cookie(&reply, "sid", "", 0, false, true);
  http_cookie(&reply, "x", "a; Domain=evil\r\n", -1, false, true);
  assert_string_equal(reply.head.p, "Set-Cookie: __Host-sid=abc; Path=/; SameSite=Lax; Secure; HttpOnly\r\n"
                                    "Set-Cookie: lang=en; Path=/; SameSite=Lax; Max-Age=60\r\n"
                                    "Set-Cookie: sid=; Path=/; SameSite=Lax; Max-Age=0; HttpOnly\r\n"
                                    "Set-Cookie: x=a; Path=/; SameSite=Lax; HttpOnly\r\n");
}

static void bounded(void **state) {
  char big[20000];

  (void)state;
  memset(big, 'a', sizeof big - 1);
  big[sizeof big - 1] = '\0';
  http_header(&reply, "A", big);
  http_header(&reply, "B", big); /* would not fit: left out whole */
  http_cookie(&reply, "C", big, 1, true, true);
  http_header(&reply, "D", "1");
  assert_null(strstr(reply.head.p, "B: "));
  assert_null(strstr(reply.head.p, "C="));
  assert_string_equal(reply.head.p + reply.head.n - 6, "D: 1\r\n");
}

static void phrases(void **state) {
  (void)state;
  assert_string_equal(http_phrase(200), "OK");
  assert_string_equal(http_phrase(303), "See Other");
  assert_string_equal(http_phrase(422), "Unprocessable Content");
  assert_string_equal(http_phrase(299), "Unknown");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(fresh, setup, teardown),
      cmocka_unit_test_setup_teardown(headers, setup, teardown),
      cmocka_unit_test_setup_teardown(cookies, setup, teardown),
      cmocka_unit_test_setup_teardown(bounded, setup, teardown),
      cmocka_unit_test_setup_teardown(phrases, setup, teardown),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
