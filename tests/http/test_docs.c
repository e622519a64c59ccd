/* Documentation of a plugin through nginx: every rule refused by its name, three revisions published in turn and again,
 * who sees the images of a draft, and headings that can be jumped to. Each test is a chapter and needs the ones before. */
#include "client.h"
#include "demo.h"
#include "form.h"
#include "journey.h"
#include "page.h"
#include "people.h"
#include "sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct journey s;
static struct client *stranger, *visitor;
static const char *doc, *settings, *overview; /* pages of the plugin */

static int begin(void **state) {
  (void)state;
  s.a = arena_new((size_t)2 << 30);
  s.provider = people_register(s.a, "docs", "enterprise");
  s.reviewer = demo_client(s.a, "reviewer", 0);
  stranger = people_register(s.a, "stranger", "enterprise");
  visitor = client_new(s.a);
  journey_verify(&s, s.provider, "docs", false);
  journey_plugin(&s, "文档故事插件");
  overview = arena_fmt(s.a, "/console/plugins/%s", s.plugin);
  doc = arena_fmt(s.a, "%s/doc", overview);
  settings = arena_fmt(s.a, "%s/settings", overview);
  journey_settings(&s, form_get(client_get(s.provider, settings), "save"));
  return 0;
}

static int end(void **state) {
  (void)state;
  arena_free(s.a);
  return 0;
}

static struct page *seen(const char *path) { return page_want(client_get(s.provider, path), 200); }
static struct page *preview(int n) { return seen(arena_fmt(s.a, "%s/preview?n=%d", doc, n)); }

static struct page *upload(const struct sample_file *files, size_t n, long want) {
  struct form *f = form_get(seen(doc), "upload");

  form_file(f, "doc", "doc.zip", "application/zip", sample_zip(s.a, files, n));
  return page_want(form_send(s.provider, f), want);
}

/* Press the button that publishes revision n on a page. */
static struct page *publish(const char *path, int n, long want) {
  struct form *f = form_get(seen(path), "publish");

  form_set(f, "n", arena_fmt(s.a, "%d", n));
  form_drop(f, "rev");
  return page_want(form_send(s.provider, f), want);
}

/* The label of a revision's state in the list. */
static const char *state_of(int n) {
  return page_text(seen(doc), arena_fmt(s.a, "//tr[th/a[normalize-space()='修订 %d']]/td[1]", n));
}

static void nothing_is_uploaded_at_first(void **state) {
  const char *const pages[] = {overview, settings, doc};

  (void)state;
  for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
    struct page *p = seen(pages[i]);

    assert_string_equal(page_text(p, "//ul[@class='doc-states']/li/span[1]"), "未上传");
    assert_int_equal(page_count(p, "//button[@value='publish']"), 0);
  }
  page_want(client_get(s.provider, arena_fmt(s.a, "%s/preview", doc)), 404);
  page_want(client_get(stranger, doc), 404);
}

/* More bytes than a doc may have, that no zip makes small. */
static const char *noise(void) {
  size_t n = (size_t)2400 << 10;
  char *text = arena_alloc(s.a, n + 1);

  for (size_t i = 0, x = 1; i < n; i++) {
    x = x * 6364136223846793005U + 1442695040888963407U;
    text[i] = (char)('!' + (x >> 40) % 90);
  }
  return text;
}

/* The refusal is beside the field; the table names rule, file, line and what to do. */
static void wants_rule(struct page *p, const char *rule, const char *file, const char *line) {
  const char *row = arena_fmt(s.a, "//tr[.//span[contains(@class, 'mono') and text()='%s']]", rule);

  if (page_count(p, row) == 0)
    fail_msg("%s is not named", rule);
  assert_string_equal(page_text(p, arena_fmt(s.a, "%s/th", row)), file);
  assert_string_equal(page_text(p, arena_fmt(s.a, "%s/td[1]", row)), line);
  assert_true(strlen(page_text(p, arena_fmt(s.a, "%s/td[4]", row))) > 6);
  assert_true(page_count(p, "//*[@id='f-doc-error']") == 1);
}

