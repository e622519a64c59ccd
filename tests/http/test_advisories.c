/* Advisories through the pages: the provider drafts, publishes and withdraws one; the merchant is told on the dashboard, in the
 * list and on the binding's page, and acknowledges it once; others see nothing. */
#include "client.h"
#include "demo.h"
#include "form.h"
#include "journey.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct arena *a;
static struct client *provider, *merchant;
static const char *plugin, *app, *list, *advisory;

static const char *at(const char *fmt, ...) {
  va_list ap;
  char *out;

  va_start(ap, fmt);
  out = arena_vfmt(a, fmt, ap);
  va_end(ap);
  return out;
}

static int begin(void **state) {
  (void)state;
  a = arena_new((size_t)1 << 30);
  provider = demo_client(a, "provider", 0);
  merchant = demo_client(a, "merchant", 0);
  plugin = demo_find(a, "plugins", "name", "城市天气", 0, "id");
  app = demo_find(a, "apps", "name", "禾木小馆点餐", 0, "id");
  list = at("/console/plugins/%s/advisories", plugin);
  return 0;
}

static int end(void **state) {
  (void)state;
  arena_free(a);
  return 0;
}

static struct page *see(struct client *c, const char *path) { return page_want(client_get(c, path), 200); }
static const char *binding(void) { return at("/console/apps/%s/plugins/%s", app, plugin); }

static struct form *filled(void) {
  struct form *f = form_get(see(provider, at("%s/new", list)), "save");

  form_set(f, "title", "夜间图标偏白");
  form_set(f, "severity", "warning");
  form_set(f, "first", "1.0.0");
  form_set(f, "last", "1.1.0");
  form_set(f, "text", "深色背景下看不清。\n请先使用白色背景。");
  return f;
}

static struct form *ack_form(void) {
  struct page *p = see(merchant, binding());
  int n = page_count(p, "//form[.//button[@value='acknowledge']]");

  for (int i = 1; i <= n; i++) {
    const char *id = page_text(p, at("(//section[@id='notices']//input[@name='advisory'])[%d]/@value", i));
    const char *title = page_text(p, at("(//section[@id='notices']//button[@value='acknowledge'])[%d]", i));

    if (strstr(title, "夜间图标偏白") != NULL) {
      struct form *f = form_get(p, "acknowledge");

      form_set(f, "advisory", id);
      return f;
    }
  }
  return NULL;
}

static void a_form_with_mistakes_comes_back(void **state) {
  struct form *f = form_get(see(provider, at("%s/new", list)), "save");
  struct page *p = page_want(form_send(provider, f), 422);

  (void)state;
  assert_int_equal(page_count(p, "//*[@id='errors']//li"), 4);
  f = filled();
  form_set(f, "first", "1.1.0");
  form_set(f, "last", "1.0.0");
  form_set(f, "due", "2020-01-01");
  p = page_want(form_send(provider, f), 422);
  assert_int_equal(page_count(p, "//*[@id='f-last' and @aria-invalid='true']"), 1);
  f = form_get(p, "save");
  assert_string_equal(form_value(f, "title"), "夜间图标偏白");
  assert_string_equal(form_value(f, "first"), "1.1.0");
  form_set(f, "last", "1.1.0");
  p = page_want(form_send(provider, f), 422);
  assert_int_equal(page_count(p, "//*[@id='f-due' and @aria-invalid='true']"), 1);
  f = filled();
  form_set(f, "first", "9.9.9"); /* is not among the choices */
  page_want(form_send(provider, f), 422);
}

static void a_draft_is_nobodys(void **state) {
  struct page *p = page_want(form_send(provider, filled()), 200);

  (void)state;
  advisory = journey_id(a, p->url, "/advisories/");
  assert_true(page_says(p, "草稿"));
  assert_true(page_says(p, "个小程序会在控制台看到"));
  assert_null(ack_form());
  p = see(provider, at("%s?state=draft", list));
  assert_int_equal(page_count(p, "//tr[contains(., '夜间图标偏白')]"), 1);
  assert_int_equal(page_count(see(provider, at("%s?state=published", list)), "//tr[contains(., '夜间图标偏白')]"), 0);
  assert_int_equal(page_count(see(provider, at("%s?severity=critical", list)), "//tr[contains(., '夜间图标偏白')]"), 0);
}

