/* web/form and web/route with a hand-made request: what is read, what is said, what comes back; URLs and paths. */
#include "pages/next.h"
#include "web/form.h"
#include "web/page.h"
#include "web/route.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct sample {
  const char *name, *mail, *text, *kind;
  int64_t count, agree;
  struct form_list colours;
  const struct http_file *file;
};

static const struct choice colours[] = {{"red", "红", NULL}, {"blue", "蓝", NULL}};
static const struct field sample_fields[] = {
    F_TEXT(struct sample, name, .label = "名称", .min = 2, .max = 5, .draft = "keep draft"),
    F_EMAIL(struct sample, mail, .label = "邮箱", .min = 0, .max = 50),
    F_AREA(struct sample, text, .label = "说明", .min = 0, .max = 10),
    F_SELECT(struct sample, kind, .label = "类型", .min = 1, .draft = "draft", .choices = colours, .nchoices = 2),
    F_INT(struct sample, count, .label = "数量", .min = 1, .max = 9, .actions = "count recount"),
    F_CHECK(struct sample, agree, .label = "同意", .min = 1, .draft = "draft"),
    F_CHECKS(struct sample, colours, .label = "颜色", .min = 1, .max = 1, .choices = colours, .nchoices = 2),
    F_FILE(struct sample, file, .label = "文件", .max = 100),
};
FORM(sample, struct sample);

static const struct page here = {.name = "thing", .path = "/t/{a}/x/{b}", .title = "t", .see = PERM_PUBLIC};
static const struct page fixed = {.name = "new", .path = "/t/new/x/{b}", .title = "t", .see = PERM_PUBLIC};
static const struct page console = {.name = "console", .path = "/console", .title = "t", .see = PERM_PUBLIC};
static const struct page *const pages[] = {&here, &fixed, &console, NULL};
static const struct site site = {.page = pages};

struct world {
  struct ctx c;
  struct http_request in;
  struct req r;
  struct sample out;
};

static struct world *world(struct http_param *p, size_t n) {
  struct arena *a = arena_new(1 << 20);
  struct world *w = ARENA_NEW(a, struct world);

  w->c.a = a;
  w->in.a = a;
  w->r = (struct req){.c = &w->c, .in = &w->in, .site = &site, .post = {p, n, NULL, 0}};
  return w;
}

static void good_values_are_cleaned(void **state) {
  struct http_param p[] = {{"name", "  三个字 "}, {"mail", "a@b.cn"},  {"text", "x\r\ny"}, {"kind", "red"},
                           {"agree", "1"},        {"colours", "blue"}, {"evil", "1"}};
  struct world *w = world(p, 7);

  (void)state;
  form_read(&w->r, &sample, "", "save", &w->out);
  assert_int_equal(w->r.errors.n, 0);
  assert_string_equal(w->out.name, "三个字");
  assert_string_equal(w->out.text, "x\ny");
  assert_string_equal(w->out.kind, "red");
  assert_int_equal(w->out.agree, 1);
  assert_int_equal(w->out.colours.n, 1);
  assert_null(w->out.file);
  arena_free(w->c.a);
}

static void each_fault_is_told_beside_its_field(void **state) {
  struct http_param p[] = {{"name", "六个字太长了"}, {"mail", "nobody"}, {"text", "12345678901"}, {"kind", "green"},
                           {"colours", "blue"},      {"colours", "red"}, {"count", "10"}};
  struct world *w = world(p, 7);

  (void)state;
  form_read(&w->r, &sample, "", "count", &w->out);
  assert_int_equal(w->r.errors.n, 7);
  assert_string_equal(form_complaint(&w->r, "name"), "名称最多 5 个字，请缩短");
  assert_non_null(form_complaint(&w->r, "mail"));
  assert_non_null(form_complaint(&w->r, "text"));
  assert_string_equal(form_complaint(&w->r, "kind"), "请选择类型");
  assert_non_null(form_complaint(&w->r, "colours"));
  assert_non_null(form_complaint(&w->r, "count"));
  assert_string_equal(form_complaint(&w->r, "agree"), "请勾选“同意”");
  arena_free(w->c.a);
}

static void absent_fields_are_asked_for(void **state) {
  struct world *w = world(NULL, 0);

  (void)state;
  form_read(&w->r, &sample, "row.0.", NULL, &w->out);
  assert_string_equal(form_complaint(&w->r, "row.0.name"), "请填写名称");
  assert_null(form_complaint(&w->r, "row.0.count")); /* belongs to another action */
  assert_null(form_complaint(&w->r, "row.0.mail"));
  arena_free(w->c.a);
}

static void a_draft_may_be_unfinished_but_not_wrong(void **state) {
  struct http_param p[] = {{"name", "短"}, {"colours", "red"}}, q[] = {{"name", "六个字太长了"}, {"kind", "green"}};
  struct world *w = world(p, 2);

  (void)state;
  form_read(&w->r, &sample, "", "draft", &w->out);
  assert_int_equal(w->r.errors.n, 0);
  assert_string_equal(w->out.name, "短");
  form_read(&w->r, &sample, "", "keep", &w->out);
  assert_null(form_complaint(&w->r, "name"));
  assert_non_null(form_complaint(&w->r, "kind")); /* not a draft action of this field */
  arena_free(w->c.a);
  w = world(q, 2);
  form_read(&w->r, &sample, "", "draft", &w->out);
  assert_non_null(form_complaint(&w->r, "name"));
  assert_non_null(form_complaint(&w->r, "kind"));
  arena_free(w->c.a);
  w = world(p, 2);
  form_read(&w->r, &sample, "", "drafts", &w->out);
  assert_non_null(form_complaint(&w->r, "name"));
  arena_free(w->c.a);
}

