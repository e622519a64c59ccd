/* What nginx answers by itself: its error pages in the product's look and in the visitor's language, files with their
 * headers, and nothing of the error pages' source. */
#include "client.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static int arena_up(void **state) { return (*state = arena_new(256 << 20)) == NULL; }
static int arena_down(void **state) {
  arena_free(*state);
  return 0;
}

/* The page says so, shows the id that its header carries, and is not kept by anybody. */
static void want_error(struct page *p, long status, const char *words) {
  const char *id;

  page_want(p, status);
  assert_string_equal(page_text(p, "//h1"), words);
  id = page_header(p, "X-Request-Id");
  assert_non_null(id);
  assert_int_equal(strlen(id), 32);
  assert_true(page_says(p, id));
  assert_string_equal(page_header(p, "Cache-Control"), "no-store");
  assert_int_equal(page_count(p, "//link[@rel='stylesheet'][@href='/static/console.css']"), 1);
  assert_false(page_says(p, "<!--#"));
}

static void each_error_says_what_to_do(void **state) {
  struct client *c = client_new(*state);
  char *longest = arena_alloc(*state, 9001);

  want_error(client_get(c, "/static/absent.css"), 404, "没有找到这个页面");
  want_error(client_get(c, "/static/"), 403, "没有找到这个页面");
  want_error(client_send(c, "POST", "/static/console.css", NULL, (struct bytes){0}), 405, "这个地址不接受这种请求");
  want_error(client_get(c, "/a%00b"), 400, "请求的格式不对");
  memset(longest, 'a', 9000);
  want_error(client_get(c, arena_fmt(*state, "/%s", longest)), 414, "网址太长");
  client_header(c, arena_fmt(*state, "X-Long: %s", longest));
  want_error(client_get(c, "/"), 431, "浏览器发来的信息太多");
}

static void too_big_is_said_before_the_program_is_asked(void **state) {
  size_t n = 22 << 20;
  struct bytes body = {arena_alloc(*state, n), n};

  want_error(client_send(client_new(*state), "POST", "/login", "application/x-www-form-urlencoded", body), 413,
             "提交的内容太大");
}

static void speaks_the_visitors_language(void **state) {
  static const struct {
    const char *header, *words;
  } cases[] = {
      {"Accept-Language: en-GB,en;q=0.9", "This page was not found"},
      {"Accept-Language: zh-CN,zh;q=0.9,en;q=0.8", "没有找到这个页面"},
      {"Accept-Language: fr", "没有找到这个页面"},
      {"Cookie: lang=en", "This page was not found"},
      {"Cookie: lang=../../etc", "没有找到这个页面"},
  };
  struct client *c = client_new(*state);

  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    client_header(c, cases[i].header);
    want_error(client_get(c, "/static/absent"), 404, cases[i].words);
    client_plain(c);
  }
  client_header(c, "Cookie: lang=zh");
  client_header(c, "Accept-Language: en");
  want_error(client_get(c, "/static/absent"), 404, "没有找到这个页面");
}

static void files_are_kept_when_versioned(void **state) {
  struct client *c = client_new(*state);
  struct page *p = page_want(client_get(c, "/static/console.css?v=1"), 200);

  assert_string_equal(page_header(p, "Cache-Control"), "public, max-age=31536000, immutable");
  assert_string_equal(page_header(p, "Content-Type"), "text/css; charset=utf-8");
  p = page_want(client_get(c, "/static/console.css"), 200);
  assert_string_equal(page_header(p, "Cache-Control"), "public, max-age=300");
  p = page_want(client_get(c, "/static/absent.css?v=1"), 404);
  assert_string_equal(page_header(p, "Cache-Control"), "no-store");
}

static void error_pages_are_no_files(void **state) {
  struct client *c = client_new(*state);

  want_error(client_get(c, "/static/errors/zh.html"), 404, "没有找到这个页面");
  want_error(client_get(c, "/errors/zh.html"), 404, "没有找到这个页面");
  want_error(client_get(c, "/static/../nginx.conf/../static/errors/en.html"), 404, "没有找到这个页面");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(each_error_says_what_to_do, arena_up, arena_down),
      cmocka_unit_test_setup_teardown(too_big_is_said_before_the_program_is_asked, arena_up, arena_down),
      cmocka_unit_test_setup_teardown(speaks_the_visitors_language, arena_up, arena_down),
      cmocka_unit_test_setup_teardown(files_are_kept_when_versioned, arena_up, arena_down),
      cmocka_unit_test_setup_teardown(error_pages_are_no_files, arena_up, arena_down),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
