/* A provider's applications on the demo site: what is left of the 24 hours, what reminds of it, the answer rate, and the history
 * with its filters. */
#include "asking.h"

#include "base/clock.h"
#include "demo.h"
#include "page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *overview(void) { return at("/console/plugins/%s", plugin); }

/* 禾木小馆·西湖店 applied 21 hours before the demo data was made, the others lately. */
static void the_queue_counts_down(void **state) {
  struct page *p = see(provider, list_path());

  (void)state;
  assert_int_equal(page_count(p, "//tr[contains(., '西湖店')]//span[starts-with(., '还剩 2 小时 ')]"), 1);
  assert_int_equal(page_count(p, "//tr[contains(., '西湖店') and contains(., '请尽快答复')]"), 1);
  assert_int_equal(page_count(p, "//tr[contains(., '请尽快答复')]"), 1);
  demo_clock(2 * HOUR);
  sign_in();
  assert_int_equal(
      page_count(see(provider, list_path()), "//tr[contains(., '西湖店')]//span[starts-with(., '还剩 5')]"),
      1); /* minutes */
  demo_clock(0);
  sign_in();
}

static void what_is_due_is_said_where_one_looks(void **state) {
  struct page *p = see(provider, overview());

  (void)state;
  assert_true(page_says(p, "1 个使用申请将在 4 小时内到期，最早的还剩 2 小时"));
  assert_int_equal(page_count(p, at("//div[contains(@class, 'note')]//a[@href='%s']", list_path())), 1);
  p = see(provider, "/console");
  assert_true(page_says(p, "1 个使用申请将在 4 小时内到期，请尽快答复"));
  assert_int_equal(page_count(p, "//li[contains(., '西湖店') and contains(., '请尽快答复')]"), 1);
}

static void the_answer_rate_is_public(void **state) {
  (void)state;
  assert_int_equal(page_count(see(provider, overview()), "//dl[contains(., '答复率') and contains(., '83%')]"), 1);
  assert_true(says(client_new(a), at("/market/%s", plugin), "83% 在 24 小时内答复（近 90 天 6 个申请）"));
  /* nobody has to ask for it */
  assert_false(says(client_new(a), at("/market/%s", demo_find(a, "plugins", "name", "城市天气", 0, "id")), "答复率"));
}

static void the_history_has_its_filters(void **state) {
  const char *history = at("%s?tab=history", list_path());
  struct page *p = see(provider, history);

  (void)state;
  assert_int_equal(page_count(p, "//tbody/tr"), 7);
  assert_int_equal(page_count(p, "//tbody/tr[1][contains(., '城北店') and contains(., '已拒绝')]"), 1);
  p = see(provider, at("%s&state=refused", history));
  assert_int_equal(page_count(p, "//tbody/tr"), 2);
  assert_int_equal(page_count(p, "//input[@name='tab' and @value='history']"), 1); /* another filter stays here */
  assert_int_equal(page_count(see(provider, at("%s&q=%s", history, app_of("禾木优选商城"))), "//tbody/tr"), 2);
  assert_int_equal(page_count(see(provider, at("%s&q=%%E6%%94%%BF%%E5%%8A%%A1", history)), "//tbody/tr"), 1);
  assert_int_equal(page_count(see(provider, at("%s&sort=oldest", history)), "//tbody/tr[1][contains(., '政务通')]"), 1);
  p = see(provider, at("%s&by=rule", history));
  assert_int_equal(page_count(p, "//tbody/tr"), 1);
  assert_int_equal(
      page_count(p, "//tr[contains(., '城市慢行地图') and contains(., '自动通过（规则 2：其他组织；旅游')]"), 1);
  assert_int_equal(page_count(see(provider, at("%s&by=person", history)), "//tbody/tr"), 4);
  assert_true(page_says(see(provider, at("%s&q=nothing", history)), "清除筛选"));
  assert_int_equal(page_count(see(provider, list_path()), "//form[@role='search']"), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_queue_counts_down),
      cmocka_unit_test(what_is_due_is_said_where_one_looks),
      cmocka_unit_test(the_answer_rate_is_public),
      cmocka_unit_test(the_history_has_its_filters),
  };

  return cmocka_run_group_tests(tests, asking_begin, asking_end);
}
