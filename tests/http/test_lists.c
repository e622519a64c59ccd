/* Every list: filters in the address that survive paging, both ways by key, counts, odd values, and what an empty one says. */
#include "../db/fixture.h"
#include "client.h"
#include "demo.h"
#include "form.h"
#include "people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct arena *a;
static struct client *many; /* the main account of a subject with 45 mini-programs */

static int up(void **state) {
  int64_t subject;

  (void)state;
  (void)fixture_ctx();
  a = arena_new((size_t)512 << 20);
  many = people_register(a, "lists", "enterprise");
  subject = fixture_int("SELECT m.subject_id FROM member m JOIN user u ON u.id = m.user_id WHERE u.email = '%s'",
                        people_email(a, "lists"));
  fixture_sql("INSERT INTO app (id, subject_id, name, name_key, created_at) SELECT 1000000000000000 + seq, %lld,"
              " CONCAT('列表 ', seq), CONCAT('列表 ', seq), 1790000000 + seq DIV 2 FROM seq_1_to_45",
              (long long)subject);
  return 0;
}

static int down(void **state) {
  (void)state;
  arena_free(a);
  return 0;
}

static struct page *get(const char *path) { return page_want(client_get(many, path), 200); }

static const char *first_row(struct page *p) { return page_text(p, "//tbody/tr[1]/th//a"); }

static void pages_lead_both_ways_with_their_filters(void **state) {
  struct page *one = get("/console/apps?q=%E5%88%97%E8%A1%A8&sort=newest"), *two, *three, *back;

  (void)state;
  assert_true(page_says(one, "共 45 条"));
  assert_int_equal(page_count(one, "//tbody/tr"), 20);
  assert_null(page_link(one, "上一页"));
  two = page_want(client_get(many, page_link(one, "下一页")), 200);
  assert_non_null(strstr(two->url, "q=%E5%88%97%E8%A1%A8"));
  assert_int_equal(page_count(two, "//tbody/tr"), 20);
  assert_true(page_says(two, "共 45 条"));
  assert_string_equal(page_text(two, "//input[@id='by-q']/@value"), "列表");
  three = page_want(client_get(many, page_link(two, "下一页")), 200);
  assert_int_equal(page_count(three, "//tbody/tr"), 5);
  assert_null(page_link(three, "下一页"));
  back = page_want(client_get(many, page_link(three, "上一页")), 200);
  assert_string_equal(first_row(back), first_row(two));
  assert_int_equal(page_count(back, "//tbody/tr"), 20);
  back = page_want(client_get(many, page_link(back, "上一页")), 200);
  assert_string_equal(first_row(back), first_row(one));
  assert_null(page_link(back, "上一页"));
  assert_non_null(page_link(back, "下一页")); /* one came from there */
}

static void an_order_is_kept_on_the_way(void **state) {
  struct page *p = get("/console/apps?sort=oldest");

  (void)state;
  assert_string_equal(first_row(p), "列表 1");
  assert_int_equal(page_count(p, "//select[@id='by-sort']/option[@value='oldest'][@selected]"), 1);
  p = page_want(client_get(many, page_link(p, "下一页")), 200);
  assert_string_equal(first_row(p), "列表 21");
  p = page_want(client_get(many, page_link(p, "上一页")), 200);
  assert_string_equal(first_row(p), "列表 1");
}

static void another_language_keeps_the_place(void **state) {
  struct page *p = get("/console/apps?q=%E5%88%97%E8%A1%A8"), *there;

  (void)state;
  there = page_want(client_get(many, page_link(p, "下一页")), 200);
  p = page_want(client_get(many, page_link(there, "English")), 200);
  assert_string_equal(p->url, there->url);
  assert_string_equal(first_row(p), first_row(there));
  assert_true(page_says(p, "Filter"));
  (void)get("/console/apps?lang=zh");
}

static void names_and_ids_are_found(void **state) {
  struct page *p = get("/console/apps?q=%E5%88%97%E8%A1%A8+33");

  (void)state;
  assert_int_equal(page_count(p, "//tbody/tr"), 1);
  assert_true(page_says(p, "共 1 条"));
  p = get("/console/apps?q=1000000000000007");
  assert_string_equal(first_row(p), "列表 7");
}

