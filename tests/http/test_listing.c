/* A listing from its sample to the shelf, through the pages: filling in, importing, moving items, a rejection with
 * findings that stand beside their fields until these are changed, the differences that the reviewer sees, and a preview
 * that is what the market shows later. The chapters build on one another. */
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

static struct journey s;
static const char name[] = "车位识别插件";

#define at(...) arena_fmt(s.a, __VA_ARGS__)

static const char *listing(const char *below) { return at("/console/plugins/%s/listing%s", s.plugin, below); }
static struct page *look(struct client *c, const char *path) { return page_want(client_get(c, path), 200); }

/* A verified provider with a plugin whose version 1.0.0 is online. */
static int begin(void **state) {
  struct form *f;

  (void)state;
  s.a = arena_new((size_t)1 << 30);
  s.provider = people_register(s.a, "listing", "enterprise");
  s.reviewer = demo_client(s.a, "reviewer", 0);
  journey_verify(&s, s.provider, "listing", false);
  journey_plugin(&s, name);
  f = form_get(look(s.provider, at("/console/plugins/%s/settings", s.plugin)), NULL);
  journey_settings(&s, f);
  journey_doc(&s);
  journey_upload(&s, "1.0.0", sample_package(s.a, "listing"), 200);
  journey_submit(&s, "1.0.0", "从照片里读出车位号，并说明有多大把握", 200);
  journey_decide(&s, "version", name, "approve", "");
  journey_press(s.provider, at("/console/plugins/%s/versions/1.0.0", s.plugin), "online", 200);
  journey_press(s.provider, listing(""), "publish", 200);
  return 0;
}

static int end(void **state) {
  (void)state;
  arena_free(s.a);
  return 0;
}

/* ---- filling in ---- */

static void a_sample_fills_what_is_empty(void **state) {
  struct form *f = form_get(look(s.provider, listing("/info")), "save");
  struct page *p;

  (void)state;
  form_set(f, "summary", "我自己的一句话");
  p = page_want(form_press(s.provider, f, "op", "sample"), 200);
  f = form_get(p, "save");
  assert_string_equal(form_value(f, "summary"), "我自己的一句话");
  assert_non_null(strstr(form_value(f, "what"), "天气卡片"));
  assert_string_equal(form_value(f, "contact"), "support@provider.example"); /* the plugin's own was there */
  assert_true(page_says(p, "还没有保存"));
  assert_string_equal(form_value(form_get(look(s.provider, listing("/info")), "save"), "what"), ""); /* nor was it */

  f = form_get(look(s.provider, listing("/guide")), "save");
  f = form_get(page_want(form_press(s.provider, f, "op", "sample"), 200), "save");
  assert_non_null(strstr(form_value(f, "description"), "app.json"));

  f = form_get(look(s.provider, listing("/guide/components/new")), NULL);
  form_set(f, "description", "我的说明");
  f = form_get(page_want(form_press(s.provider, f, "op", "sample"), 200), NULL);
  assert_string_equal(form_value(f, "name"), "weather-card");
  assert_string_equal(form_value(f, "description"), "我的说明");
  assert_string_equal(form_value(f, "props.1.name"), "city");
  assert_string_equal(form_value(f, "events.1.name"), "tap");
  form_set(f, "props.1.name", "town");
  f = form_get(page_want(form_press(s.provider, f, "op", "sample"), 200), NULL);
  assert_string_equal(form_value(f, "props.1.name"), "town"); /* a group that was filled in stays */
  form_set(f, "name", "own");
  page_want(form_press(s.provider, f, "op", "save"), 200); /* and what was filled in can be saved */
}

static int item_no(struct page *p, const char *item) {
  return page_count(p, at("//section[@id='f-components']//tr[.//a[.='%s']]/preceding-sibling::tr", item)) + 1;
}

static void the_manifest_is_imported(void **state) {
  struct page *p = look(s.provider, listing("/guide"));
  struct form *f = form_get(p, "save");

  (void)state;
  assert_int_equal(page_count(p, "//tr[.//a[.='own']]//*[contains(., '清单里没有')]") > 0, 1);
  form_set(f, "description", "先写一半");
  p = page_want(form_press(s.provider, f, "op", "import"), 200);
  assert_true(page_says(p, "已从 1.0.0 的清单添加"));
  assert_true(page_says(p, "own"));
  assert_string_equal(form_value(form_get(p, "save"), "description"), "先写一半"); /* saved along with it */
  assert_int_equal(item_no(p, "own"), 1);
  assert_int_equal(page_count(p, "//section[@id='f-components']//tbody/tr"), 2);
  p = page_want(form_press(s.provider, form_get(p, "save"), "op", "import"), 200);
  assert_true(page_says(p, "没有要添加的组件和页面"));
  assert_int_equal(page_count(p, "//section[@id='f-components']//tbody/tr"), 2);

  p = page_want(form_press(s.provider, form_get(p, "save"), "op", "down.components.1"), 200);
  assert_int_equal(item_no(p, "own"), 2);
  p = page_want(form_press(s.provider, form_get(p, "save"), "op", "up.components.2"), 200);
  assert_int_equal(item_no(p, "own"), 1);
  page_want(form_press(s.provider, form_get(p, "save"), "op", "down.components.9"), 409);
}

