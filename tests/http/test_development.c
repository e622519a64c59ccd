/* Development settings through the pages: domains that are put into one form or named line by line; a Token that is seen once,
 * by the one who made it, and replaced after a question and a proof; signatures that are told right from wrong. */
#include "client.h"
#include "demo.h"
#include "domain/signature.h"
#include "form.h"
#include "journey.h"
#include "people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static struct journey s;
static struct client *again; /* the same person at another browser */
static const char *token, *former;

#define at(...) arena_fmt(s.a, __VA_ARGS__)

static struct page *look(struct client *c, const char *path) { return page_want(client_get(c, path), 200); }
static const char *settings(void) { return at("/console/plugins/%s/development", s.plugin); }
static const char *checking(void) { return at("%s/signature", settings()); }

static struct client *sign_in(const char *mark) {
  const struct demo_user u = {.login = people_email(s.a, mark), .password = people_password, .totp = ""};

  return demo_sign_in(s.a, &u);
}

static int begin(void **state) {
  (void)state;
  s.a = arena_new((size_t)512 << 20);
  s.provider = people_register(s.a, "settings", "enterprise");
  s.reviewer = demo_client(s.a, "reviewer", 0);
  journey_verify(&s, s.provider, "settings", false);
  journey_plugin(&s, "开发设置插件");
  again = sign_in("settings");
  return 0;
}

static int end(void **state) {
  (void)state;
  demo_clock(0);
  arena_free(s.a);
  return 0;
}

static struct page *save(const char *domains, long want) {
  struct form *f = form_get(look(s.provider, settings()), "save");

  form_set(f, "domains", domains);
  return page_want(form_send(s.provider, f), want);
}

/* ---- domains ---- */

static void domains_are_put_into_one_form(void **state) {
  struct page *p = save("API.Example.com/\n\nhttps://api.example.com\nhttps://例子.中国:8443", 200);

  (void)state;
  assert_true(page_says(p, "已保存 2 个服务器域名"));
  assert_string_equal(form_value(form_get(p, "save"), "domains"),
                      "https://api.example.com\nhttps://xn--fsqu00a.xn--fiqs8s:8443");
  assert_non_null(page_link(look(s.provider, at("/console/plugins/%s", s.plugin)), "开发设置"));
}

static void wrong_lines_are_named_and_stay(void **state) {
  static const char typed[] = "a.example.com\nhttp://b.example.com\nc.example.com/v1";
  struct page *p = save(typed, 422);

  (void)state;
  assert_string_equal(form_value(form_get(p, "save"), "domains"), typed);
  assert_true(page_says(p, "第 2 行“http://b.example.com”"));
  assert_true(page_says(p, "第 3 行“c.example.com/v1”"));
  assert_true(page_says(look(s.provider, settings()), "api.example.com")); /* nothing of it was kept */
  client_header(s.provider, "Accept-Language: en");
  p = page_want(client_get(s.provider, at("%s?lang=en", settings())), 200);
  p = save(typed, 422);
  assert_true(page_says(p, "Line 2 “http://b.example.com”"));
  client_plain(s.provider);
  client_get(s.provider, at("%s?lang=zh", settings()));
}

static void an_open_form_goes_stale_but_not_by_the_token(void **state) {
  struct form *f = form_get(look(s.provider, settings()), "save"),
              *late = form_get(look(s.provider, settings()), "save");

  (void)state;
  journey_press(again, settings(), "rotate-token", 200);
  form_set(f, "domains", "first.example.com");
  page_want(form_send(s.provider, f), 200);
  form_set(late, "domains", "late.example.com");
  assert_true(page_says(page_want(form_send(s.provider, late), 409), "late.example.com"));
}

/* ---- the Token ---- */

static const char *token_on(struct page *p) { return page_text(p, "//*[@id='token']"); }

static void it_is_seen_once_by_the_one_who_made_it(void **state) {
  struct page *p;

  (void)state;
  assert_null(token_on(look(s.provider, settings()))); /* made above, at the other browser, where it was shown */
  assert_null(token_on(look(again, settings())));
  p = look(s.provider, settings());
  assert_int_equal(page_count(p, "//details[contains(@class, 'confirm')][contains(., '旧 Token 立即失效')]"), 1);
  client_follow(s.provider, false);
  page_want(form_send(s.provider, form_get(p, "rotate-token")), 303);
  client_follow(s.provider, true);
  assert_null(token_on(look(again, settings())));
  page_want(client_send(s.provider, "HEAD", settings(), NULL, (struct bytes){NULL, 0}), 200);
  p = look(s.provider, settings());
  token = arena_str(s.a, token_on(p));
  assert_int_equal(strlen(token), 43);
  assert_true(page_says(p, "只显示这一次"));
  assert_non_null(strstr(page_header(p, "Cache-Control"), "no-store"));
  p = look(s.provider, settings());
  assert_null(token_on(p));
  assert_false(page_says(p, token));
  assert_false(page_says(look(s.provider, checking()), token));
}

static void of_two_forms_one_replaces_it(void **state) {
  struct form *f = form_get(look(again, settings()), "rotate-token");

  (void)state;
  former = token;
  token = arena_str(s.a, token_on(journey_press(s.provider, settings(), "rotate-token", 200)));
  assert_string_not_equal(token, former);
  page_want(form_send(again, f), 409);
}

