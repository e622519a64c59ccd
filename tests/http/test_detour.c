/* A session that ends while somebody types costs nothing but signing in again: the text is back on the page, not saved, and
 * nobody else ever sees it (web/detour.h). */
#include "client.h"
#include "demo.h"
#include "form.h"
#include "journey.h"
#include "people.h"
#include "sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { MINUTES = 60 };

static struct arena *a;
static long ahead; /* the clock only goes on: codes of the second step are used up */

static int up(void **state) {
  (void)state;
  a = arena_new((size_t)512 << 20);
  return 0;
}

static int down(void **state) {
  (void)state;
  arena_free(a);
  return 0;
}

static void later(long minutes) {
  ahead += minutes * MINUTES;
  demo_clock(ahead);
}

static struct demo_user person(const char *mark) {
  return (struct demo_user){.login = people_email(a, mark), .password = people_password, .totp = ""};
}

/* A form for a new mini-program, filled. */
static struct form *new_app(struct client *c, const char *name) {
  struct form *f = form_get(page_want(client_get(c, "/console/apps/new"), 200), NULL);

  form_set(f, "name", name);
  form_add(f, "categories", "tools.weather");
  form_file(f, "avatar", "a.png", "image/png", sample_picture(a, 3));
  return f;
}

/* The address after a sign-in page that `c` was led to, without signing in. */
static const char *next_of(struct page *p) {
  const char *next = form_value(form_get(page_want(p, 200), "login"), "next");

  assert_non_null(next);
  return next;
}

static void signs_in(struct client *c, const char *mark) {
  struct demo_user u = person(mark);

  (void)demo_sign_in_on(a, c, client_get(c, "/login"), &u);
}

static void what_was_typed_is_back_after_signing_in(void **state) {
  struct client *c = people_register(a, "detour", "enterprise");
  struct demo_user u = person("detour");
  struct form *f = new_app(c, "<i>绕路</i> & “回来”");
  struct page *p;
  const char *url;

  (void)state;
  later(31);
  p = page_want(form_send(c, f), 200);
  assert_non_null(strstr(p->url, "/login?next=%2Fconsole%2Fapps%2Fnew"));
  p = demo_sign_in_on(a, c, p, &u);
  url = p->url;
  assert_non_null(strstr(url, "/console/apps/new?kept="));
  assert_true(page_says(p, "还没有保存"));
  assert_true(page_says(p, "请重新选择或填写小程序头像"));
  assert_string_equal(page_text(p, "//p[@id='f-avatar-again']"), "需要重新选择文件");
  f = form_get(p, NULL);
  assert_string_equal(form_value(f, "name"), "<i>绕路</i> & “回来”");
  assert_string_equal(form_value(f, "categories"), "tools.weather");
  assert_int_equal(page_count(p, "//*[@id='errors']"), 0);
  page_want(client_get(c, url), 200); /* looking twice takes nothing away */
  assert_true(page_says(client_get(c, "/console/apps"), "还没有小程序"));
  p = page_want(form_send(c, f), 200);
  (void)journey_id(a, p->url, "/console/apps/");
  p = page_want(client_get(c, url), 200); /* once it is saved it is gone */
  assert_true(page_says(p, "已经不在了"));
  assert_string_equal(form_value(form_get(p, NULL), "name"), "");
}

static void the_second_step_lies_on_the_way(void **state) {
  struct demo_user u = demo_user(a, "reviewer", NULL, 0);
  struct client *c = demo_sign_in(a, &u);
  struct page *p = page_want(client_get(c, "/review"), 200);
  struct form *f = form_get(p, "claim");

  (void)state;
  p = page_want(form_send(c, f), 200);
  f = form_get(p, "reject");
  form_set(f, "reason", "第 3 行的请求没有说明用途");
  later(16);
  p = demo_sign_in_on(a, c, form_send(c, f), &u);
  assert_non_null(strstr(p->url, "/review/"));
  assert_true(page_says(p, "还没有保存"));
  assert_true(page_says(p, "第 3 行的请求没有说明用途"));
}

