/* What every page shares: signing in and out, csrf, one effect of a repeated POST, languages, time-outs, throttling.
 * security.md 5, 12, 13, 15, 16, 17. */
#include "client.h"
#include "demo.h"
#include "form.h"
#include "people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static int arena_up(void **state) {
  *state = arena_new((size_t)512 << 20);
  return 0;
}

static int arena_down(void **state) {
  demo_clock(0);
  arena_free(*state);
  return 0;
}

static struct page *sign_in(struct client *c, const char *email, const char *password) {
  struct form *f = form_get(page_want(client_get(c, "/login"), 200), NULL);

  form_set(f, "email", email);
  form_set(f, "password", password);
  return form_send(c, f);
}

static void registers_signs_out_and_in(void **state) {
  struct client *c = people_register(*state, "walker", "enterprise");
  struct page *p = page_want(client_get(c, "/console"), 200);

  assert_true(page_says(p, "walker 主体"));
  assert_string_equal(page_header(p, "Cache-Control"), "no-store");
  p = form_send(c, form_get(page_want(client_get(c, "/logout"), 200), NULL));
  page_want(p, 200);
  client_follow(c, false);
  p = page_want(client_get(c, "/console"), 303);
  assert_non_null(strstr(p->location, "/login?next=%2Fconsole"));
  client_follow(c, true);
  p = page_want(sign_in(c, people_email(*state, "walker"), people_password), 200);
  assert_non_null(strstr(p->url, "/console"));
}

static void says_what_is_wrong_and_keeps_the_text(void **state) {
  struct client *c = client_new(*state);
  struct form *f = form_get(page_want(client_get(c, "/register"), 200), NULL);
  struct page *p;

  form_set(f, "email", "not an address");
  form_set(f, "password", "short");
  form_set(f, "display_name", "<b>林晓</b>");
  p = page_want(form_send(c, f), 422);
  assert_true(page_says(p, "错误："));
  assert_int_equal(page_count(p, "//*[@id='errors']//li"), 4);
  assert_string_equal(form_value(form_get(p, NULL), "email"), "not an address");
  assert_string_equal(form_value(form_get(p, NULL), "display_name"), "<b>林晓</b>");
  assert_false(page_says(p, "<b>林晓"));
  assert_string_equal(form_value(form_get(p, NULL), "password"), "");
}

