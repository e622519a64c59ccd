/* The main job end to end, as a script that fills the forms it finds: register → verify → mini-program → plugin →
 * version → review → shelf → obtain → bind → stop, resume, unbind. Each test is a chapter and needs the ones before. */
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
static struct client *visitor;
static const char *host[2]; /* mini-programs of the merchant */

#define at(...) arena_fmt(s.a, __VA_ARGS__)

static int begin(void **state) {
  (void)state;
  s.a = arena_new((size_t)2 << 30);
  s.provider = people_register(s.a, "provider", "enterprise");
  s.merchant = people_register(s.a, "merchant", "individual");
  s.reviewer = demo_client(s.a, "reviewer", 0);
  visitor = client_new(s.a);
  return 0;
}

static int end(void **state) {
  (void)state;
  arena_free(s.a);
  return 0;
}

/* ---- 1 ---- */

static void verifies_real_names(void **state) {
  struct page *p;
  struct form *f;

  (void)state;
  f = form_get(page_want(client_get(s.provider, "/console/subject/real-name"), 200), "submit");
  p = page_want(form_send(s.provider, f), 422);
  assert_true(page_count(p, "//*[@id='errors']//li") >= 3);
  f = journey_real_name(&s, s.provider, false);
  form_file(f, "evidence", "licence.png", "image/png", bytes_of("<script>not a picture</script>"));
  page_want(form_send(s.provider, f), 422);
  page_want(form_send(s.provider, journey_real_name(&s, s.provider, false)), 200);
  journey_press(s.provider, "/console/subject/real-name", "withdraw", 200);
  page_want(form_send(s.provider, journey_real_name(&s, s.provider, false)), 200);
  p = page_want(client_get(s.provider, "/console"), 200);
  assert_int_equal(page_count(p, "//ul[@class='tasks']/li[contains(., '完成主体实名认证')][contains(., '认证中')]"), 1);
  journey_decide(&s, "real-name", "provider 主体", "reject", "执照照片看不清，请重新上传");
  p = page_want(client_get(s.provider, "/console/subject/real-name"), 200);
  assert_true(page_says(p, "执照照片看不清，请重新上传"));
  page_want(form_send(s.provider, journey_real_name(&s, s.provider, false)), 200);
  journey_decide(&s, "real-name", "provider 主体", "approve", "");
  assert_true(page_says(client_get(s.provider, "/console/subject"), "已认证"));
  page_want(form_send(s.merchant, journey_real_name(&s, s.merchant, true)), 200);
  journey_decide(&s, "real-name", "merchant 主体", "approve", "");
}

static void keeps_evidence_to_owner_and_reviewer(void **state) {
  struct page *p = page_want(client_get(s.provider, "/console/subject/real-name"), 200);
  const char *file = page_text(p, "//a[contains(@href, '/evidence/')]/@href");

  (void)state;
  assert_non_null(file);
  p = page_want(client_get(s.provider, file), 200);
  assert_string_equal(page_header(p, "X-Content-Type-Options"), "nosniff");
  page_want(client_get(s.reviewer, file), 200);
  page_want(client_get(s.merchant, file), 404);
  client_follow(visitor, false);
  page_want(client_get(visitor, file), 303);
}

/* ---- 2 ---- */

static void opens_a_plugin(void **state) {
  struct form *f;
  struct page *p;

  (void)state;
  journey_plugin(&s, "故事识别插件");
  page_want(client_get(s.merchant, at("/console/plugins/%s", s.plugin)), 404);
  page_want(client_get(s.merchant, at("/console/apps/%s", s.app)), 404);
  f = form_get(page_want(client_get(s.provider, at("/console/plugins/%s/settings", s.plugin)), 200), NULL);
  form_set(f, "name", "");
  p = page_want(form_send(s.provider, f), 422);
  f = form_get(p, NULL);
  form_set(f, "name", "故事识别插件");
  journey_settings(&s, f);
}

static void individuals_may_not_open_one(void **state) {
  const char *app = journey_app(&s, s.merchant, "个人小程序", "tools.lookup");
  struct page *p = client_get(s.merchant, at("/console/plugins/new?app=%s", app));
  struct form *f = form_find(p, NULL);

  (void)state;
  host[0] = app;
  if (p->status == 200 && f != NULL && form_value(f, "intro") != NULL) {
    form_set(f, "name", "个人插件");
    form_set(f, "intro", "不会成功");
    p = form_send(s.merchant, f);
  }
  assert_true(p->status == 403 || p->status == 422 || p->status == 409 || page_says(p, "个人"));
  assert_true(page_says(p, "个人"));
}