static void nobody_else_sees_it(void **state) {
  struct client *c = people_register(a, "mine", "enterprise"), *d;
  struct demo_user me = person("mine"), you = person("yours");
  struct form *f = new_app(c, "只给本人看");
  struct page *p;
  const char *next;

  (void)state;
  (void)people_register(a, "yours", "enterprise");
  later(31);
  p = form_send(c, f);
  next = next_of(p);
  d = client_new(a);
  signs_in(d, "mine");
  p = page_want(client_get(d, next), 200); /* the address in another browser, as the same user … */
  assert_false(page_says(p, "只给本人看"));
  d = client_new(a);
  signs_in(d, "yours");
  p = page_want(client_get(d, next), 200); /* … or as another one */
  assert_false(page_says(p, "只给本人看"));
  p = demo_sign_in_on(a, c, client_get(c, arena_fmt(a, "/login?next=%s", next)), &you); /* another user here */
  assert_false(page_says(p, "只给本人看"));
  page_want(form_send(c, form_get(client_get(c, "/logout"), NULL)), 200);
  p = demo_sign_in_on(a, c, client_get(c, arena_fmt(a, "/login?next=%s", next)), &me);
  assert_false(page_says(p, "只给本人看")); /* it was dropped then */
}

static void it_comes_back_only_where_it_was_typed(void **state) {
  struct client *c = people_register(a, "elsewhere", "enterprise");
  struct form *f = new_app(c, "另一页");
  const char *mark;
  struct page *p;

  (void)state;
  later(31);
  mark = strstr(next_of(form_send(c, f)), "kept=");
  assert_non_null(mark);
  signs_in(c, "elsewhere");
  p = page_want(client_get(c, arena_fmt(a, "/console/subject/real-name?%s", mark)), 200);
  assert_false(page_says(p, "另一页"));
  p = page_want(client_get(c, arena_fmt(a, "/console/apps/new?%s", mark)), 200);
  assert_true(page_says(p, "另一页"));
}

static void signed_out_in_another_tab(void **state) {
  struct client *c = people_register(a, "tabs", "enterprise");
  struct demo_user u = person("tabs"), other = person("tabs2");
  struct form *f = new_app(c, "另一个标签页");
  struct page *p;

  (void)state;
  (void)people_register(a, "tabs2", "enterprise");
  page_want(form_send(c, form_get(client_get(c, "/logout"), NULL)), 200);
  page_want(form_send(c, f), 403); /* no header says that it comes from here */
  client_header(c, "Sec-Fetch-Site: same-origin");
  p = form_send(c, f);
  client_plain(c);
  p = demo_sign_in_on(a, c, p, &u);
  assert_string_equal(form_value(form_get(p, NULL), "name"), "另一个标签页");
  page_want(form_send(c, form_get(client_get(c, "/logout"), NULL)), 200);
  signs_in(c, "tabs");
  client_header(c, "Sec-Fetch-Site: same-origin");
  p = page_want(form_send(c, f), 403); /* signed in again: the page says so and keeps the text */
  assert_string_equal(form_value(form_get(p, NULL), "name"), "另一个标签页");
  assert_true(page_says(p, "页面已经过期"));
  assert_true(page_says(p, "<title>错误："));
  assert_string_equal(page_text(p, "//p[@id='f-avatar-again']"), "需要重新选择文件");
  assert_true(page_says(client_get(c, "/console/apps"), "还没有小程序"));
  client_plain(c);
  page_want(form_send(c, f), 403);
  assert_false(page_says(form_send(c, f), "另一个标签页"));
  page_want(form_send(c, form_get(p, NULL)), 200);
  page_want(form_send(c, form_get(client_get(c, "/logout"), NULL)), 200);
  (void)demo_sign_in_on(a, c, client_get(c, "/login"), &other);
  client_header(c, "Sec-Fetch-Site: same-origin");
  p = page_want(form_send(c, f), 403); /* somebody else signed in: nothing of it */
  assert_false(page_says(p, "另一个标签页"));
}

static void a_page_without_a_form_lists_what_was_typed(void **state) {
  struct demo_user u = demo_user(a, "reviewer", NULL, 1);
  struct client *c = demo_sign_in(a, &u);
  struct form *f = form_get(page_want(form_send(c, form_get(client_get(c, "/review"), "claim")), 200), "reject");
  struct page *p;

  (void)state;
  form_set(f, "reason", "理由不会丢");
  page_want(form_send(c, form_get(client_get(c, "/logout"), NULL)), 200);
  (void)demo_sign_in_on(a, c, client_get(c, "/login"), &u);
  client_header(c, "Sec-Fetch-Site: same-origin");
  p = page_want(form_send(c, f), 403);
  assert_true(page_says(p, "理由不会丢"));
  assert_false(page_says(p, "csrf</dt>"));
}

static void it_is_kept_for_half_an_hour(void **state) {
  struct client *c = people_register(a, "late", "enterprise");
  struct demo_user u = person("late");
  struct form *f = new_app(c, "太晚了");
  struct page *p;

  (void)state;
  later(31);
  p = form_send(c, f);
  later(31);
  p = demo_sign_in_on(a, c, p, &u);
  assert_true(page_says(p, "已经不在了"));
  assert_false(page_says(p, "太晚了"));
}