static void tasks_say_what_is_missing(void **state) {
  struct page *p = look(s.provider, listing(""));

  (void)state;
  assert_true(page_count(p, "//ul[@class='tasks']/li[contains(., '插件信息')][contains(., '未完成')]"
                            "[contains(., '还缺：')][contains(., '怎么使用')]") == 1);
  p = look(s.provider, listing("/check"));
  assert_null(form_find(p, "submit"));
  journey_info(&s, "拍照识别车位号");
  page_want(form_send(s.provider, form_get(look(s.provider, listing("/guide")), "save")), 200);
  p = look(s.provider, listing("/check"));
  assert_int_equal(page_count(p, "//ul[@class='tasks']/li[contains(., '已完成')]"), 2);
  assert_non_null(form_find(p, "submit"));
}

/* ---- with the reviewer ---- */

static void the_wizard_can_be_read_meanwhile(void **state) {
  static const char *const below[] = {"/info", "/guide", "/guide/components/1", "/check", "/preview"};
  struct form *f = form_get(look(s.provider, listing("/info")), "save");
  struct page *p;

  (void)state;
  journey_press(s.provider, listing("/check"), "submit", 200);
  for (size_t i = 0; i < sizeof below / sizeof below[0]; i++) {
    p = look(s.provider, listing(below[i]));
    assert_int_equal(page_count(p, "//main//form"), 0);
  }
  assert_true(page_says(look(s.provider, listing("/guide")), "先写一半"));
  page_want(form_send(s.provider, f), 409);
  form_set(f, "summary", "");
  page_want(form_send(s.provider, f), 409); /* also when the form itself is wrong */
}

/* The review of the plugin's listing, claimed. */
static const char *claimed(void) {
  struct page *p = look(s.reviewer, "/review?kind=listing");
  const char *path = at("/review/%s", journey_id(s.a, page_link(p, name), "/review/"));
  struct form *f = form_find(look(s.reviewer, path), "claim");

  if (f != NULL)
    page_want(form_send(s.reviewer, f), 200);
  return path;
}

static void the_reviewer_lists_what_is_wrong(void **state) {
  const char *path = claimed();
  struct form *f = form_get(look(s.reviewer, path), "reject");
  struct page *p = page_want(form_press(s.reviewer, f, "op", "findings.add"), 200);

  (void)state;
  f = form_get(p, "reject");
  form_set(f, "findings.1.rule", "incomplete");
  form_set(f, "findings.1.target", "cases");
  p = page_want(form_send(s.reviewer, f), 422); /* a place alone says nothing */
  assert_true(page_says(p, "请填写问题"));
  f = form_get(p, "reject");
  assert_string_equal(form_value(f, "findings.1.target"), "cases");
  form_set(f, "findings.1.text", "案例没有写明小程序 <b>名称</b>");
  form_set(f, "findings.1.hint", "写出名称");
  form_set(f, "findings.2.rule", "unclear");
  form_set(f, "findings.2.target", "components/own");
  form_set(f, "findings.2.severity", "warning");
  form_set(f, "findings.2.text", "说明太短");
  p = page_want(form_press(s.reviewer, f, "op", "stay"), 200); /* Enter: nothing is decided */
  assert_non_null(form_find(p, "reject"));
  f = form_get(p, "approve");
  page_want(form_send(s.reviewer, f), 422); /* an approval lists nothing */
  f = form_get(p, "reject");
  form_set(f, "findings.2.target", "components/none");
  page_want(form_send(s.reviewer, f), 422);
  form_set(f, "findings.2.target", "components/own");
  p = page_want(form_send(s.reviewer, f), 200);
  assert_true(page_says(look(s.reviewer, path), "写出名称"));
}

static void findings_stand_beside_their_fields(void **state) {
  struct page *p = look(s.provider, listing("/check"));
  struct form *f;

  (void)state;
  assert_int_equal(page_count(p, at("//a[contains(@href, '%s')]", listing("/info#f-cases"))), 1);
  assert_true(page_says(p, "案例没有写明小程序 &lt;b&gt;名称&lt;/b&gt;"));
  assert_int_equal(page_count(p, "//ul[@class='tasks']/li[contains(., '插件信息')][contains(., '有问题')]"), 1);
  p = look(s.provider, listing("/info"));
  assert_int_equal(page_count(p, "//*[@id='f-cases-remarks'][contains(., '写出名称')]"), 1);
  assert_int_equal(page_count(p, "//textarea[@id='f-cases'][contains(@aria-describedby, 'f-cases-remarks')]"), 1);
  assert_int_equal(page_count(p, "//*[contains(@class, 'remarks')]"), 1); /* and nowhere else */
  f = form_get(p, "save");
  p = look(s.provider, listing("/guide"));
  assert_int_equal(page_count(p, "//tr[.//a[.='own']]//*[contains(@class, 'remarks')][contains(., '说明太短')]"), 1);
  assert_true(page_says(look(s.provider, listing("/guide/components/1")), "说明太短"));

  page_want(form_send(s.provider, f), 200); /* saved as it was */
  p = look(s.provider, listing("/info"));
  assert_int_equal(page_count(p, "//*[@id='f-cases-remarks']"), 1);
  f = form_get(p, "save");
  form_set(f, "cases", "小程序“停车通”用它识别车位");
  page_want(form_send(s.provider, f), 200);
  assert_int_equal(page_count(look(s.provider, listing("/info")), "//*[@id='f-cases-remarks']"), 0);
  p = look(s.provider, listing("/check"));
  assert_int_equal(page_count(p, "//ul[@class='tasks']/li[contains(., '插件信息')][contains(., '已完成')]"), 1);
  assert_int_equal(page_count(p, "//ul[@class='tasks']/li[contains(., '接入指引')][contains(., '有问题')]"), 1);
  journey_press(s.provider, listing("/check"), "submit", 200);
  assert_false(page_says(look(s.provider, listing("/check")), "说明太短"));
}