static void a_stale_form_keeps_its_text(void **state) {
  const char *path = at("/console/plugins/%s/settings", s.plugin);
  struct form *one = form_get(page_want(client_get(s.provider, path), 200), NULL);
  struct form *two = form_get(page_want(client_get(s.provider, path), 200), NULL);
  struct page *p;

  (void)state;
  form_set(one, "intro", "第一个人的修改");
  form_set(two, "intro", "第二个人的修改");
  page_want(form_send(s.provider, one), 200);
  p = page_want(form_send(s.provider, two), 409);
  assert_true(page_says(p, "第二个人的修改"));
  assert_true(page_says(client_get(s.provider, path), "第一个人的修改"));
}

/* ---- 3 ---- */

static void uploads_a_version(void **state) {
  static const struct sample_file bad[] = {{"plugin.json", "{\"publicComponents\":{\"a\":\"components/none\"}}"}};
  struct page *p;

  (void)state;
  p = journey_upload(&s, "1.0.0", bytes_of("this is no zip"), 422);
  assert_string_equal(form_value(form_get(p, NULL), "note"), "更新说明保留着");
  p = journey_upload(&s, "1.0.0", sample_zip(s.a, bad, 1), 422);
  assert_true(page_says(p, "components/none"));
  journey_upload(&s, "1.0", sample_package(s.a, "one"), 422);
  p = journey_upload(&s, "1.0.0", sample_package(s.a, "one"), 200);
  assert_non_null(strstr(p->url, "/versions/1.0.0"));
  assert_true(page_says(p, "hello"));
  assert_true(page_says(p, "hello-page"));
  assert_true(page_count(p, "//*[string-length(normalize-space(text()))=64]") >= 1);
  journey_upload(&s, "1.0.0", sample_package(s.a, "two"), 422);
  journey_upload(&s, "0.9.0", sample_package(s.a, "zero"), 200); /* greater within its own major only */
  journey_upload(&s, "0.8.0", sample_package(s.a, "less"), 422);
  page_want(client_get(s.merchant, at("/console/plugins/%s/versions/1.0.0", s.plugin)), 404);
  page_want(client_get(s.provider, at("/console/plugins/%s/versions/7.7.7", s.plugin)), 404);
}

static void uploads_and_publishes_the_doc(void **state) {
  static const struct sample_file network[] = {{"README.md", "# 标题\n\n![图](https://evil.example/a.png)\n"}};
  const char *path = at("/console/plugins/%s/doc", s.plugin);
  struct form *f = form_get(page_want(client_get(s.provider, path), 200), "upload");
  struct page *p;

  (void)state;
  form_file(f, "doc", "doc.zip", "application/zip", sample_zip(s.a, network, 1));
  p = page_want(form_send(s.provider, f), 422);
  assert_true(page_says(p, "README.md"));
  f = form_get(page_want(client_get(s.provider, path), 200), "upload");
  form_file(f, "doc", "doc.zip", "application/zip", sample_doc(s.a));
  page_want(form_send(s.provider, f), 200);
  p = page_want(client_get(s.provider, at("%s/preview", path)), 200);
  assert_true(page_count(p, "//table") >= 1);
  journey_press(s.provider, path, "publish", 200);
}

/* ---- 4 ---- */

/* What stands beside the heading. */
static const char *state_of(const char *path) {
  return page_text(page_want(client_get(s.provider, path), 200), "//main//div[@class='head']//div[@class='tags']");
}