static void publishing_saves_what_was_typed(void **state) {
  struct form *f = form_get(see(provider, at("%s/%s", list, advisory)), "publish");
  struct form *late = form_get(see(provider, at("%s/%s", list, advisory)), "save");
  struct page *p;

  (void)state;
  form_set(f, "text", "深色背景下看不清。\n下个版本修复。");
  p = page_want(form_send(provider, f), 200);
  assert_true(page_says(p, "已发布"));
  assert_true(page_says(p, "下个版本修复"));
  assert_null(form_find(p, "save"));
  page_want(form_send(provider, late), 409);
}

static void hosts_are_told_and_acknowledge_once(void **state) {
  struct form *f, *again;
  struct page *p = see(merchant, "/console");

  (void)state;
  assert_int_equal(page_count(p, "//section[@id='notices']//li[contains(., '夜间图标偏白') and contains(., '2 个')]"),
                   1);
  p = see(merchant, page_link(p, "夜间图标偏白"));
  assert_int_equal(page_count(p, "//a[contains(., '2 个公告待确认')]"), 2);
  p = see(merchant, at("/console/apps/%s/plugins", app));
  assert_int_equal(page_count(p, "//tr[contains(., '城市天气')]//a[contains(., '2 个公告待确认')]"), 1);
  p = see(merchant, binding());
  assert_true(page_says(p, "下个版本修复"));
  assert_true(page_says(p, "受影响的版本 1.0.0 – 1.1.0"));
  f = ack_form();
  again = ack_form();
  assert_non_null(f);
  p = page_want(form_send(merchant, f), 200);
  assert_true(page_says(p, "已确认公告"));
  assert_null(ack_form());
  page_want(form_send(merchant, again), 200); /* from another tab: nothing more happens */
  p = see(merchant, at("/console/apps/%s/plugins", app));
  assert_int_equal(page_count(p, "//tr[contains(., '城市天气')]//a[contains(., '1 个公告待确认')]"), 1);
  p = see(provider, at("%s/%s", list, advisory));
  assert_int_equal(page_count(p, at("//tr[contains(., '%s')]", app)), 1);
  assert_true(page_says(p, "其中 1 个已确认"));
  client_header(merchant, "Accept-Language: en");
  assert_true(page_says(see(merchant, at("%s?lang=en", binding())), "Acknowledged by"));
  client_plain(merchant);
  page_want(client_get(merchant, at("%s?lang=zh", binding())), 200);
}

static void others_see_nothing(void **state) {
  struct form *f = form_get(see(merchant, binding()), "acknowledge");
  struct client *visitor = client_new(a);

  (void)state;
  page_want(client_get(merchant, list), 404);
  page_want(client_get(merchant, at("%s/%s", list, advisory)), 404);
  page_want(client_get(provider, binding()), 404);
  client_follow(visitor, false);
  page_want(client_get(visitor, list), 303);
  page_want(client_get(provider, at("/console/plugins/%s/advisories/%s",
                                    demo_find(a, "plugins", "name", "扫码点餐", 0, "id"), advisory)),
            404); /* of another plugin */
  form_set(f, "advisory", "1000000000000001");
  page_want(form_send(merchant, f), 404);
  form_set(f = form_get(see(merchant, binding()), "acknowledge"), "advisory", "x");
  page_want(form_send(merchant, f), 404);
}

static void a_withdrawal_says_why_and_ends_it(void **state) {
  struct form *f = form_get(see(provider, at("%s/%s", list, advisory)), "withdraw"), *late;
  struct page *p = page_want(form_send(provider, f), 422);

  (void)state;
  assert_int_equal(page_count(p, "//details[@open]//textarea[@name='reason']"), 1);
  late = form_get(see(merchant, binding()), "acknowledge");
  form_set(late, "advisory", advisory);
  f = form_get(p, "withdraw");
  form_set(f, "reason", "图标没有问题");
  p = page_want(form_send(provider, f), 200);
  assert_true(page_says(p, "图标没有问题"));
  assert_int_equal(page_count(p, at("//tr[contains(., '%s')]", app)), 1); /* who had acknowledged stays */
  assert_false(page_says(see(merchant, binding()), "夜间图标偏白"));
  assert_false(page_says(see(merchant, "/console"), "夜间图标偏白"));
  page_want(form_send(merchant, late), 409);
}