static void a_package_has_to_be_chosen_again(void **state) {
  struct client *c = demo_client(a, "provider", 0);
  struct demo_user u = demo_user(a, "provider", NULL, 0);
  const char *plugin = demo_find(a, "plugins", "subject", u.subject, 0, "id");
  struct form *f =
      form_get(page_want(client_get(c, arena_fmt(a, "/console/plugins/%s/versions/upload", plugin)), 200), NULL);
  struct page *p;

  (void)state;
  form_set(f, "version", "9.9.9");
  form_set(f, "note", "更新说明保留着");
  form_file(f, "package", "plugin.zip", "application/zip", sample_package(a, "detour"));
  later(31);
  p = demo_sign_in_on(a, c, form_send(c, f), &u);
  assert_true(page_says(p, "更新说明保留着"));
  assert_string_equal(form_value(form_get(p, NULL), "version"), "9.9.9");
  assert_int_equal(page_count(p, "//p[@id='f-package-again']"), 1);
  page_want(client_get(c, arena_fmt(a, "/console/plugins/%s/versions/9.9.9", plugin)), 404);
}

static void a_user_has_ten_at_most(void **state) {
  struct client *c = people_register(a, "many", "enterprise");
  struct form *f = new_app(c, "第一份");
  const char *first = NULL, *last = NULL;

  (void)state;
  later(31);
  for (int i = 0; i < 11; i++) {
    last = arena_str(a, next_of(form_send(c, f)));
    first = i == 0 ? last : first;
  }
  signs_in(c, "many");
  assert_true(page_says(page_want(client_get(c, last), 200), "第一份"));
  assert_false(page_says(page_want(client_get(c, first), 200), "第一份"));
}

static void strangers_put_nothing_away(void **state) {
  struct client *c = client_new(a);
  struct form *f = form_get(page_want(client_get(c, "/login"), 200), "login");
  struct pair fields[] = {{"csrf", form_value(f, "csrf")}, {"name", "陌生人"}, {NULL, NULL}};
  struct page *p;

  (void)state;
  client_follow(c, false);
  p = page_want(client_post(c, "/console/apps/new", fields), 303);
  assert_non_null(strstr(p->location, "kept%3D-"));
  /* nor does a token that names somebody, unless we made it */
  fields[0].value = arena_fmt(a, "%s.1000000000000001.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", fields[0].value);
  p = page_want(client_post(c, "/console/apps/new", fields), 303);
  assert_non_null(strstr(p->location, "kept%3D-"));
}

static void without_text_the_page_says_that_nothing_was_done(void **state) {
  struct client *c = people_register(a, "button", "enterprise");
  struct demo_user u = person("button");
  struct form *f = form_get(page_want(client_get(c, "/logout"), 200), NULL);

  (void)state;
  later(31);
  assert_true(page_says(demo_sign_in_on(a, c, form_send(c, f), &u), "刚才的操作没有执行"));
}

static void looking_keeps_the_whole_address(void **state) {
  struct client *c = people_register(a, "deep", "enterprise");
  struct demo_user u = person("deep");
  struct page *p;

  (void)state;
  later(31);
  p = client_get(c, "/console/apps?q=%E5%A4%A9%26%E6%B0%94&sort=oldest");
  p = demo_sign_in_on(a, c, p, &u);
  assert_non_null(strstr(p->url, "/console/apps?q=%E5%A4%A9%26%E6%B0%94&sort=oldest"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(what_was_typed_is_back_after_signing_in, up, down),
      cmocka_unit_test_setup_teardown(the_second_step_lies_on_the_way, up, down),
      cmocka_unit_test_setup_teardown(nobody_else_sees_it, up, down),
      cmocka_unit_test_setup_teardown(it_comes_back_only_where_it_was_typed, up, down),
      cmocka_unit_test_setup_teardown(signed_out_in_another_tab, up, down),
      cmocka_unit_test_setup_teardown(a_page_without_a_form_lists_what_was_typed, up, down),
      cmocka_unit_test_setup_teardown(it_is_kept_for_half_an_hour, up, down),
      cmocka_unit_test_setup_teardown(a_package_has_to_be_chosen_again, up, down),
      cmocka_unit_test_setup_teardown(a_user_has_ten_at_most, up, down),
      cmocka_unit_test_setup_teardown(strangers_put_nothing_away, up, down),
      cmocka_unit_test_setup_teardown(without_text_the_page_says_that_nothing_was_done, up, down),
      cmocka_unit_test_setup_teardown(looking_keeps_the_whole_address, up, down),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