static void each_rule_is_refused_by_its_name(void **state) {
  const struct {
    const char *rule, *file, *line;
    struct sample_file files[2];
  } cases[] = {
      {"doc_image_network", "README.md", "3", {{"README.md", "# 标题\n\n![图](https://evil.example/a.png)\n"}}},
      {"doc_image_network", "README.md", "1", {{"README.md", "<img src=\"//evil.example/a.png\">文字\n"}}},
      {"doc_file_kind", "setup.exe", "--", {{"README.md", "# 标题\n"}, {"setup.exe", "MZ"}}},
      {"doc_file_kind", "a.svg", "--", {{"README.md", "# 标题\n"}, {"a.svg", "<svg/>"}}},
      {"doc_no_readme", "整个文件", "--", {{"look.png", NULL}}},
      {"doc_no_readme", "README.md", "--", {{"README.md", "\n \n"}}},
      {"doc_total", "整个文件", "--", {{"README.md", "# 标题\n"}, {"big.png", noise()}}},
      {"doc_image_missing", "README.md", "2", {{"README.md", "# 标题\n![图](images/none.png)\n"}}},
      {"doc_image_missing", "README.md", "1", {{"README.md", "![图](../../etc/passwd.png)\n"}}},
      {"doc_image_content", "a.png", "--", {{"README.md", "# 标题\n"}, {"a.png", "<script>alert(1)</script>"}}},
      {"doc_link_target", "README.md", "2", {{"README.md", "# 标题\n[链接](javascript:alert(1))\n"}}},
      {"doc_link_target", "README.md", "1", {{"README.md", "[链接](other.md)\n"}}},
      {"doc_encoding", "README.md", "--", {{"README.md", "\xc4\xe3\xba\xc3"}}},
  };

  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
    wants_rule(upload(cases[i].files, cases[i].files[1].path == NULL ? 1 : 2, 422), cases[i].rule, cases[i].file,
               cases[i].line);
  assert_string_equal(page_text(seen(doc), "//ul[@class='doc-states']/li/span[1]"), "未上传");
}

/* Not only the first; and what was sent and refused is not missed as well. */
static void all_of_them_at_once(void **state) {
  const struct sample_file files[] = {
      {"README.md", "![](https://e.example/a.png)\n\n![](none.png) ![](b.png)\n\n[x](ftp://e.example)\n"},
      {"b.png", "no picture"},
      {"run.sh", "#!/bin/sh"},
  };
  struct page *p = upload(files, 3, 422);

  (void)state;
  wants_rule(p, "doc_image_network", "README.md", "1");
  wants_rule(p, "doc_image_missing", "README.md", "3");
  wants_rule(p, "doc_link_target", "README.md", "5");
  wants_rule(p, "doc_image_content", "b.png", "--");
  wants_rule(p, "doc_file_kind", "run.sh", "--");
  assert_int_equal(page_count(p, "//tr[.//span[contains(@class, 'mono')]]"), 5);
  assert_true(strstr(page_text(p, "//*[@id='f-doc-error']"), "共 5 处") != NULL);
}

static void three_revisions(void **state) {
  static const char *const texts[] = {"# 第一稿\n\n![样子](images/1.png)\n", "# 第二稿\n\n![样子](images/2.png)\n",
                                      "# 第三稿\n\n## 新的一节\n\n![样子](images/3.png)\n"};
  struct page *p;

  (void)state;
  for (int n = 1; n <= 3; n++) {
    const struct sample_file files[] = {{"README.md", texts[n - 1]}, {arena_fmt(s.a, "images/%d.png", n), NULL}};

    p = upload(files, 2, 200);
    assert_true(page_says(p, arena_fmt(s.a, "已保存为草稿修订 %d", n)));
  }
  assert_int_equal(page_count(seen(doc), "//tbody/tr"), 3);
  assert_string_equal(state_of(1), "草稿");
  assert_string_equal(page_text(seen(settings), "//ul[@class='doc-states']/li/span[1]"), "草稿待发布");
  page_want(client_post(visitor, doc, (const struct pair[]){{"action", "publish"}, {NULL, NULL}}), 403);
}

