/* The rule that answers applications, through the pages of both sides: set, used, said where it was used, replaced, stopped. */
#include "asking.h"

#include "../db/fixture.h"
#include "demo.h"
#include "form.h"
#include "page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *rule_path(void) { return at("%s/rule", list_path()); }

static struct form *rule_form(void) { return form_get(see(provider, rule_path()), "save"); }

/* The demo data has three rules; the last one is for media and other organisations. */
static void the_page_tells_what_was_in_force(void **state) {
  struct page *p = see(provider, rule_path());

  (void)state;
  assert_int_equal(page_count(p, "//tbody/tr"), 3);
  assert_int_equal(
      page_count(p, "//tbody/tr[1][contains(., '规则 3') and contains(., '启用中') and contains(., '媒体')]"), 1);
  assert_int_equal(
      page_count(p, "//tbody/tr[2][contains(., '已停用') and contains(., '旅游') and contains(., '林薇')]"), 1);
  assert_int_equal(page_count(p, "//tbody/tr[3][contains(., '已被替换')]"), 1);
  assert_int_equal(page_count(p, "//input[@name='host_types' and @checked]"), 2);
  assert_true(says(provider, list_path(), "规则 3 启用中"));
  page_want(client_get(merchant, rule_path()), 404);
  page_want(client_get(stranger, rule_path()), 404);
}

static void a_rule_needs_a_condition(void **state) {
  struct form *f = rule_form(), *late = rule_form();
  struct page *p;

  (void)state;
  form_drop(f, "host_types");
  p = page_want(form_send(provider, f), 422);
  assert_int_equal(page_count(p, "//*[@id='f-host_types']"), 1);
  assert_true(page_says(p, "请选择主体类型或小程序类目"));
  f = rule_form();
  form_set(f, "host_types", "spaceship");
  page_want(form_send(provider, f), 422);
  f = rule_form();
  form_set(f, "host_types", "enterprise");
  form_add(f, "host_level1", "catering");
  p = page_want(form_send(provider, f), 200);
  assert_true(page_says(p, "规则已启用"));
  assert_int_equal(page_count(p, "//tbody/tr[1][contains(., '规则 4') and contains(., '企业；餐饮')]"), 1);
  form_set(late, "host_types", "government"); /* from a page without it */
  page_want(form_send(provider, late), 409);
}

static void it_answers_at_once_and_says_so(void **state) {
  const char *mine = app_of("禾木小馆点餐"), *other = app_of("禾木小馆·滨江店");
  struct form *f = bind_form(mine, "门店客服");
  struct page *p;

  (void)state;
  fixture_sql("UPDATE app_category SET code = 'tools.notes' WHERE app_id = %s AND code = 'catering.ordering'", other);
  fixture_sql("DELETE FROM app_category WHERE app_id = %s AND code <> 'tools.notes'", other);
  form_add(f, "app", other);
  p = page_want(form_send(merchant, f), 200);
  assert_true(page_says(p, "已自动通过并绑定 1 个小程序；1 个申请等待服务商"));
  p = see(merchant, binding_path(mine));
  assert_non_null(form_find(p, "stop"));
  assert_true(page_says(p, "自动通过（规则 4：企业；餐饮"));
  assert_int_equal(page_count(p, "//*[contains(@class, 'timeline')]//*[contains(., '自动通过规则')]") > 0, 1);
  assert_non_null(form_find(see(merchant, binding_path(other)), "withdraw"));
  p = see(provider, at("%s?tab=history&by=rule", list_path()));
  assert_int_equal(page_count(p, at("//tr[contains(., '%s') and contains(., '自动通过（规则 4')]", mine)), 1);
  assert_int_equal(page_count(see(provider, list_path()), at("//tr[contains(., '%s')]", other)), 1);
}

static void it_is_stopped(void **state) {
  struct page *p = page_want(form_send(provider, form_get(see(provider, rule_path()), "stop")), 200);
  const char *app = app_of("禾木小馆·城北店");

  (void)state;
  assert_true(page_says(p, "没有启用的规则"));
  assert_null(form_find(p, "stop"));
  assert_int_equal(page_count(p, "//tbody/tr[1][contains(., '已停用') and .//td[normalize-space()='1']]"), 1);
  assert_false(says(provider, list_path(), "规则 4 启用中"));
  apply(app, "这次要等");
  assert_int_equal(page_count(see(provider, list_path()), at("//tr[contains(., '%s')]", app)), 1);
  fixture_sql("UPDATE plugin SET add_mode = 'free' WHERE id = %s", plugin);
  assert_true(says(provider, rule_path(), "插件现在是自由添加"));
  fixture_sql("UPDATE plugin SET add_mode = 'approval' WHERE id = %s", plugin);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_page_tells_what_was_in_force),
      cmocka_unit_test(a_rule_needs_a_condition),
      cmocka_unit_test(it_answers_at_once_and_says_so),
      cmocka_unit_test(it_is_stopped),
  };

  return cmocka_run_group_tests(tests, asking_begin, asking_end);
}