static void replacing_it_needs_a_proof(void **state) {
  struct page *p;
  struct form *f;

  (void)state;
  demo_clock(10 * 60);
  former = token;
  f = form_get(journey_press(s.provider, settings(), "rotate-token", 200), "prove");
  form_set(f, "password", people_password);
  p = page_want(form_send(s.provider, f), 200);
  demo_clock(0);
  token = arena_str(s.a, token_on(p));
  assert_string_not_equal(token, former);
}

/* ---- signatures ---- */

struct attempt {
  const char *app, *nonce, *token;
  long age;
};

static struct page *check(const struct attempt *x, const char *hex, long want) {
  const char *stamp = at("%ld", (long)(time(NULL) - x->age));
  struct signature sig = {x->app, x->nonce, stamp, NULL};
  struct form *f = form_get(look(s.provider, checking()), "verify");

  form_set(f, "app", x->app);
  form_set(f, "nonce", x->nonce);
  form_set(f, "timestamp", stamp);
  form_set(f, "signature", hex != NULL ? hex : signature_make(s.a, &sig, x->token));
  return page_want(form_send(s.provider, f), want);
}

static const char *wrong_with(struct page *p, const char *field) {
  return page_text(p, at("//*[@id='f-%s-error']", field));
}

static void says_what_is_wrong_with_a_signature(void **state) {
  struct attempt x = {s.app, "n0nce", token, 5};
  struct page *p = check(&x, NULL, 200);

  (void)state;
  assert_true(page_says(p, "签名正确，但这个小程序没有绑定这个插件"));
  x.token = former;
  p = check(&x, NULL, 422);
  assert_non_null(strstr(wrong_with(p, "signature"), "旧 Token"));
  assert_string_equal(form_value(form_get(p, "verify"), "nonce"), "n0nce");
  x = (struct attempt){s.app, "n0nce", token, 360};
  p = check(&x, NULL, 422);
  assert_non_null(strstr(wrong_with(p, "timestamp"), "6 分钟前"));
  assert_null(wrong_with(p, "signature"));
  x = (struct attempt){s.app, "n0nce", token, -3600};
  assert_non_null(strstr(wrong_with(check(&x, NULL, 422), "timestamp"), "时钟"));
  x = (struct attempt){s.plugin, "n0nce", token, 5};
  p = check(&x, "0000000000000000000000000000000000000000", 422);
  assert_non_null(strstr(wrong_with(p, "signature"), "对不上"));
  x = (struct attempt){s.plugin, "two words", token, 5};
  p = check(&x, "abc", 422);
  assert_non_null(strstr(wrong_with(p, "signature"), "40 位"));
  assert_non_null(strstr(wrong_with(p, "nonce"), "没有空格"));
}

/* The hosts that run the plugin of the demo data; its Token was made by the seed, so it is replaced first. */
static void says_whose_a_right_one_is(void **state) {
  struct client *c = demo_client(s.a, "provider", 0);
  const struct demo_user u = demo_user(s.a, "provider", NULL, 0);
  const char *plugin = demo_find(s.a, "plugins", "subject", u.subject, 0, "id");
  const char *host = demo_find(s.a, "apps", "name", "禾木小馆点餐", 0, "id");
  const char *path = at("/console/plugins/%s/development", plugin);
  struct signature sig = {host, "abc", at("%ld", (long)time(NULL)), NULL};
  struct page *p = look(c, path);
  struct form *f;

  (void)state;
  assert_non_null(host);
  assert_true(page_count(p, "//details[contains(., '个小程序的请求会通不过签名校验')]") == 1);
  p = journey_press(c, path, "rotate-token", 200);
  sig.hex = signature_make(s.a, &sig, token_on(p));
  f = form_get(look(c, at("%s/signature", path)), "verify");
  form_set(f, "app", sig.app);
  form_set(f, "nonce", sig.nonce);
  form_set(f, "timestamp", sig.timestamp);
  form_set(f, "signature", sig.hex);
  assert_true(page_says(page_want(form_send(c, f), 200), "签名正确，来自小程序“禾木小馆点餐”"));
}

static void without_a_token_there_is_nothing_to_check(void **state) {
  struct client *c = demo_client(s.a, "provider", 3);
  const struct demo_user u = demo_user(s.a, "provider", NULL, 3);
  const char *plugin = demo_find(s.a, "plugins", "subject", u.subject, 0, "id");
  struct page *p = look(c, at("/console/plugins/%s/development/signature", plugin));

  (void)state;
  assert_null(form_find(p, "verify"));
  assert_true(page_says(p, "还没有 Token"));
  assert_int_equal(page_count(p, "//pre[starts-with(@id, 'sample-')]"), 4);
  page_want(client_get(c, settings()), 404); /* nor does anybody see those of others */
  page_want(client_get(c, checking()), 404);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(domains_are_put_into_one_form),
      cmocka_unit_test(wrong_lines_are_named_and_stay),
      cmocka_unit_test(an_open_form_goes_stale_but_not_by_the_token),
      cmocka_unit_test(it_is_seen_once_by_the_one_who_made_it),
      cmocka_unit_test(of_two_forms_one_replaces_it),
      cmocka_unit_test(replacing_it_needs_a_proof),
      cmocka_unit_test(says_what_is_wrong_with_a_signature),
      cmocka_unit_test(says_whose_a_right_one_is),
      cmocka_unit_test(without_a_token_there_is_nothing_to_check),
  };

  return cmocka_run_group_tests(tests, begin, end);
}