/* ---- what is approved is what is shown ---- */

/* The part of the page that tells the plugin, as HTML, to the end of its last section. */
static const char *told(struct page *p) {
  const char *from = strstr(p->body.p, "<div class=\"stack\" id=\"detail\">"), *end, *to = NULL;

  assert_non_null(from);
  end = strstr(from, "</main>");
  assert_non_null(end);
  for (const char *x = from; (x = strstr(x, "<h2>已上线的版本</h2>")) != NULL && x < end; x++)
    to = strstr(x, "</section>");
  assert_non_null(to);
  return arena_strn(s.a, from, (size_t)(to - from));
}

static void the_preview_is_what_the_market_shows(void **state) {
  const char *before, *path = claimed(), *reviewed;

  (void)state;
  before = told(look(s.provider, listing("/preview")));
  reviewed = told(look(s.reviewer, at("%s/preview", path)));
  assert_non_null(strstr(before, "停车通"));
  page_want(form_send(s.reviewer, form_get(look(s.reviewer, path), "approve")), 200);
  journey_press(s.provider, listing(""), "shelve", 200);
  assert_string_equal(before, told(look(s.provider, at("/market/%s", s.plugin))));
  assert_string_equal(reviewed, told(look(s.provider, at("/market/%s", s.plugin))));
}

static void both_sides_see_what_changed(void **state) {
  static const char ins[] = "//ins[@class='added'][contains(., '和商场')]", del[] = "//del[contains(., '案例')]";
  struct form *f;
  struct page *p;

  (void)state;
  journey_press(s.provider, listing(""), "revise", 200);
  p = look(s.provider, listing("/check"));
  assert_true(page_says(p, "有 0 处不同"));
  f = form_get(look(s.provider, listing("/info")), "save");
  form_set(f, "summary", "拍照识别停车场和商场车位号");
  page_want(form_send(s.provider, f), 200);
  f = form_get(look(s.provider, listing("/guide")), "save");
  page_want(form_press(s.provider, f, "op", "del.components.1"), 200);
  p = look(s.provider, listing("/check"));
  assert_int_equal(page_count(p, ins), 1);
  assert_int_equal(page_count(p, "//h3[contains(., '组件 · own')][contains(., '删除')]"), 1);
  assert_int_equal(page_count(p, del), 0);
  journey_press(s.provider, listing("/check"), "submit", 200);
  p = look(s.reviewer, claimed());
  assert_int_equal(page_count(p, ins), 1);
  assert_int_equal(page_count(p, "//h3[contains(., '组件 · own')][contains(., '删除')]"), 1);
  assert_int_equal(page_count(p, "//details[contains(., '没有变化的内容')]//li[contains(., '怎么使用')]"), 1);
}

/* 订购页 from the row: also while hidden, and off the shelf it says why nothing can be obtained. */
static void the_order_page_is_in_the_row(void **state) {
  const char *market = at("/market/%s", s.plugin);
  struct page *p = look(s.provider, listing(""));

  (void)state;
  assert_non_null(strstr(page_link(p, "订购页"), market));
  journey_press(s.provider, listing(""), "hide", 200);
  look(s.provider, page_link(look(s.provider, listing("")), "订购页"));
  journey_press(s.provider, listing(""), "unshelve", 200);
  p = look(s.provider, page_link(look(s.provider, listing("")), "订购页"));
  assert_true(page_says(p, "插件已下架，不再接受新的获取"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_sample_fills_what_is_empty),
      cmocka_unit_test(the_manifest_is_imported),
      cmocka_unit_test(tasks_say_what_is_missing),
      cmocka_unit_test(the_wizard_can_be_read_meanwhile),
      cmocka_unit_test(the_reviewer_lists_what_is_wrong),
      cmocka_unit_test(findings_stand_beside_their_fields),
      cmocka_unit_test(the_preview_is_what_the_market_shows),
      cmocka_unit_test(both_sides_see_what_changed),
      cmocka_unit_test(the_order_page_is_in_the_row),
  };

  return cmocka_run_group_tests(tests, begin, end);
}