/* The first from the list, the second from the overview, the third from the basic settings, and the first again. */
static void any_is_published_and_again(void **state) {
  struct page *p;

  (void)state;
  p = publish(doc, 1, 200);
  assert_non_null(strstr(p->url, doc));
  assert_string_equal(state_of(1), "已发布");
  assert_string_equal(state_of(3), "草稿");
  publish(overview, 2, 200);
  p = publish(settings, 3, 200);
  assert_non_null(strstr(p->url, settings)); /* back where the button stands */
  assert_true(page_says(p, "已发布文档修订 3"));
  assert_true(strncmp(page_text(p, "//ul[@class='doc-states']/li/span[2]"), "修订 3，发布于 ", 21) == 0);
  assert_int_equal(page_count(p, "//ul[@class='doc-states']/li"), 1);
  for (int round = 0; round < 3; round++) {
    publish(doc, 1, 200);
    assert_string_equal(state_of(1), "已发布");
    assert_string_equal(state_of(3), "已被替换");
    publish(doc, 3, 200);
    assert_string_equal(state_of(3), "已发布");
    assert_string_equal(state_of(1), "已被替换");
  }
  publish(doc, 3, 409); /* it is published already */
  publish(doc, 9, 409); /* there is none */
  assert_int_equal(page_count(seen(doc), "//tbody/tr"), 3);
}

static void the_preview_says_what_is_new(void **state) {
  struct page *p = preview(1);

  (void)state;
  assert_true(page_says(p, "与已发布的修订 3 相比"));
  assert_string_equal(page_text(p, "//tr[th='images/1.png']/td[1]"), "新增");
  assert_string_equal(page_text(p, "//tr[th='images/3.png']/td[1]"), "已删除");
  assert_string_equal(page_text(p, "//tr[th='README.md']/td[1]"), "有变化");
  assert_string_equal(page_text(p, "//ul/li[span='新增']/a"), "第一稿");
  assert_int_equal(page_count(p, "//ul/li[span='已删除']"), 2);
  assert_int_equal(page_count(p, "//button[@value='publish']"), 1);
  p = preview(3);
  assert_false(page_says(p, "相比"));
  assert_int_equal(page_count(p, "//button[@value='publish']"), 0);
  page_want(client_get(s.provider, arena_fmt(s.a, "%s/preview?n=4", doc)), 404);
  page_want(client_get(stranger, arena_fmt(s.a, "%s/preview?n=1", doc)), 404);
}

/* Two people with the list open: the second one is told. */
static void a_stale_button_does_nothing(void **state) {
  struct form *f = form_get(seen(doc), "publish"), *again = form_get(seen(doc), "publish");

  (void)state;
  page_want(form_send(s.provider, f), 200);
  page_want(form_send(s.provider, again), 409);
}

static const char *image_of(struct page *p) { return page_text(p, "//div[@class='doc']//img/@src"); }

static void images_of_a_draft_are_for_those_who_may(void **state) {
  const struct sample_file files[] = {{"README.md", "# 第四稿\n\n![样子](images/4.png)\n"}, {"images/4.png", NULL}};
  const char *private, *public;
  struct page *p;

  (void)state;
  upload(files, 2, 200);
  private = image_of(preview(4));
  assert_non_null(strstr(private, arena_fmt(s.a, "%s/images/", doc)));
  public = arena_fmt(s.a, "/media/%s", strrchr(private, '/') + 1);
  p = page_want(client_get(s.provider, private), 200);
  assert_string_equal(p->type, "image/png");
  assert_non_null(strstr(page_header(p, "Content-Security-Policy"), "sandbox"));
  page_want(client_get(stranger, private), 404);
  assert_non_null(strstr(client_get(visitor, private)->url, "/login"));
  page_want(client_get(visitor, public), 404);
  page_want(client_get(s.provider, arena_fmt(s.a, "%s/images/%064d", doc, 0)), 404);
  page_want(client_get(s.provider, arena_fmt(s.a, "%s/images/x", doc)), 404);
  publish(doc, 4, 200);
  page_want(client_get(visitor, public), 200);
  page_want(client_get(stranger, private), 404);
  publish(doc, 3, 200);
  page_want(client_get(visitor, public), 200); /* it was everybody's already */
}

