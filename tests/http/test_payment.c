/* Payment capability through the pages: the owner mini-program first, both modes with their own papers, rows without a
 * script, withdrawing, refusal and submitting again, and what an opened one shows to whom. */
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
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct journey s;
static const char *plugin, *app; /* 城市选择器 of 云帆助手, which has payment */

#define at(...) arena_fmt(s.a, __VA_ARGS__)

static int begin(void **state) {
  (void)state;
  s.a = arena_new((size_t)2 << 30);
  s.provider = demo_client(s.a, "provider", 0);
  s.merchant = people_register(s.a, "payer", "enterprise");
  s.reviewer = demo_client(s.a, "reviewer", 0);
  plugin = demo_find(s.a, "plugins", "name", "城市选择器", 0, "id");
  app = demo_find(s.a, "apps", "name", "云帆助手", 0, "id");
  return 0;
}

static int end(void **state) {
  (void)state;
  arena_free(s.a);
  return 0;
}

static const char *path(const char *mode) {
  return mode == NULL ? at("/console/plugins/%s/payment", plugin)
                      : at("/console/plugins/%s/payment?mode=%s", plugin, mode);
}

static struct page *see(const char *mode) { return page_want(client_get(s.provider, path(mode)), 200); }

static void app_payment(const char *opened) {
  struct form *f = form_get(page_want(client_get(s.provider, at("/console/apps/%s/settings", app)), 200), NULL);

  if (opened == NULL)
    form_drop(f, "payment_opened");
  else
    form_set(f, "payment_opened", opened);
  page_want(form_send(s.provider, f), 200);
}

static struct form *papers(void) {
  struct form *f = form_get(see("merchant"), "submit");

  form_set(f, "services.1.kind", "site");
  form_set(f, "services.1.address", "https://pick.example.com");
  form_file(f, "evidence", "发票.png", "image/png", sample_picture(s.a, 31));
  return f;
}

static struct form *numbers(void) {
  struct form *f = form_get(see("provider"), "submit");

  form_set(f, "provider_no", "1900012609");
  form_set(f, "sub_merchants", "1900013001\n1900013002");
  form_set(f, "tied", "1");
  return f;
}

/* ---- tests: each needs the ones before ---- */

static void the_mini_program_comes_first(void **state) {
  struct form *early = numbers();
  struct page *p;

  (void)state;
  app_payment(NULL);
  p = see(NULL);
  assert_true(page_says(p, "还没有开通支付"));
  assert_non_null(page_link(p, "设置"));
  assert_null(form_find(p, "submit"));
  p = page_want(form_send(s.provider, early), 409); /* it was closed in between */
  assert_true(page_says(p, "还没有开通支付"));
  assert_int_equal(page_count(p, at("//a[contains(@href, '/console/apps/%s/settings')]", app)) > 0, 1);
  app_payment("1");
  assert_false(page_says(see(NULL), "还没有开通支付"));
}

static void a_mode_is_chosen_first(void **state) {
  struct page *p = see(NULL);

  (void)state;
  assert_null(form_find(p, "submit"));
  assert_true(page_says(p, "适用范围"));
  p = page_want(client_get(s.provider, page_link(p, "服务商模式")), 200);
  assert_int_equal(page_count(p, "//input[@name='provider_no']"), 1);
  assert_int_equal(page_count(p, "//input[@type='file']"), 0);
  p = page_want(client_get(s.provider, page_link(p, "普通商户模式")), 200);
  assert_int_equal(page_count(p, "//input[@name='provider_no']"), 0);
  assert_int_equal(page_count(p, "//input[@type='file']"), 1);
  assert_null(form_find(see("cash"), "submit")); /* an unknown one is none */
}