static void nothing_found_is_not_nothing_there(void **state) {
  struct client *empty = people_register(a, "empty", "enterprise");
  struct page *p = get("/console/apps?q=nonsense&sort=oldest");

  (void)state;
  assert_true(page_says(p, "没有符合条件的内容"));
  p = page_want(client_get(many, page_link(p, "清除筛选")), 200);
  assert_non_null(strstr(p->url, "/console/apps?sort=oldest"));
  p = page_want(client_get(empty, "/console/apps?q=nonsense"), 200);
  assert_true(page_says(p, "没有符合条件的内容"));
  p = page_want(client_get(empty, "/console/apps"), 200);
  assert_true(page_says(p, "还没有小程序"));
  assert_int_equal(page_count(p, "//form[@role='search']"), 0);
}

/* What people and programs write into addresses. */
static const char *const odd[] = {
    "after=",
    "after=x",
    "after=-1--1",
    "after=99999999999999999999-1",
    "after=0-0",
    "before=0-1",
    "before=1-1",
    "after=1-1&before=1-1",
    "after=9999999999-9999999999999999",
    "after=1.0.0",
    "after=999.999.999",
    "before=0.0.0",
    "before=1",
    "after=1%27%20OR%201=1",
    "history-after=1",
    "history-before=0",
    "history-after=99999999999999999999",
    "state=no-such",
    "state=%27;DROP%20TABLE%20app;--",
    "state=closed",
    "state=deleted&after=1.0.0",
    "sort=no-such",
    "sort[]=oldest",
    "tab=no-such",
    "tab=mine&kind=no-such",
    "kind=version&kind=listing",
    "q=%25",
    "q=_",
    "q=%5C",
    "q=%22%3E%3Cscript%3E",
    "q=%F0%9F%8D%8A%E2%80%8D",
    "q=9999999999999999999999",
    "q=a&q=b",
    "kept=-",
    "kept=x",
    "kept=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "theme=no-such",
    "lang=no-such",
};

static void odd_values(struct client *c, const char *path) {
  struct arena *home = a;

  for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
    struct arena *mine = arena_new((size_t)8 << 20);
    struct page *p;

    client_pages(c, mine);
    p = page_want(client_get(c, arena_fmt(mine, "%s?%s", path, odd[i])), 200);
    assert_false(page_says(p, "\"><script>"));
    client_pages(c, home);
    arena_free(mine);
  }
}

static void odd_values_are_not_there(void **state) {
  struct demo_user u = demo_user(a, "provider", NULL, 0);
  struct client *c = demo_sign_in(a, &u);
  const char *plugin = demo_find(a, "plugins", "subject", u.subject, 0, "id");
  char *buf = arena_alloc(a, 3001);

  (void)state;
  odd_values(c, "/console/apps");
  odd_values(c, "/console/plugins");
  odd_values(c, "/console/obtained");
  odd_values(c, "/console/subject/sessions");
  odd_values(c, arena_fmt(a, "/console/plugins/%s/versions", plugin));
  odd_values(c, arena_fmt(a, "/console/plugins/%s/listing", plugin));
  odd_values(c, arena_fmt(a, "/console/apps/%s/plugins", demo_find(a, "apps", "subject", u.subject, 0, "id")));
  odd_values(demo_client(a, "reviewer", 0), "/review");
  memset(buf, 'a', 3000);
  page_want(client_get(c, arena_fmt(a, "/console/apps?q=%s", buf)), 200);
}

