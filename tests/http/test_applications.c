/* Add mode approval through the pages, both sides, with the site's clock; binding on the way: a mini-program made in between,
 * others looked for, and choosing for one mini-program in the market. */
#include "asking.h"

#include "../db/fixture.h"
#include "base/clock.h"
#include "demo.h"
#include "form.h"
#include "journey.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* ---- the market tells before ---- */

static void the_market_says_so_before_obtaining(void **state) {
  (void)state;
  assert_true(says(client_new(a), at("/market/%s", plugin), "需提供方审批（24 小时内答复）"));
  assert_true(says(merchant, at("/market/%s/obtain", plugin), "需提供方审批（24 小时内答复）"));
  assert_true(says(merchant, bind_path(), "需要提供方审批"));
}

/* ---- both sides ---- */

static void applies_with_a_reason(void **state) {
  const char *app = app_of("禾木小馆点餐");
  struct form *f;
  struct page *p;

  (void)state;
  f = bind_form(app, "");
  p = page_want(form_send(merchant, f), 422);
  assert_int_equal(page_count(p, "//*[@id='f-reason' and @aria-invalid='true']"), 1);
  f = form_get(p, "bind");
  assert_string_equal(form_value(f, "app"), app); /* nothing is lost */
  assert_string_equal(form_value(f, "agree"), "1");
  apply(app, "接入客服，由门店值守");
  p = see(merchant, at("/console/apps/%s/plugins", app));
  assert_int_equal(page_count(p, "//tr[contains(., '在线客服')]//span[contains(., '待通过')]"), 1);
  assert_int_equal(page_count(p, "//tr[contains(., '在线客服')]//span[starts-with(., '还剩 2')]"), 1);
  assert_true(page_says(p, "接入客服，由门店值守"));
  assert_int_equal(page_count(see(merchant, at("/console/obtained/%s", plugin)),
                              at("//tr[contains(., '%s')]/td[@data-label='绑定时间' and .='--']", app)),
                   1);
  p = see(merchant, binding_path(app));
  assert_true(page_says(p, "正在等待服务商答复"));
  assert_null(form_find(p, "stop"));
  assert_null(form_find(p, "unbind"));
  assert_null(form_find(p, "save"));
  assert_non_null(form_find(p, "withdraw"));
  p = see(provider, list_path());
  assert_int_equal(page_count(p, at("//tr[contains(., '%s')]//form", app)), 2);
  assert_true(page_says(p, "接入客服，由门店值守"));
  assert_true(says(provider, "/console", "的使用申请"));
  form_set(f = bind_form(app_of("禾木小馆·滨江店"), "again"), "app", app); /* waits already */
  page_want(form_send(merchant, f), 422);
}

static void is_refused_with_a_reason_and_applies_again(void **state) {
  const char *app = app_of("禾木小馆点餐");
  struct form *f = answer_form(app, "refuse");
  struct page *p;

  (void)state;
  p = page_want(form_send(provider, f), 422); /* a refusal says why */
  assert_int_equal(page_count(p, "//textarea[@id='f-reason']"), 1);
  assert_int_equal(page_count(p, "//details[@open]//textarea[@id='f-reason']"), 1);
  f = answer_form(app, "refuse");
  form_set(f, "reason", "请写明值守时间");
  page_want(form_send(provider, f), 200);
  p = see(provider, at("%s?state=refused", list_path()));
  assert_true(page_count(p, at("//tr[contains(., '%s') and contains(., '请写明值守时间')]", app)) == 1);
  assert_int_equal(page_count(see(provider, list_path()), at("//tr[contains(., '%s')]", app)), 0);
  p = see(merchant, at("/console/apps/%s/plugins", app));
  assert_int_equal(page_count(p, "//tr[contains(., '已拒绝') and contains(., '请写明值守时间')]"), 1);
  assert_true(says(merchant, at("/console/obtained/%s", plugin), "请写明值守时间"));
  p = see(merchant, binding_path(app));
  assert_true(page_says(p, "请写明值守时间"));
  p = see(merchant, page_link(p, "再次申请"));
  f = form_get(p, "bind");
  assert_string_equal(form_value(f, "app"), app);
  form_set(f, "reason", "每天 9 点到 21 点有人值守");
  form_set(f, "agree", "1");
  page_want(form_send(merchant, f), 200);
  assert_false(says(merchant, at("/console/apps/%s/plugins", app), "已拒绝"));
}