static void a_form_without_its_token_changes_nothing(void **state) {
  struct client *c = people_register(*state, "token", "media");
  struct form *f = form_get(page_want(client_get(c, "/logout"), 200), NULL);

  form_set(f, "csrf", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
  page_want(form_send(c, f), 403);
  page_want(client_post(c, "/logout", (struct pair[]){{NULL, NULL}}), 403);
  f = form_get(page_want(client_get(c, "/logout"), 200), NULL);
  client_header(c, "Sec-Fetch-Site: cross-site");
  page_want(form_send(c, f), 403);
  client_plain(c);
  client_header(c, "Origin: https://evil.example");
  page_want(form_send(c, f), 403);
  client_plain(c);
  page_want(client_get(c, "/console"), 200);
}

static void one_key_has_one_effect(void **state) {
  struct client *c = client_new(*state);
  struct form *f = form_get(page_want(client_get(c, "/register"), 200), NULL);
  struct page *p;

  form_set(f, "email", people_email(*state, "twice"));
  form_set(f, "password", people_password);
  form_set(f, "display_name", "Twice");
  form_set(f, "subject_type", "enterprise");
  form_set(f, "subject_name", "twice 主体");
  client_follow(c, false);
  p = page_want(form_send(c, f), 303);
  assert_non_null(strstr(p->location, "/console"));
  page_want(form_send(c, f), 303); /* the same answer, not "taken" */
  form_set(f, "display_name", "Other");
  page_want(form_send(c, f), 422); /* the same key for something else */
}

static void next_never_leaves_the_site(void **state) {
  struct client *c = client_new(*state);
  struct page *p;
  struct form *f;

  (void)people_register(*state, "next", "enterprise");
  f = form_get(page_want(client_get(c, "/login?next=%2F%2Fevil.example%2F"), 200), NULL);
  form_set(f, "email", people_email(*state, "next"));
  form_set(f, "password", people_password);
  client_follow(c, false);
  p = page_want(form_send(c, f), 303);
  assert_null(strstr(p->location, "evil"));
}

static void sessions_end_by_idling_and_by_hand(void **state) {
  struct client *here = people_register(*state, "idle", "enterprise"), *there = client_new(*state);
  struct page *p;
  struct form *f;

  page_want(sign_in(there, people_email(*state, "idle"), people_password), 200);
  p = page_want(client_get(here, "/console/subject/sessions"), 200);
  assert_int_equal(page_count(p, "//tbody/tr"), 2);
  f = form_get(p, "end");
  p = page_want(form_send(here, f), 200);
  assert_int_equal(page_count(p, "//tbody/tr"), 1);
  client_follow(there, false);
  page_want(client_get(there, "/console"), 303);
  client_follow(here, false);
  demo_clock(29 * 60);
  page_want(client_get(here, "/console"), 200);
  demo_clock(58 * 60);
  page_want(client_get(here, "/console"), 200);
  demo_clock(90 * 60);
  page_want(client_get(here, "/console"), 303);
}

static void guessing_is_slowed_down(void **state) {
  struct client *owner = people_register(*state, "guess", "enterprise"), *stranger = client_new(*state);
  int refused = 0;

  page_want(form_send(owner, form_get(client_get(owner, "/logout"), NULL)), 200);
  page_want(sign_in(owner, people_email(*state, "guess"), people_password), 200);
  page_want(form_send(owner, form_get(client_get(owner, "/logout"), NULL)), 200);
  for (int i = 0; i < 9 && refused == 0; i++)
    refused = sign_in(stranger, people_email(*state, "guess"), "wrong wrong wrong wrong")->status == 429;
  assert_true(refused);
  page_want(sign_in(owner, people_email(*state, "guess"), people_password), 200); /* a known device is not locked out */
}

static void staff_signs_in_in_two_steps(void **state) {
  struct demo_user u = demo_user(*state, "reviewer", NULL, 0);
  struct client *c = client_new(*state);
  struct page *p = page_want(sign_in(c, u.login, u.password), 200);

  assert_non_null(strstr(p->url, "/login/code"));
  client_follow(c, false);
  p = page_want(client_get(c, "/review"), 303); /* half a session opens nothing */
  assert_non_null(strstr(p->location, "/login/code"));
  client_follow(c, true);
  p = form_send(c, form_get(page_want(client_get(c, "/login/code"), 200), NULL));
  page_want(p, 422);
  c = demo_sign_in(*state, &u);
  page_want(client_get(c, "/review"), 200);
}

static void speaks_the_visitors_language(void **state) {
  struct client *c = client_new(*state);
  struct page *p;

  client_header(c, "Accept-Language: en-GB,en;q=0.9");
  p = page_want(client_get(c, "/login"), 200);
  assert_true(page_says(p, "lang=\"en\""));
  assert_true(page_says(p, "Sign in"));
  p = page_want(client_get(c, "/login?lang=zh"), 200);
  assert_true(page_says(p, "lang=\"zh-CN\""));
  assert_null(strstr(p->url, "lang="));
  p = page_want(client_get(c, "/login"), 200); /* the cookie wins over the browser */
  assert_true(page_says(p, "登录"));
}

static void methods_are_named(void **state) {
  struct client *c = people_register(*state, "method", "enterprise");
  struct page *p = page_want(client_send(c, "PUT", "/login", NULL, (struct bytes){0}), 405);

  assert_string_equal(page_header(p, "Allow"), "GET, HEAD, POST");
  p = page_want(client_send(c, "POST", "/", "application/x-www-form-urlencoded", bytes_of("csrf=x")), 405);
  assert_string_equal(page_header(p, "Allow"), "GET, HEAD");
  page_want(client_send(c, "POST", "/login", "text/plain", bytes_of("csrf=x")), 415);
  page_want(client_send(c, "POST", "/login", "application/x-www-form-urlencoded", bytes_of("csrf=%zz")), 400);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(registers_signs_out_and_in, arena_up, arena_down),
      cmocka_unit_test_setup_teardown(says_what_is_wrong_and_keeps_the_text, arena_up, arena_down),
      cmocka_unit_test_setup_teardown(a_form_without_its_token_changes_nothing, arena_up, arena_down),
      cmocka_unit_test_setup_teardown(one_key_has_one_effect, arena_up, arena_down),
      cmocka_unit_test_setup_teardown(next_never_leaves_the_site, arena_up, arena_down),
      cmocka_unit_test_setup_teardown(sessions_end_by_idling_and_by_hand, arena_up, arena_down),
      cmocka_unit_test_setup_teardown(guessing_is_slowed_down, arena_up, arena_down),
      cmocka_unit_test_setup_teardown(staff_signs_in_in_two_steps, arena_up, arena_down),
      cmocka_unit_test_setup_teardown(speaks_the_visitors_language, arena_up, arena_down),
      cmocka_unit_test_setup_teardown(methods_are_named, arena_up, arena_down),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