static void each_mode_says_what_is_missing(void **state) {
  struct form *f = form_get(see("provider"), "submit");
  struct page *p;

  (void)state;
  p = page_want(form_send(s.provider, f), 422);
  assert_int_equal(page_count(p, "//*[@id='errors']//li"), 3);
  f = numbers();
  form_set(f, "sub_merchants", "1900013001\n19-1");
  p = page_want(form_send(s.provider, f), 422);
  assert_int_equal(page_count(p, "//*[@id='f-sub_merchants' and @aria-invalid='true']"), 1);
  f = form_get(p, "submit");
  assert_string_equal(form_value(f, "provider_no"), "1900012609");
  assert_string_equal(form_value(f, "tied"), "1");
  p = page_want(form_send(s.provider, form_get(see("merchant"), "submit")), 422);
  assert_int_equal(page_count(p, "//*[@id='errors']//li"), 2); /* services and proof at once */
  f = papers();
  form_set(f, "services.1.address", "pick.example.com");
  p = page_want(form_send(s.provider, f), 422);
  assert_int_equal(page_count(p, "//*[@id='f-services.1.address' and @aria-invalid='true']"), 1);
  assert_int_equal(page_count(p, "//*[@id='f-evidence-again']"), 1); /* files have to be chosen again */
  assert_string_equal(form_value(form_get(p, "submit"), "services.1.address"), "pick.example.com");
  f = papers();
  form_file(f, "evidence", "b.png", "image/png", bytes_of("<script>not a picture</script>"));
  page_want(form_send(s.provider, f), 422);
  f = papers();
  form_set(f, "mode", "cash");
  p = page_want(form_send(s.provider, f), 422);
  assert_true(page_says(p, "请选择支付模式"));
}

static void rows_change_the_form_only(void **state) {
  struct form *f = form_get(see("merchant"), "submit");
  struct page *p;

  (void)state;
  form_set(f, "services.1.kind", "app");
  form_set(f, "services.1.address", "城市选择器 App");
  p = page_want(form_press(s.provider, f, "op", "services.add"), 200);
  f = form_get(p, "submit");
  assert_string_equal(form_value(f, "services.1.address"), "城市选择器 App");
  assert_string_equal(form_value(f, "services.2.address"), "");
  form_set(f, "services.2.address", "https://two.example.com");
  p = page_want(form_press(s.provider, f, "op", "services.del.1"), 200);
  f = form_get(p, "submit");
  assert_string_equal(form_value(f, "services.1.address"), "https://two.example.com");
  assert_null(form_value(f, "services.2.address"));
  page_want(form_press(s.provider, f, "op", "services.del.9"), 409);
  assert_null(form_find(see(NULL), "withdraw"));
}

static void is_handed_in_and_taken_back(void **state) {
  struct form *late = papers();
  struct page *p;

  (void)state;
  p = page_want(form_send(s.provider, papers()), 200);
  assert_true(page_says(p, "审核中"));
  assert_true(page_says(p, "第 ") && page_says(p, "最迟完成")); /* the receipt */
  assert_null(form_find(p, "submit"));
  page_want(form_send(s.provider, late), 409);
  p = journey_press(s.provider, path(NULL), "withdraw", 200);
  assert_true(page_says(p, "未开通"));
  assert_string_equal(form_value(form_get(p, "submit"), "services.1.address"), "https://pick.example.com");
}

static void is_refused_and_handed_in_again(void **state) {
  struct form *f;
  struct page *p;

  (void)state;
  page_want(form_send(s.provider, papers()), 200);
  p = page_want(client_get(s.reviewer, "/review?kind=payment"), 200);
  p = page_want(client_get(s.reviewer, page_link(p, "城市选择器")), 200);
  assert_true(page_says(p, "普通商户模式"));
  assert_true(page_says(p, "https://pick.example.com"));
  assert_true(page_says(p, "发票.png"));
  assert_true(page_says(p, "1600208841"));
  journey_decide(&s, "payment", "城市选择器", "reject", "发票的抬头不是提交主体");
  p = see(NULL);
  assert_true(page_says(p, "未通过"));
  assert_true(page_says(p, "发票的抬头不是提交主体"));
  p = page_want(client_get(s.provider, "/console"), 200);
  assert_int_equal(
      page_count(p, "//li[contains(., '未通过')]/a[contains(., '城市选择器') and contains(@href, '/payment')]"), 1);
  f = numbers(); /* in the other mode */
  page_want(form_send(s.provider, f), 200);
  p = page_want(client_get(s.reviewer, "/review?kind=payment"), 200);
  p = page_want(client_get(s.reviewer, page_link(p, "城市选择器")), 200);
  assert_true(page_says(p, "第 3 次提交"));
  assert_true(page_says(p, "1900013001、1900013002"));
  assert_false(page_says(p, "发票.png"));
  journey_decide(&s, "payment", "城市选择器", "approve", "");
}