static void is_approved_and_runs(void **state) {
  const char *app = app_of("禾木小馆点餐");

  (void)state;
  page_want(form_send(provider, answer_form(app, "approve")), 200);
  assert_non_null(form_find(see(merchant, binding_path(app)), "stop"));
  assert_true(says(merchant, binding_path(app), "服务商"));
  assert_int_equal(page_count(see(merchant, at("/console/obtained/%s", plugin)),
                              at("//tr[contains(., '%s')]/td[@data-label='绑定时间' and .!='--']", app)),
                   1);
  assert_int_equal(page_count(see(provider, at("%s?state=approved", list_path())), at("//tr[contains(., '%s')]", app)),
                   1);
  journey_press(merchant, binding_path(app), "unbind", 200);
}

static void is_taken_back(void **state) {
  const char *app = app_of("禾木小馆点餐");
  struct form *late;

  (void)state;
  usleep(1100000); /* the page shows what ended last, to the second */
  apply(app, "再试一次");
  late = answer_form(app, "approve");
  journey_press(merchant, binding_path(app), "withdraw", 200);
  assert_true(says(merchant, binding_path(app), "申请已撤回"));
  page_want(form_send(provider, late), 409);
  assert_int_equal(page_count(see(provider, at("%s?state=withdrawn", list_path())), at("//tr[contains(., '%s')]", app)),
                   1);
}

static void nobody_else_sees_or_answers(void **state) {
  const char *app = app_of("禾木小馆点餐");
  struct form *f;

  (void)state;
  page_want(client_get(merchant, list_path()), 404);
  page_want(client_get(stranger, list_path()), 404);
  page_want(client_get(stranger, binding_path(app)), 404);
  apply(app, "只给服务商看");
  f = form_get(see(merchant, binding_path(app)), "withdraw");
  form_set(f, "action", "approve"); /* the applicant answers itself */
  page_want(form_press(merchant, f, "action", "approve"), 403);
  f = answer_form(app, "approve");
  form_add(f, "application", "1000000000000001");
  page_want(form_send(provider, f), 404); /* several: none of them when one is not there */
  form_set(f, "application", "1000000000000001");
  page_want(form_send(provider, f), 404);
  /* of another plugin of the same provider */
  f = form_get(see(provider, list_path()), "approve");
  fixture_sql("UPDATE application SET plugin_id = (SELECT id FROM plugin WHERE name = '城市天气') WHERE id = %s",
              form_value(f, "application"));
  page_want(form_send(provider, f), 404);
  fixture_sql("UPDATE application SET plugin_id = %s WHERE id = %s", plugin, form_value(f, "application"));
  journey_press(merchant, binding_path(app), "withdraw", 200);
}

/* ---- 24 hours ---- */

static const char *state_of(const char *app) {
  struct page *p = see(merchant, binding_path(app));

  return page_says(p, "正在等待服务商答复") ? "pending" : page_says(p, "申请已自动关闭") ? "expired" : "?";
}

static void the_clock_closes_it_after_24_hours(void **state) {
  const char *app = app_of("禾木小馆点餐");
  int seconds = 0;

  (void)state;
  apply(app, "没有人看的申请");
  demo_clock(24 * HOUR - 120);
  sign_in();       /* sessions do not last that long */
  usleep(6000000); /* more than a round of jobs */
  assert_string_equal(state_of(app), "pending");
  assert_true(page_count(see(provider, list_path()), at("//tr[contains(., '%s')]//form", app)) == 2);
  demo_clock(24 * HOUR + 60);
  while (strcmp(state_of(app), "expired") != 0 && seconds++ < 30)
    usleep(1000000);
  assert_string_equal(state_of(app), "expired");
  assert_true(says(merchant, at("/console/apps/%s/plugins", app), "已超时"));
  assert_int_equal(
      page_count(see(provider, at("%s?state=expired", list_path())),
                 at("//tr[contains(., '%s') and contains(., '没有人看的申请') and contains(., '系统')]", app)),
      1);
  assert_non_null(page_link(see(merchant, binding_path(app)), "再次申请"));
  demo_clock(0);
  sign_in();
}

