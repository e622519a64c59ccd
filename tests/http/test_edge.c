/* The outer edge: what nginx and the workers answer before any page is asked for anything. security.md 9–14. */
#include "client.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static int arena_up(void **state) { return (*state = arena_new(256 << 20)) == NULL; }
static int arena_down(void **state) {
  arena_free(*state);
  return 0;
}

/* The headers that every answer carries, whoever made it. security.md 14 */
static void want_guarded(struct page *p) {
  const char *csp = page_header(p, "Content-Security-Policy");

  if (!csp || !strstr(csp, "default-src 'none'") || !strstr(csp, "frame-ancestors 'none'"))
    fail_msg("%s (%ld): no strict content security policy", p->url, p->status);
  static const char *const names[] = {"X-Content-Type-Options", "Cross-Origin-Opener-Policy",
                                      "Cross-Origin-Resource-Policy", "Permissions-Policy", "Referrer-Policy"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (!page_header(p, names[i]))
      fail_msg("%s (%ld): no %s", p->url, p->status, names[i]);
}

static void is_alive_and_ready(void **state) {
  struct client *c = client_new(*state);

  page_want(client_get(c, "/healthz"), 200);
  page_want(client_get(c, "/readyz"), 200);
}

static void guards_every_answer(void **state) {
  struct client *c = client_new(*state);

  want_guarded(page_want(client_get(c, "/"), 200));
  want_guarded(page_want(client_get(c, "/static/console.css"), 200));
  want_guarded(page_want(client_get(c, "/static/absent.css"), 404));
  want_guarded(page_want(client_get(c, "/no/such/page"), 404));
  want_guarded(page_want(client_send(c, "DELETE", "/login", NULL, (struct bytes){0}), 405));
}

static void names_the_request_on_error_pages(void **state) {
  struct client *c = client_new(*state);
  struct page *p = page_want(client_get(c, "/no/such/page"), 404);
  const char *id = page_header(p, "X-Request-Id");

  assert_non_null(id);
  assert_true(page_says(p, id));
}

static void refuses_what_is_too_big(void **state) {
  size_t n = 22 << 20;
  struct bytes body = {arena_alloc(*state, n), n};
  struct page *p = client_send(client_new(*state), "POST", "/register", "application/x-www-form-urlencoded", body);

  want_guarded(page_want(p, 413));
}

static void survives_odd_requests(void **state) {
  static const char *const paths[] = {"/%00",
                                      "/%ff%fe",
                                      "/market?q=%00",
                                      "/market?q=%c3%28",
                                      "/../../etc/passwd",
                                      "/market?%",
                                      "//",
                                      "/market/9999999999999999999999"};
  struct client *c = client_new(*state);

  for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
    struct page *p = client_get(c, paths[i]);
    if (p->status >= 500)
      fail_msg("%s: %ld", paths[i], p->status);
  }
  page_want(client_get(c, "/readyz"), 200);
}

/* A stranger's form: no token at all, then a wrong origin with whatever token. security.md 13 */
static void refuses_posts_from_elsewhere(void **state) {
  struct client *c = client_new(*state);
  const struct pair fields[] = {{"email", "a@example.com"}, {"password", "x"}, {NULL, NULL}};

  page_want(client_post(c, "/login", fields), 403);
  client_header(c, "Sec-Fetch-Site: cross-site");
  page_want(client_post(c, "/login", fields), 403);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(is_alive_and_ready, arena_up, arena_down),
      cmocka_unit_test_setup_teardown(guards_every_answer, arena_up, arena_down),
      cmocka_unit_test_setup_teardown(names_the_request_on_error_pages, arena_up, arena_down),
      cmocka_unit_test_setup_teardown(refuses_what_is_too_big, arena_up, arena_down),
      cmocka_unit_test_setup_teardown(survives_odd_requests, arena_up, arena_down),
      cmocka_unit_test_setup_teardown(refuses_posts_from_elsewhere, arena_up, arena_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