static void submits_withdraws_and_is_decided(void **state) {
  const char *version = at("/console/plugins/%s/versions/1.0.0", s.plugin);
  struct page *p;
  struct form *f;

  (void)state;
  journey_submit(&s, "1.0.0", "短", 422);
  p = journey_submit(&s, "1.0.0", "从照片里读出车牌号，并说明有多大把握", 200);
  journey_press(s.provider, version, "withdraw", 200);
  journey_submit(&s, "1.0.0", "从照片里读出车牌号，并说明有多大把握", 200);
  p = page_want(client_get(s.provider, version), 200);
  assert_true(page_says(p, "审核中"));
  journey_decide(&s, "version", "故事识别插件", "reject", "缺少使用说明");
  p = page_want(client_get(s.provider, version), 200);
  assert_true(page_says(p, "缺少使用说明"));
  journey_press(s.provider, version, "return", 200);
  journey_submit(&s, "1.0.0", "从照片里读出车牌号，并说明有多大把握", 200);
  journey_decide(&s, "version", "故事识别插件", "approve", "");
  demo_clock(400); /* the last proof of being there is older than five minutes: publishing asks again */
  p = journey_press(s.provider, version, "online", 200);
  assert_non_null(strstr(p->url, "/step-up"));
  assert_string_equal(state_of(version), "待上线");
  f = form_get(p, "prove");
  form_set(f, "password", "not the password at all");
  p = page_want(form_send(s.provider, f), 422);
  f = form_get(p, "prove");
  form_set(f, "password", people_password);
  p = page_want(form_send(s.provider, f), 200); /* and what waited goes on by itself */
  assert_non_null(strstr(p->url, version));
  assert_string_equal(state_of(version), "已上线");
  demo_clock(0);
}

/* ---- 5 ---- */

static void publishes_a_listing(void **state) {
  const char *listing = at("/console/plugins/%s/listing", s.plugin);
  struct page *p;

  (void)state;
  journey_press(s.provider, listing, "publish", 200);
  journey_info(&s, "拍照识别车牌号");
  journey_guide(&s);
  p = page_want(client_get(s.provider, at("%s/check", listing)), 200);
  assert_true(page_says(p, "拍照识别车牌号"));
  journey_press(s.provider, at("%s/check", listing), "submit", 200);
  journey_press(s.provider, listing, "withdraw", 200);
  journey_press(s.provider, at("%s/check", listing), "submit", 200);
  journey_decide(&s, "listing", "故事识别插件", "reject", "请补充案例");
  assert_true(page_says(client_get(s.provider, listing), "请补充案例"));
  journey_info(&s, "拍照识别车牌号，支持新能源");
  journey_press(s.provider, at("%s/check", listing), "submit", 200);
  journey_decide(&s, "listing", "故事识别插件", "approve", "");
  journey_press(s.provider, listing, "amend", 200);
  journey_press(s.provider, at("%s/check", listing), "submit", 200);
  journey_decide(&s, "listing", "故事识别插件", "approve", "");
  page_want(client_get(visitor, at("/market/%s", s.plugin)), 404); /* approved is not on the shelf */
  journey_press(s.provider, listing, "shelve", 200);
  client_second();
  page_want(client_get(visitor, at("/market/%s", s.plugin)), 200);
}

static bool found(const char *q) {
  struct page *p;

  client_second();
  p = page_want(client_get(visitor, at("/market?q=%s", q)), 200);

  return page_count(p, at("//a[contains(@href, '/market/%s')]", s.plugin)) > 0;
}

static void hides_shows_unshelves_and_revises(void **state) {
  const char *listing = at("/console/plugins/%s/listing", s.plugin);

  (void)state;
  assert_true(found("%E6%95%85%E4%BA%8B%E8%AF%86%E5%88%AB%E6%8F%92%E4%BB%B6"));
  journey_press(s.provider, listing, "hide", 200);
  assert_false(found("%E6%95%85%E4%BA%8B%E8%AF%86%E5%88%AB%E6%8F%92%E4%BB%B6"));
  page_want(client_get(visitor, at("/market/%s", s.plugin)), 200); /* by direct link still there */
  journey_press(s.provider, listing, "show", 200);
  journey_press(s.provider, listing, "unshelve", 200);
  assert_false(found(s.plugin));
  page_want(client_get(visitor, at("/market/%s", s.plugin)), 404);
  journey_press(s.provider, listing, "reshelve", 200);
  journey_press(s.provider, listing, "revise", 200);
  journey_info(&s, "还没有审核的新说明");
  assert_true(page_says(client_get(visitor, at("/market/%s", s.plugin)), "支持新能源")); /* the live one stays */
  journey_press(s.provider, listing, "discard", 200);
}

/* ---- 6 ---- */

