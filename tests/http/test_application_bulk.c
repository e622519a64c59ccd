/* Many applications answered through the pages: ticks, the confirmation in numbers and names, what is left, and the form that a
 * script sends. */
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

static const char *answer_path(void) { return at("%s/answer", list_path()); }

/* The one that is open, else the newest. Several may be of one second. */
static int64_t id_of(const char *app) {
  return fixture_int("SELECT id FROM application WHERE app_id = %s AND plugin_id = %s"
                     " ORDER BY state = 'pending' DESC, applied_at DESC, id LIMIT 1",
                     app, plugin);
}

/* What the GET form of the list asks for with these ticks. */
static struct page *ask(const char *what, int64_t one, int64_t other) {
  return see(provider,
             at("%s?do=%s&application=%lld&application=%lld", answer_path(), what, (long long)one, (long long)other));
}

static void the_list_offers_it(void **state) {
  struct page *p = see(provider, list_path());

  (void)state;
  assert_int_equal(page_count(p, "//input[@type='checkbox' and @name='application' and @form='bulk']"), 4);
  assert_int_equal(page_count(p, at("//form[@id='bulk' and @method='get' and @action='%s']", answer_path())), 1);
  assert_true(page_says(see(provider, answer_path()), "还没有选择申请"));
  p = see(provider, page_link(p, "通过全部"));
  assert_true(page_says(p, "下面 4 个小程序可以使用"));
  assert_int_equal(page_count(p, "//input[@type='hidden' and @name='application']"), 4);
  assert_int_equal(page_count(see(provider, at("%s?tab=history", list_path())), "//form[@id='bulk']"), 0);
  page_want(client_get(merchant, answer_path()), 404);
}

static void a_refusal_of_several_needs_its_reason(void **state) {
  int64_t one = id_of(app_of("禾木小馆·拱墅店")), other = id_of(app_of("禾木小馆·余杭店"));
  struct page *p = ask("refuse", one, other);
  struct form *f = form_get(p, "refuse");

  (void)state;
  assert_true(page_says(p, "下面 2 个申请结束"));
  assert_true(page_says(p, "禾木小馆·拱墅店"));
  assert_true(page_says(p, "拒绝 2 个申请"));
  p = page_want(form_send(provider, f), 422);
  assert_int_equal(page_count(p, "//textarea[@id='f-reason' and @aria-invalid='true']"), 1);
  assert_int_equal(page_count(p, "//input[@type='hidden' and @name='application']"), 2); /* nothing is lost */
  f = form_get(p, "refuse");
  form_set(f, "reason", "请先联系我们开通坐席");
  p = page_want(form_send(provider, f), 200);
  assert_true(page_says(p, "已拒绝 2 个申请"));
  assert_int_equal(page_count(p, "//tbody/tr"), 2);
  p = see(provider, at("%s?tab=history&state=refused", list_path()));
  assert_int_equal(page_count(p, "//tr[contains(., '请先联系我们开通坐席')]"), 2);
}

/* One is taken back between the confirmation and the button. */
static void what_changed_meanwhile_is_named(void **state) {
  int64_t one, other;
  struct form *f;
  struct page *p;

  (void)state;
  apply(app_of("禾木小馆·拱墅店"), "坐席已开通");
  apply(app_of("禾木小馆·余杭店"), "坐席已开通");
  one = id_of(app_of("禾木小馆·拱墅店"));
  other = id_of(app_of("禾木小馆·余杭店"));
  f = form_get(ask("approve", one, other), "approve");
  page_want(form_send(merchant, form_get(see(merchant, binding_path(app_of("禾木小馆·余杭店"))), "withdraw")), 200);
  p = page_want(form_send(provider, f), 200);
  assert_true(page_says(p, "已通过 1 个申请；1 个没有处理"));
  assert_int_equal(page_count(p, "//tr[contains(., '余杭店') and contains(., '已撤回')]"), 1);
  assert_int_equal(page_count(p, "//tr[contains(., '拱墅店')]"), 0);
  assert_non_null(form_find(see(merchant, binding_path(app_of("禾木小馆·拱墅店"))), "stop"));
  f = form_get(see(provider, at("%s?do=approve&all=1", answer_path())), "approve");
  form_set(f, "application", at("%lld", (long long)other));
  p = page_want(form_send(provider, f), 409); /* none of them can be */
  assert_true(page_says(p, "余杭店"));
  p = ask("approve", other, one); /* before the button already */
  assert_int_equal(page_count(p, "//tr[contains(., '已撤回')]"), 1);
  assert_int_equal(page_count(p, "//tr[contains(., '已通过')]"), 1);
  assert_null(form_find(p, "approve"));
}

/* interface.md: the list takes repeated `application` itself. */
static void a_script_posts_to_the_list(void **state) {
  int64_t one = id_of(app_of("禾木小馆·西湖店")), other = id_of(app_of("临江出行"));
  struct form *f = answer_form(app_of("禾木小馆·西湖店"), "approve");

  (void)state;
  form_add(f, "application", at("%lld", (long long)other));
  form_add(f, "application", at("%lld", (long long)one)); /* twice is once */
  assert_true(page_says(page_want(form_send(provider, f), 200), "已通过 2 个申请"));
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM application WHERE id IN (%lld, %lld) AND state = 'approved'",
                               (long long)one, (long long)other),
                   2);
  assert_int_equal(
      fixture_int("SELECT COUNT(*) FROM audit WHERE act = 'application.approve' AND object_id IN (%lld, %lld)",
                  (long long)one, (long long)other),
      2);
}

static void a_hundred_at_once_and_no_more(void **state) {
  struct form *f;

  (void)state;
  apply(app_of("禾木小馆·余杭店"), "再试");
  f = form_get(see(provider, at("%s?do=approve&all=1", answer_path())), "approve");
  for (int i = 0; i < 100; i++)
    form_add(f, "application", at("%lld", 1000000000000000LL + i));
  page_want(form_send(provider, f), 422);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM application WHERE id = %lld AND state = 'pending'",
                               (long long)id_of(app_of("禾木小馆·余杭店"))),
                   1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_list_offers_it),
      cmocka_unit_test(a_refusal_of_several_needs_its_reason),
      cmocka_unit_test(what_changed_meanwhile_is_named),
      cmocka_unit_test(a_script_posts_to_the_list),
      cmocka_unit_test(a_hundred_at_once_and_no_more),
  };

  return cmocka_run_group_tests(tests, asking_begin, asking_end);
}