static void what_was_typed_comes_back(void **state) {
  struct http_param p[] = {{"name", " <b> "}, {"colours", "red"}};
  struct world *w = world(p, 2);
  struct data *d = data_new(w->c.a);
  struct buf out = buf_new(w->c.a, 1 << 16);

  (void)state;
  form_read(&w->r, &sample, "", NULL, &w->out);
  form_show(&w->r, &sample, "", &w->out, true, d, "fields");
  data_dump(d, &out);
  assert_non_null(strstr(out.p, "value:  <b> \n"));
  assert_non_null(strstr(out.p, "id: f-colours-1"));
  assert_non_null(strstr(out.p, "describedby: f-kind-error"));
  arena_free(w->c.a);
}

static void urls_are_built_from_the_table(void **state) {
  struct world *w = world(NULL, 0);
  const char *var[PAGE_VARS] = {NULL};

  (void)state;
  assert_string_equal(url(&w->r, "thing", "a b", "汉"), "/t/a%20b/x/%E6%B1%89");
  assert_string_equal(url_with(&w->r, "/m?q=a&page=2", "page", "3"), "/m?q=a&page=3");
  assert_string_equal(url_with(&w->r, "/m?page=2", "page", NULL), "/m");
  assert_string_equal(url_with(&w->r, "/m", "q", "a&b"), "/m?q=a%26b");
  assert_ptr_equal(route_find(&site, w->c.a, "/t/1/x/2", var), &here);
  assert_string_equal(var[0], "1");
  assert_string_equal(var[1], "2");
  assert_ptr_equal(route_find(&site, w->c.a, "/t/new/x/2", var), &fixed);
  assert_string_equal(var[0], "2");
  assert_null(route_find(&site, w->c.a, "/t//x/2", var));
  assert_null(route_find(&site, w->c.a, "/t/1/x/2/", var));
  arena_free(w->c.a);
}

static void next_leads_only_to_our_own_pages(void **state) {
  struct world *w = world(NULL, 0);

  (void)state;
  assert_string_equal(next_path(&w->r, "/market?q=1"), "/market?q=1");
  assert_string_equal(next_path(&w->r, "//evil.example"), "/console");
  assert_string_equal(next_path(&w->r, "/\\evil.example"), "/console");
  assert_string_equal(next_path(&w->r, "https://evil.example"), "/console");
  assert_string_equal(next_path(&w->r, "/a\tb"), "/console");
  assert_string_equal(next_path(&w->r, NULL), "/console");
  arena_free(w->c.a);
}

static const char *shade(struct req *r, const char *value) {
  (void)r;
  return strcmp(value, "navy") == 0 || strcmp(value, "sky") == 0 ? "蓝" : "红";
}

static const char *portrait(struct req *r) {
  (void)r;
  return "/media/1";
}

static void choices_stand_in_groups(void **state) {
  static const struct choice shades[] = {{"rose", "a", NULL}, {"navy", "b", NULL}, {"sky", "c", NULL}};
  const struct field f[] = {
      F_CHECKS(struct sample, colours, .label = "颜色", .max = 3, .choices = shades, .nchoices = 3, .group = shade),
      F_FILE(struct sample, file, .label = "头像", .max = 100, .picture = portrait),
  };
  const struct form grouped = {"grouped", sizeof(struct sample), f, 2};
  struct http_param p[] = {{"colours", "sky"}};
  struct world *w = world(p, 1);
  struct buf out = buf_new(w->c.a, 64 * 1024);
  const struct data *field, *group;
  struct data *d = data_new(w->c.a);
  bool known;

  (void)state;
  form_show(&w->r, &grouped, "", NULL, true, d, "fields");
  data_dump(d, &out);
  field = data_first(d, "fields", 6);
  assert_null(data_first(field, "options", 7)); /* all of them are in groups */
  group = data_first(field, "option_groups", 13);
  assert_string_equal(data_value(group, "group_label", 11, &known), "红");
  assert_null(data_next(data_first(group, "options", 7)));
  group = data_next(group);
  assert_string_equal(data_value(group, "group_label", 11, &known), "蓝");
  field = data_next(data_first(group, "options", 7));
  assert_string_equal(data_value(field, "value", 5, &known), "sky");
  assert_string_equal(data_value(field, "id", 2, &known), "f-colours-3"); /* ids go on through the groups */
  assert_true(data_true(field, "checked", 7));
  assert_null(data_next(group));
  assert_non_null(strstr(out.p, "file_url: /media/1"));
  arena_free(w->c.a);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(good_values_are_cleaned),          cmocka_unit_test(each_fault_is_told_beside_its_field),
      cmocka_unit_test(absent_fields_are_asked_for),      cmocka_unit_test(a_draft_may_be_unfinished_but_not_wrong),
      cmocka_unit_test(what_was_typed_comes_back),        cmocka_unit_test(urls_are_built_from_the_table),
      cmocka_unit_test(next_leads_only_to_our_own_pages), cmocka_unit_test(choices_stand_in_groups),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