/* ---- on the way ---- */

static void a_mini_program_made_on_the_way(void **state) {
  const char *app = app_of("禾木小馆点餐"), *made;
  struct form *f = bind_form(app, "“两家店” & 更多？");
  struct page *p = page_want(form_press(merchant, f, "op", "create"), 200);

  (void)state;
  assert_non_null(strstr(p->url, "/console/apps/new?next="));
  f = form_get(p, "create");
  form_set(f, "name", "路上建的小程序");
  form_add(f, "categories", "tools.lookup");
  p = page_want(form_send(merchant, f), 200);
  assert_non_null(strstr(p->url, bind_path()));
  made = at("%lld", (long long)fixture_int("SELECT id FROM app WHERE name = '路上建的小程序'"));
  assert_int_equal(page_count(p, "//input[@name='app' and @checked]"), 2);
  assert_int_equal(page_count(p, at("//input[@name='app' and @checked and @value='%s']", app)), 1);
  assert_int_equal(page_count(p, at("//input[@name='app' and @checked and @value='%s']", made)), 1);
  f = form_get(p, "bind");
  assert_string_equal(form_value(f, "reason"), "“两家店” & 更多？");
  assert_string_equal(form_value(f, "agree"), "1");
  page_want(form_send(merchant, f), 200);
  journey_press(merchant, binding_path(made), "withdraw", 200);
  journey_press(merchant, binding_path(app), "withdraw", 200);
}

static void giving_up_leads_back_with_the_choice(void **state) {
  struct page *p = page_want(form_press(merchant, bind_form(app_of("禾木小馆点餐"), "留着"), "op", "create"), 200);

  (void)state;
  p = see(merchant, page_link(p, "取消"));
  assert_non_null(strstr(p->url, bind_path()));
  assert_string_equal(form_value(form_get(p, "bind"), "reason"), "留着");
}

static void looking_for_others_keeps_what_is_ticked(void **state) {
  const char *app = app_of("禾木小馆点餐"), *other = app_of("禾木小馆·滨江店");
  struct form *f = bind_form(app, "保留的理由");
  struct page *p;

  (void)state;
  form_set(f, "q", "滨江");
  p = page_want(form_press(merchant, f, "op", "find"), 200);
  assert_int_equal(page_count(p, at("//input[@name='app' and @checked and @value='%s']", app)), 1);
  assert_int_equal(page_count(p, at("//input[@name='app' and not(@checked) and @value='%s']", other)), 1);
  assert_int_equal(page_count(p, "//input[@name='app']"), 2);
  f = form_get(p, "bind");
  assert_string_equal(form_value(f, "reason"), "保留的理由");
  form_set(f, "q", app_of("禾木优选商城")); /* by its id */
  p = page_want(form_press(merchant, f, "op", "find"), 200);
  assert_int_equal(page_count(p, at("//input[@name='app' and @checked and @value='%s']", app)), 1);
  form_set(f = form_get(p, "bind"), "q", "没有这样的小程序");
  p = page_want(form_press(merchant, f, "op", "find"), 200);
  assert_true(page_says(p, "没有找到其他小程序"));
  assert_string_equal(form_value(form_get(p, "bind"), "reason"), "保留的理由");
}