static void drafts_can_be_deleted(void **state) {
  struct page *p = page_want(form_send(provider, filled()), 200);
  const char *one = p->url;

  (void)state;
  p = page_want(form_send(provider, form_get(p, "delete")), 200);
  assert_int_equal(page_count(p, "//tr[contains(., '夜间图标偏白') and contains(., '草稿')]"), 0);
  page_want(client_get(provider, one), 404);
}

static void a_plugin_without_versions_says_so(void **state) {
  const char *bare = demo_find(a, "plugins", "name", "停车缴费", 0, "id");
  struct page *p = see(provider, at("/console/plugins/%s/advisories/new", bare));

  (void)state;
  assert_true(page_says(p, "还没有上线过版本"));
  assert_null(form_find(p, "save"));
}

/* ---- until when something is maintained ---- */

static struct page *announces(const char *about, const char *successor, const char *ends, long want) {
  struct form *f = form_get(see(provider, at("/console/plugins/%s/deprecation?about=%s", plugin, about)), "announce");

  form_set(f, "about", about);
  form_set(f, "successor", successor);
  form_set(f, "ends", ends);
  form_set(f, "reason", "请换用新的写法");
  return page_want(form_send(provider, f), want);
}

static void an_end_of_maintenance_is_told(void **state) {
  struct page *p = announces("1.0.0", "1.0.0", "2026-02-30", 422);

  (void)state;
  assert_int_equal(page_count(p, "//*[@id='f-successor' and @aria-invalid='true']"), 1);
  assert_string_equal(form_value(form_get(p, "announce"), "reason"), "请换用新的写法");
  p = announces("1.1.0", "", "2027-03-01", 200);
  assert_true(page_says(p, "版本 1.1.0 将于 2027-03-01 停止维护"));
  p = announces("plugin", demo_find(a, "plugins", "name", "扫码点餐", 0, "id"), "2027-04-01", 200);
  assert_true(page_says(see(provider, at("/console/plugins/%s", plugin)), "这个插件将于 2027-04-01 停止维护"));
  p = see(provider, at("/console/plugins/%s/versions/1.1.0", plugin));
  assert_true(page_says(p, "版本 1.1.0 将于 2027-03-01 停止维护"));
  assert_false(page_says(p, "版本 1.0.0 将于"));
  p = see(merchant, binding());
  assert_true(page_says(p, "版本 1.1.0 将于 2027-03-01 停止维护"));
  assert_false(page_says(p, "版本 1.0.0 将于"));
  client_second();
  p = see(merchant, at("/market/%s", plugin));
  assert_true(page_says(p, "这个插件将于 2027-04-01 停止维护"));
  assert_non_null(page_link(p, "扫码点餐"));
}

static void it_is_changed_and_lifted(void **state) {
  const char *path = at("/console/plugins/%s/deprecation", plugin);
  struct page *p = announces("plugin", "", "2027-05-01", 200);
  struct form *f;

  (void)state;
  assert_true(page_says(p, "2027-05-01"));
  assert_false(page_says(p, "2027-04-01"));
  f = form_get(p, "lift"); /* the whole plugin stands first */
  page_want(form_send(provider, f), 200);
  assert_false(page_says(see(provider, path), "这个插件将于"));
  page_want(form_send(provider, f), 200); /* the same key: its first answer */
  client_second();
  assert_false(page_says(see(merchant, at("/market/%s", plugin)), "这个插件将于"));
  page_want(client_get(merchant, path), 404);
  form_set(f = form_get(see(provider, path), "lift"), "id", "1000000000000001");
  page_want(form_send(provider, f), 404);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_form_with_mistakes_comes_back),
      cmocka_unit_test(a_draft_is_nobodys),
      cmocka_unit_test(publishing_saves_what_was_typed),
      cmocka_unit_test(hosts_are_told_and_acknowledge_once),
      cmocka_unit_test(others_see_nothing),
      cmocka_unit_test(a_withdrawal_says_why_and_ends_it),
      cmocka_unit_test(drafts_can_be_deleted),
      cmocka_unit_test(a_plugin_without_versions_says_so),
      cmocka_unit_test(an_end_of_maintenance_is_told),
      cmocka_unit_test(it_is_changed_and_lifted),
  };

  return cmocka_run_group_tests(tests, begin, end);
}