static void the_market_finds_it(void **state) {
  struct page *p;

  (void)state;
  assert_true(found(s.plugin));             /* exact id */
  assert_true(found("%E8%BD%A6%E7%89%8C")); /* 车牌 */
  assert_false(found("zzzznothing"));
  p = page_want(client_get(visitor, "/market?category=tools.lookup"), 200);
  assert_true(page_count(p, "//a[contains(@href, '/market/')]") > 0);
  p = page_want(client_get(visitor, at("/market/%s", s.plugin)), 200);
  assert_true(page_says(p, "plate"));
  assert_true(page_says(p, "当前车牌号")); /* the property's row */
  assert_true(page_says(p, "1.0.0"));
  assert_true(page_says(p, "theme"));
  assert_true(strtoll(page_header(p, "X-Db-Trips"), NULL, 10) <= 12);
}

/* ---- 7 ---- */

static void obtains_and_binds(void **state) {
  const char *bind = at("/console/obtained/%s/bind", s.plugin);
  struct page *p;
  struct form *f;

  (void)state;
  host[1] = journey_app(&s, s.merchant, "个人小程序二", "tools.weather");
  f = form_get(page_want(client_get(s.merchant, at("/market/%s/obtain", s.plugin)), 200), "obtain");
  page_want(form_send(s.merchant, f), 422); /* obtaining is confirmed by ticking */
  form_set(f, "agree", "1");
  page_want(form_send(s.merchant, f), 200);
  f = form_get(page_want(client_get(s.merchant, bind), 200), "bind");
  form_set(f, "app", host[0]);
  form_drop(f, "agree");
  page_want(form_send(s.merchant, f), 422);
  f = form_get(page_want(client_get(s.merchant, bind), 200), "bind");
  form_set(f, "app", host[0]);
  form_add(f, "app", host[1]);
  form_set(f, "agree", "1");
  p = page_want(form_send(s.merchant, f), 200);
  assert_true(page_says(p, "前往插件管理页"));
  assert_true(page_says(p, "前往配置"));
  assert_true(page_says(client_get(s.merchant, "/console/obtained"), "故事识别插件"));
  assert_true(page_says(client_get(s.merchant, at("/console/apps/%s/plugins", host[0])), "故事识别插件"));
}

static void configures_stops_resumes_and_unbinds(void **state) {
  const char *binding = at("/console/apps/%s/plugins/%s", host[0], s.plugin);
  struct form *f = form_get(page_want(client_get(s.merchant, binding), 200), "save");
  struct page *p;

  (void)state;
  form_set(f, "config.theme", "#0958d9");
  page_want(form_send(s.merchant, f), 200);
  assert_string_equal(form_value(form_get(client_get(s.merchant, binding), "save"), "config.theme"), "#0958d9");
  journey_press(s.merchant, binding, "stop", 200);
  assert_true(page_says(client_get(s.merchant, binding), "停用"));
  journey_press(s.merchant, binding, "resume", 200);
  page_want(client_get(s.provider, binding), 404);
  p = journey_press(s.merchant, binding, "unbind", 200);
  p = page_want(client_get(s.merchant, at("/console/apps/%s/plugins", host[0])), 200);
  assert_int_equal(page_count(p, at("//a[contains(@href, '/plugins/%s')]", s.plugin)), 0);
}

/* ---- 8 ---- */

static void the_console_shows_each_their_own(void **state) {
  (void)state;
  assert_true(page_says(page_want(client_get(s.provider, "/console"), 200), "我的插件"));
  assert_true(page_says(page_want(client_get(s.merchant, "/console"), 200), "已获取的插件"));
  assert_true(page_says(page_want(client_get(s.reviewer, "/console"), 200), "待审核"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(verifies_real_names),
      cmocka_unit_test(keeps_evidence_to_owner_and_reviewer),
      cmocka_unit_test(opens_a_plugin),
      cmocka_unit_test(individuals_may_not_open_one),
      cmocka_unit_test(a_stale_form_keeps_its_text),
      cmocka_unit_test(uploads_a_version),
      cmocka_unit_test(uploads_and_publishes_the_doc),
      cmocka_unit_test(submits_withdraws_and_is_decided),
      cmocka_unit_test(publishes_a_listing),
      cmocka_unit_test(hides_shows_unshelves_and_revises),
      cmocka_unit_test(the_market_finds_it),
      cmocka_unit_test(obtains_and_binds),
      cmocka_unit_test(configures_stops_resumes_and_unbinds),
      cmocka_unit_test(the_console_shows_each_their_own),
  };

  return cmocka_run_group_tests(tests, begin, end);
}