static void every_filter_can_be_chosen(void **state) {
  struct demo_user u = demo_user(a, "provider", NULL, 0);
  struct client *c = demo_sign_in(a, &u);
  const char *versions =
      arena_fmt(a, "/console/plugins/%s/versions", demo_find(a, "plugins", "subject", u.subject, 0, "id"));
  const char *paths[] = {"/console/plugins", "/console/obtained", versions};

  (void)state;
  for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
    struct page *p = page_want(client_get(c, paths[i]), 200);
    int n = page_count(p, "//select[@id='by-state']/option");

    assert_true(n > 2 || i == 1);
    for (int k = 2; k <= n; k++) {
      const char *code = page_text(p, arena_fmt(a, "//select[@id='by-state']/option[%d]/@value", k));
      const char *label = page_text(p, arena_fmt(a, "//select[@id='by-state']/option[%d]", k));
      struct page *narrowed = page_want(client_get(c, arena_fmt(a, "%s?state=%s", paths[i], code)), 200);
      int rows = page_count(narrowed, "//tbody/tr");

      /* all that is left is in that state */
      assert_int_equal(page_count(narrowed, arena_fmt(a, "//tbody/tr[.//*[contains(@class, 'tag')][.='%s']]", label)),
                       rows);
      assert_true(rows > 0 || page_says(narrowed, "没有符合条件的内容"));
    }
  }
}

static void the_desk_offers_what_one_came_for(void **state) {
  struct client *c = demo_client(a, "reviewer", 1);
  struct page *p = page_want(form_send(c, form_get(page_want(client_get(c, "/review"), 200), "claim")), 200);

  (void)state;
  p = page_want(client_get(c, "/review?tab=mine"), 200);
  assert_non_null(page_link(p, "继续审核"));
  assert_true(page_says(p, "共 "));
  p = page_want(client_get(c, page_link(p, "继续审核")), 200);
  assert_non_null(strstr(p->url, "/review/"));
  p = page_want(form_send(c, form_get(page_want(client_get(c, "/review?tab=mine"), 200), "release")), 200);
  p = page_want(client_get(c, "/review?tab=done"), 200);
  assert_true(page_says(p, "共 "));
}

static void a_long_history_begins_with_its_end(void **state) {
  struct demo_user u = demo_user(a, "provider", NULL, 0);
  struct client *c = demo_sign_in(a, &u);
  const char *plugin = demo_find(a, "plugins", "subject", u.subject, 0, "id");
  struct page *p = page_want(client_get(c, arena_fmt(a, "/console/plugins/%s/versions", plugin)), 200);
  const char *path = page_text(p, "//tbody/tr[1]/th/a/@href"), *number = page_text(p, "//tbody/tr[1]/th/a");
  int64_t id = fixture_int(
      "SELECT id FROM version WHERE plugin_id = %s AND CONCAT(major, '.', minor, '.', patch) = '%s'", plugin, number);

  (void)state;
  fixture_sql(
      "INSERT INTO history (machine, object_id, from_state, action, to_state, side, reason, at)"
      " SELECT 'version', %lld, 'init', 'submit', 'auditing', 'owner', CONCAT('第 ', seq, ' 步'), 1790000000 + seq"
      " FROM seq_1_to_250",
      (long long)id);
  p = page_want(client_get(c, path), 200);
  assert_int_equal(page_count(p, "//ol[@id='history']/li"), 20);
  assert_true(page_says(p, "第 250 步"));
  assert_null(page_link(p, "较新的记录"));
  p = page_want(client_get(c, page_link(p, "更早的记录")), 200);
  assert_true(page_says(p, "第 230 步"));
  assert_false(page_says(p, "第 231 步"));
  p = page_want(client_get(c, page_link(p, "较新的记录")), 200);
  assert_true(page_says(p, "第 250 步"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(pages_lead_both_ways_with_their_filters),
      cmocka_unit_test(an_order_is_kept_on_the_way),
      cmocka_unit_test(another_language_keeps_the_place),
      cmocka_unit_test(names_and_ids_are_found),
      cmocka_unit_test(nothing_found_is_not_nothing_there),
      cmocka_unit_test(odd_values_are_not_there),
      cmocka_unit_test(every_filter_can_be_chosen),
      cmocka_unit_test(the_desk_offers_what_one_came_for),
      cmocka_unit_test(a_long_history_begins_with_its_end),
  };

  return cmocka_run_group_tests(tests, up, down);
}