static void what_is_open_is_told(void **state) {
  struct page *p = see(NULL);

  (void)state;
  assert_true(page_says(p, "已开通"));
  assert_null(form_find(p, "submit"));
  p = page_want(client_get(s.provider, at("/console/plugins/%s", plugin)), 200);
  assert_int_equal(page_count(p, "//dd[contains(., '已开通')]//a[contains(@href, '/payment')]"), 1);
  client_second();
  p = page_want(client_get(s.merchant, at("/market/%s", plugin)), 200);
  assert_true(page_says(p, "插件内可以支付（服务商模式）"));
  client_header(s.merchant, "Accept-Language: en");
  p = page_want(client_get(s.merchant, at("/market/%s?lang=en", plugin)), 200);
  assert_true(page_says(p, "People can pay in the plugin"));
  client_plain(s.merchant);
  app_payment(NULL); /* the mini-program closes it: nobody can pay any more */
  client_second();
  p = page_want(client_get(s.merchant, at("/market/%s", plugin)), 200);
  assert_false(page_says(p, "People can pay") || page_says(p, "插件内可以支付"));
  assert_true(page_says(see(NULL), "暂时不能支付"));
  app_payment("1");
}

/* 扫码点餐 of 云帆门店管家 has payment and a trial version: so says what joint debugging serves of it, on both sides. */
static void answers_of_resolve_say_so(void **state) {
  const char *menu = demo_find(s.a, "plugins", "name", "扫码点餐", 0, "id");
  const char *host = demo_find(s.a, "apps", "name", "云帆门店管家", 0, "id");
  const char *debug = at("/console/plugins/%s/debug", menu);
  struct form *f;

  (void)state;
  f = form_get(page_want(client_get(s.provider, debug), 200), "add");
  form_set(f, "app", host);
  page_want(form_send(s.provider, f), 200);
  assert_true(page_says(page_want(client_get(s.provider, debug), 200), "插件内可以支付（服务商模式）"));
  assert_true(page_says(page_want(client_get(s.provider, at("/console/apps/%s/debug", host)), 200), "插件内可以支付"));
}

static void only_few_see_it(void **state) {
  const char *weather = demo_find(s.a, "plugins", "name", "城市天气", 0, "id");
  struct page *p = page_want(client_get(s.provider, at("/console/plugins/%s/payment", weather)), 200);
  const char *file = page_text(p, "//a[contains(@href, '/evidence/')]/@href");
  struct client *visitor = client_new(s.a);

  (void)state;
  assert_non_null(file);
  p = page_want(client_get(s.provider, file), 200);
  assert_non_null(strstr(page_header(p, "Content-Disposition"), "attachment"));
  page_want(client_get(s.reviewer, file), 200);
  page_want(client_get(s.merchant, file), 404);
  page_want(client_get(s.merchant, path(NULL)), 404);
  page_want(client_get(s.reviewer, path(NULL)), 404);
  client_follow(visitor, false);
  page_want(client_get(visitor, file), 303);
  page_want(client_get(visitor, path(NULL)), 303);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_mini_program_comes_first),
      cmocka_unit_test(a_mode_is_chosen_first),
      cmocka_unit_test(each_mode_says_what_is_missing),
      cmocka_unit_test(rows_change_the_form_only),
      cmocka_unit_test(is_handed_in_and_taken_back),
      cmocka_unit_test(is_refused_and_handed_in_again),
      cmocka_unit_test(what_is_open_is_told),
      cmocka_unit_test(answers_of_resolve_say_so),
      cmocka_unit_test(only_few_see_it),
  };

  return cmocka_run_group_tests(tests, begin, end);
}