static void what_does_not_fit_says_why_and_where(void **state) {
  const char *app = app_of("禾木小馆点餐");
  struct page *p;

  (void)state;
  fixture_sql(
      "UPDATE category SET host_level1 = 'medical', note_zh = '仅医疗类小程序可使用' WHERE code = 'it.software'");
  p = see(merchant, at("%s?app=%s", bind_path(), app));
  assert_int_equal(
      page_count(p, at("//tr[contains(., '仅医疗类小程序可使用')]//a[contains(@href, '%s/settings')]", app)), 1);
  assert_int_equal(page_count(p, "//input[@name='app']"), 0);
  p = see(merchant, at("/market?app=%s", app));
  assert_true(page_says(p, "正在为小程序“禾木小馆点餐”选择插件"));
  assert_int_equal(page_count(p, "//li[contains(., '在线客服') and contains(., '仅医疗类小程序可使用')]"), 1);
  assert_true(page_says(p, "已经绑定了这个插件")); /* 城市天气 */
  assert_true(strtol(page_header(p, "X-Db-Trips"), NULL, 10) <= 3 + 3 /* prepares */);
  p = see(merchant, at("/market/%s?app=%s", plugin, app));
  assert_true(page_says(p, "仅医疗类小程序可使用"));
  assert_int_equal(page_count(p, at("//a[contains(@href, '%s/settings')]", app)), 1);
  fixture_sql("UPDATE category SET host_level1 = '', note_zh = '', host_types = 'media' WHERE code = 'it.software'");
  assert_true(says(merchant, at("%s?app=%s", bind_path(), app), "仅限这些类型的主体使用"));
  fixture_sql("UPDATE category SET host_types = '' WHERE code = 'it.software'");
  assert_false(page_says(see(merchant, at("/market/%s?app=%s", plugin, app)), "不能选择"));
}

static void the_market_remembers_for_whom(void **state) {
  const char *app = app_of("禾木小馆点餐"), *href;
  struct page *p = see(merchant, page_link(see(merchant, at("/console/apps/%s/plugins", app)), "添加插件"));
  struct form *f;

  (void)state;
  assert_true(page_says(p, "正在为小程序“禾木小馆点餐”选择插件"));
  assert_true(
      page_says(see(merchant, at("/market?app=%s", app)), "正在为小程序“禾木小馆点餐”选择插件")); /* not from a store */
  assert_int_equal(page_count(p, at("//form[@role='search']//input[@name='app' and @value='%s']", app)), 1);
  href = page_text(p, at("//a[contains(@href, '/market/%s')]/@href", plugin));
  assert_non_null(strstr(href, app));
  p = see(merchant, page_resolve(p, href));
  assert_true(page_says(p, "正在为小程序“禾木小馆点餐”选择插件"));
  p = see(merchant, page_link(p, "绑定小程序"));
  f = form_get(p, "bind");
  assert_string_equal(form_value(f, "app"), app);
  p = see(merchant, page_link(see(merchant, at("/market?category=it&app=%s", app)), "不再限定小程序"));
  assert_null(strstr(p->url, app));
  assert_non_null(strstr(p->url, "category=it"));
  assert_false(page_says(p, "正在为小程序"));
  /* of somebody else it says nothing, nor to visitors */
  assert_false(says(stranger, at("/market?app=%s", app), "正在为小程序"));
  assert_false(says(client_new(a), at("/market?app=%s", app), "正在为小程序"));
  assert_false(says(stranger, at("/market/%s?app=%s", plugin, app), "正在为小程序"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_market_says_so_before_obtaining),
      cmocka_unit_test(applies_with_a_reason),
      cmocka_unit_test(is_refused_with_a_reason_and_applies_again),
      cmocka_unit_test(is_approved_and_runs),
      cmocka_unit_test(is_taken_back),
      cmocka_unit_test(nobody_else_sees_or_answers),
      cmocka_unit_test(a_mini_program_made_on_the_way),
      cmocka_unit_test(giving_up_leads_back_with_the_choice),
      cmocka_unit_test(looking_for_others_keeps_what_is_ticked),
      cmocka_unit_test(what_does_not_fit_says_why_and_where),
      cmocka_unit_test(the_market_remembers_for_whom),
      cmocka_unit_test(the_clock_closes_it_after_24_hours),
  };

  return cmocka_run_group_tests(tests, asking_begin, asking_end);
}