/* The reviewer of a version reads the newest revision, a draft. */
static void the_reviewer_sees_them_too(void **state) {
  const struct sample_file files[] = {{"README.md", "# 第五稿\n\n![样子](images/5.png)\n"}, {"images/5.png", NULL}};
  const char *image;
  struct page *p;

  (void)state;
  upload(files, 2, 200);
  journey_upload(&s, "1.0.0", sample_package(s.a, "docs"), 200);
  journey_submit(&s, "1.0.0", "从照片里读出车牌号，并说明有多大把握", 200);
  p = page_want(client_get(s.reviewer, "/review?kind=version"), 200);
  p = page_want(client_get(s.reviewer, page_text(p, "//a[contains(., '文档故事插件')]/@href")), 200);
  image = image_of(p);
  assert_non_null(strstr(image, "/review/"));
  page_want(client_get(s.reviewer, image), 200);
  assert_int_equal(client_get(s.provider, image)->status, 404);
  page_want(client_get(s.reviewer, image_of(preview(5))), 404); /* the console is not theirs */
  page_want(client_get(visitor, arena_fmt(s.a, "/media/%s", strrchr(image, '/') + 1)), 404);
}

/* Every entry of the table of contents and every link between headings leads to a heading, and no id is there twice. */
static void headings_can_be_jumped_to(void **state) {
  static const char text[] =
      "# 接入说明\n\n见[发布](#提交审核、发布)、[旧写法](#%E4%BA%8B%E4%BB%B6)、[API](#api--事件-1)，"
      "没有[这一节](#没有)\n\n## 提交审核、发布\n\n## API & 事件\n\n## API & 事件\n\n## 事件\n\n"
      "## \"><script>alert(1)</script>\n\n## main\n";
  const struct sample_file files[] = {{"README.md", text}};
  struct page *p = upload(files, 1, 200);
  xmlNodeSetPtr set;

  (void)state;
  assert_true(page_says(p, "有 2 处提醒")); /* the tag, and the heading that is not there */
  p = preview(6);
  set = page_nodes(p, "//nav[@class='toc']//a | //div[@class='doc']//a[starts-with(@href, '#')]");
  assert_int_equal(set->nodeNr, 7 + 3);
  for (int i = 0; i < set->nodeNr; i++) {
    const char *to = page_attr(p->a, set->nodeTab[i], "href");

    assert_int_equal(strncmp(to, "#doc-", 5), 0);
    assert_int_equal(page_count(p, arena_fmt(s.a, "//div[@class='doc']//*[@id='%s']", to + 1)), 1);
  }
  assert_int_equal(page_count(p, "//*[starts-with(@id, 'doc-') and not(ancestor::div[@class='doc'])]"), 0);
  assert_int_equal(page_count(p, "//*[@id='main']"), 1);
  assert_int_equal(page_count(p, "//*[@id = preceding::*/@id]"), 0);
  assert_int_equal(page_count(p, "//div[@class='doc']//script"), 0);
  p = preview(5);
  assert_int_equal(page_count(p, "//nav[@class='toc']"), 0); /* one heading needs no table of contents */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(nothing_is_uploaded_at_first), cmocka_unit_test(each_rule_is_refused_by_its_name),
      cmocka_unit_test(all_of_them_at_once),          cmocka_unit_test(three_revisions),
      cmocka_unit_test(any_is_published_and_again),   cmocka_unit_test(the_preview_says_what_is_new),
      cmocka_unit_test(a_stale_button_does_nothing),  cmocka_unit_test(images_of_a_draft_are_for_those_who_may),
      cmocka_unit_test(the_reviewer_sees_them_too),   cmocka_unit_test(headings_can_be_jumped_to),
  };

  return cmocka_run_group_tests(tests, begin, end);
}
