/* Searching the market as people do: what was found is marked, nothing found leads on, and whatever is typed stays text. */
#include "client.h"
#include "demo.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define WEATHER "%E5%A4%A9%E6%B0%94"             /* 天气 */
#define WRONG   "%E5%A4%A9%E6%B1%BD%E9%B1%BB"    /* 天汽鱻 */
#define NEITHER "%E5%A4%A9%E6%B0%94%20%E9%B1%BB" /* 天气 鱻 */

static int arena_up(void **state) { return (*state = arena_new(256 << 20)) == NULL; }
static int arena_down(void **state) {
  arena_free(*state);
  return 0;
}

static struct page *market(struct client *c, const char *query) { return page_want(client_get(c, query), 200); }

static void what_was_found_is_marked(void **state) {
  struct page *p = market(client_new(*state), "/market?q=" WEATHER);
  int cards = page_count(p, "//main/ul/li//h2");

  assert_true(cards > 0);
  assert_int_equal(page_count(p, "//main/ul/li[.//mark='天气' or .//*[contains(@class, 'tag')][contains(., '天气')]]"),
                   cards);
  assert_true(page_count(p, "//main/ul/li//h2/a/mark[.='天气']") > 0);
  assert_int_equal(page_count(p, "//mark[.!='天气']"), 0);
  p = market(client_new(*state), "/market?q=" WEATHER "&sort=name");
  assert_int_equal(page_count(p, "//main/ul/li//h2"), cards);
  assert_string_equal(page_text(p, "//select[@name='sort']/option[@selected]/@value"), "name");
  assert_int_equal(page_count(market(client_new(*state), "/market"), "//mark"), 0);
}

static void a_name_is_whole_around_its_mark(void **state) {
  struct client *c = client_new(*state);
  struct page *p = market(c, "/market?q=" WEATHER);
  const char *name = page_text(p, "//main/ul/li[1]//h2/a"), *to = page_text(p, "//main/ul/li[1]//h2/a/@href");

  assert_string_equal(page_text(page_want(client_get(c, page_resolve(p, to)), 200), "//h1"), name);
}

static void nothing_found_leads_on(void **state) {
  struct client *c = client_new(*state);
  struct page *p = market(c, "/market?q=" NEITHER "&category=tools.weather");

  assert_true(page_says(p, "没有找到与“天气 鱻”有关的插件"));
  assert_string_equal(page_text(p, "//input[@name='q']/@value"), "天气 鱻");
  assert_true(page_count(p, "//section//li//h2/a") > 0);
  assert_int_equal(page_count(p, "//section//mark"), 0);
  assert_non_null(page_link(p, "在全部类目中搜索"));
  assert_null(strstr(page_link(p, "在全部类目中搜索"), "category"));
  p = market(c, page_link(p, "只搜索“天气”"));
  assert_true(page_count(p, "//main/ul/li//h2") > 0);
  assert_string_equal(page_text(p, "//select[@name='category']/option[@selected]/@value"), "tools.weather");
  p = market(c, "/market?q=" WRONG);
  assert_null(page_link(p, "在全部类目中搜索"));
  assert_true(page_count(p, "//section[contains(h2, '名称相近')]//a[contains(., '天')]") > 0);
  assert_true(page_count(p, "//section[contains(h2, '常被获取')]//h2/a") > 0);
  assert_non_null(page_link(p, "查看全部插件"));
  p = market(c, "/market?q=" WEATHER "&page=50");
  assert_true(page_says(p, "这一页没有插件"));
  p = market(c, "/market?q=" NEITHER "&app=1000000000000000");
  assert_non_null(strstr(page_link(p, "查看全部插件"), "app=1000000000000000"));
}

/* Elements and attributes made of what was typed there are none of. */
static void whatever_is_typed_stays_text(void **state) {
  static const char *const typed[] = {
      "%3Cscript%3Ealert(1)%3C/script%3E",
      "%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
      "%3C/a%3E%3Cb%3E" WEATHER,
      WEATHER "%3Cb%3E",
      "'%22%26amp;%3C!--",
      "javascript:alert(1)",
      "%F0%9F%AA%81%F0%9F%91%A8%E2%80%8D%F0%9F%91%A9",
      "%E2%80%AE%E5%A4%A9",
      "%25%5F%5C%5C",
      "1000000000000000",
      "%EF%BC%AF%EF%BC%A3%EF%BC%B2",
  };

  for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
    struct page *p = market(client_new(*state), arena_fmt(*state, "/market?q=%s", typed[i]));

    assert_int_equal(page_count(p, "//main//script | //main//b | //main//*[@onerror] | //main//img[@src='x']"), 0);
    assert_int_equal(page_count(p, "//a[starts-with(@href, 'javascript')]"), 0);
    assert_int_equal(page_count(p, "//input[@name='q']"), 1);
  }
}

static void a_search_takes_three_round_trips(void **state) {
  struct client *c = demo_client(*state, "merchant", 0);
  long least = 99;

  for (int i = 0; i < 5; i++) { /* each its own query: no page is kept; each worker prepares once */
    struct page *p = market(c, arena_fmt(*state, "/market?q=%s%d", WRONG, i));
    long n = strtol(page_header(p, "X-Db-Trips"), NULL, 10);

    least = n < least ? n : least;
  }
  assert_true(least <= 3);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(what_was_found_is_marked, arena_up, arena_down),
      cmocka_unit_test_setup_teardown(a_name_is_whole_around_its_mark, arena_up, arena_down),
      cmocka_unit_test_setup_teardown(nothing_found_leads_on, arena_up, arena_down),
      cmocka_unit_test_setup_teardown(whatever_is_typed_stays_text, arena_up, arena_down),
      cmocka_unit_test_setup_teardown(a_search_takes_three_round_trips, arena_up, arena_down),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
