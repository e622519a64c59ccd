/* What the checks say of a version, through the pages: the same findings at upload, submission and review; and what it breaks:
 * the provider has to say why, the reviewer and the merchants read it. Each test needs the ones before. */
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

static const char why[] = "页面 hello-page 并入组件，<b>改用</b> hello 即可",
                  words[] = "从照片里读出车牌号，并说明有多大把握",
                  gone[] = "//section[@id='contract']//tr[contains(., 'hello-page') and contains(., 'item_removed')]";
static struct journey s;
static const char *told; /* the findings of 1.1.0 */

#define at(...) arena_fmt(s.a, __VA_ARGS__)

/* The sample without its page, and with what tools leave behind. */
static struct bytes smaller(const char *mark) {
  const struct sample_file files[] = {
      {"plugin.json", "{\"publicComponents\": {\"hello\": \"components/hello/hello\"}, \"main\": \"index.js\"}"},
      {"index.js", at("module.exports = { mark: '%s' }\n", mark)},
      {"components/hello/hello.json", "{\"component\": true}"},
      {"components/hello/hello.js", "Component({})\n"},
      {"components/hello/hello.js.map", "{}"},
      {"Thumbs.db", "x"}};

  return sample_zip(s.a, files, sizeof files / sizeof files[0]);
}

static const char *version(const char *number) { return at("/console/plugins/%s/versions/%s", s.plugin, number); }

static struct form *open_form(const char *number) {
  return form_get(page_want(client_get(s.provider, at("%s/submit", version(number))), 200), "submit");
}

static int begin(void **state) {
  (void)state;
  s.a = arena_new((size_t)1 << 30);
  s.provider = people_register(s.a, "contract", "enterprise");
  s.reviewer = demo_client(s.a, "reviewer", 0);
  journey_verify(&s, s.provider, "contract", false);
  journey_plugin(&s, "比较插件");
  journey_settings(&s, form_get(client_get(s.provider, at("/console/plugins/%s/settings", s.plugin)), NULL));
  journey_doc(&s);
  journey_upload(&s, "1.0.0", sample_package(s.a, "contract"), 200);
  return 0;
}

static int end(void **state) {
  (void)state;
  arena_free(s.a);
  return 0;
}

static void the_first_version_has_nothing_to_explain(void **state) {
  struct form *f = open_form("1.0.0");

  (void)state;
  assert_null(form_value(f, "override"));
  journey_submit(&s, "1.0.0", words, 200);
  journey_decide(&s, "version", "比较插件", "approve", "");
  journey_press(s.provider, version("1.0.0"), "online", 200);
}

static void breaking_needs_a_reason(void **state) {
  struct page *p;
  struct form *f;

  (void)state;
  assert_int_equal(page_count(page_want(client_get(s.provider, version("1.1.0")), 200), gone), 1);
  p = journey_submit(&s, "1.1.0", words, 422);
  assert_non_null(page_text(p, "//*[@id='f-override-error']"));
  assert_int_equal(page_count(p, gone), 1);
  f = form_get(p, "submit");
  assert_string_equal(form_value(f, "description"), words); /* nothing is lost */
  form_set(f, "override", "太短了呀");
  p = page_want(form_send(s.provider, f), 422);
  f = form_get(p, "submit");
  assert_string_equal(form_value(f, "override"), "太短了呀");
  form_set(f, "override", why);
  p = page_want(form_press(s.provider, f, "action", "save"), 200); /* a draft keeps it */
  f = open_form("1.1.0");
  assert_string_equal(form_value(f, "override"), why);
  p = page_want(form_send(s.provider, f), 200);
  assert_true(page_says(p, "不兼容的原因"));
  assert_non_null(strstr(page_text(p, "//section[@id='contract']"), why)); /* as text, not as HTML */
  assert_true(page_count(p, at("//ol[contains(., '%s')]", why)) >= 1);     /* and in the history */
}

static const char *findings_on(struct page *p) {
  const char *text = page_text(p, "//section[@id='findings']//tbody");

  return text == NULL ? "" : text;
}

static void the_same_findings_everywhere(void **state) {
  (void)state;
  journey_upload(&s, "1.1.0", smaller("smaller"), 200);
  told = findings_on(page_want(client_get(s.provider, version("1.1.0")), 200));
  assert_non_null(strstr(told, "junk_skipped"));
  assert_non_null(strstr(told, "试行"));
  assert_non_null(strstr(told, "components/hello/hello.js.map"));
  assert_non_null(strstr(told, "node_modules")); /* what to do about it */
  assert_string_equal(findings_on(page_want(client_get(s.provider, at("%s/submit", version("1.1.0"))), 200)), told);
}

static void the_reviewer_reads_it(void **state) {
  struct page *p = page_want(client_get(s.reviewer, "/review?kind=version"), 200);
  const char *row = "//tr[contains(., '比较插件')]//a[contains(@href, '/review/')]/@href";

  (void)state;
  while (page_text(p, row) == NULL)
    p = page_want(client_get(s.reviewer, page_link(p, "下一页")), 200);
  p = page_want(client_get(s.reviewer, page_resolve(p, page_text(p, row))), 200);
  assert_int_equal(page_count(p, gone), 1);
  assert_non_null(strstr(page_text(p, "//section[@id='contract']"), why));
  assert_string_equal(findings_on(p), told);
  journey_decide(&s, "version", "比较插件", "approve", "");
}

static void merchants_read_it(void **state) {
  const char *market = at("/market/%s", s.plugin);
  struct page *p;

  (void)state;
  journey_press(s.provider, version("1.1.0"), "online", 200);
  p = page_want(client_get(s.provider, market), 200);
  assert_non_null(strstr(page_text(p, "//tr[th[normalize-space()='1.1.0']]"), why));
  assert_int_equal(page_count(p, "//tr[th[normalize-space()='1.1.0']]//details//li[contains(., 'hello-page')]"), 1);
  assert_null(strstr(page_text(p, "//tr[th[normalize-space()='1.0.0']]"), "不兼容"));
}

static void a_new_major_needs_none(void **state) {
  struct page *p;

  (void)state;
  journey_upload(&s, "2.0.0",
                 sample_zip(s.a,
                            (const struct sample_file[]){{"plugin.json", "{\"main\": \"index.js\"}"},
                                                         {"index.js", "module.exports = {}\n"}},
                            2),
                 200);
  p = page_want(client_get(s.provider, at("%s/submit", version("2.0.0"))), 200);
  assert_true(page_says(p, "主版本号增加了"));
  assert_null(form_value(form_get(p, "submit"), "override"));
  journey_submit(&s, "2.0.0", words, 200);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_first_version_has_nothing_to_explain),
      cmocka_unit_test(the_same_findings_everywhere),
      cmocka_unit_test(breaking_needs_a_reason),
      cmocka_unit_test(the_reviewer_reads_it),
      cmocka_unit_test(merchants_read_it),
      cmocka_unit_test(a_new_major_needs_none),
  };

  return cmocka_run_group_tests_name("test_contract", tests, begin, end);
}
