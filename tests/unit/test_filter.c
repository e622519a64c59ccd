/* The filter table: what of an address is a value, what the form shows of it, and the way to be rid of it. */
#include "web/filter.h"
#include "web/page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct state thing_machine_states[] = {
    {"open", "开", TONE_GREEN}, {"re-open", "重开", TONE_GREEN}, {"closed", "关", TONE_GREY}};
static const struct move thing_machine_moves[] = {{"", "make", "open", 1, 0, "做"}};
static MACHINE(thing_machine, "thing", "东西");
static const struct choice orders[] = {{"newest", "从新到旧", NULL}, {"name", "按名称", NULL}};
static const struct choice tabs[] = {{"mine", "我的", NULL}, {"done", "已处理", NULL}};
static const struct filter things_filters[] = {
    {.name = "q", .kind = FILTER_TEXT, .label = "名称", .max = 5},
    {.name = "state", .kind = FILTER_CHOICE, .label = "状态", .machine = &thing_machine, .without = "closed re-open"},
    {.name = "kind", .kind = FILTER_CHOICE, .label = "类型", .choices = tabs, .nchoices = 2},
    {.name = "sort", .kind = FILTER_SORT, .label = "排序", .choices = orders, .nchoices = 2},
    {.name = "tab", .kind = FILTER_KEPT, .choices = tabs, .nchoices = 2},
};
FILTERS(things);
static const struct page page = {.name = "things", .path = "/things", .filters = &things};

struct world {
  struct ctx c;
  struct http_request in;
  struct req r;
};

static struct world *world(const char *query) {
  struct arena *a = arena_new(1 << 20);
  struct world *w = ARENA_NEW(a, struct world);
  struct http_form_limits lim = {100, 65536, 0, 0, 0};

  w->c.a = a;
  w->in = (struct http_request){.a = a, .path = "/things", .query = query};
  assert_int_equal(http_urlencoded(a, query, strlen(query), &lim, &w->in.args), RES_OK);
  w->r = (struct req){.c = &w->c, .in = &w->in, .page = &page, .path = "/things", .d = data_new(a)};
  return w;
}

static void values_are_checked(void **state) {
  static const struct {
    const char *query, *name, *value;
    bool on;
  } want[] = {
      {"", "q", "", false},
      {"q=+ab+", "q", "ab", true},
      {"q=%E5%A4%A9%E6%B0%94%E9%A2%84%E6%8A%A5%E5%9B%BE", "q", "天气预报图", true},
      {"q=%E5%A4%A9%E6%B0%94%E9%A2%84%E6%8A%A5%E5%9B%BE%E8%A1%A8", "q", "天气预报图", true}, /* cut at max */
      {"q=++", "q", "", false},
      {"q=a&q=b", "q", "a", true},
      {"state=open", "state", "open", true},
      {"state=Open", "state", "", false},
      {"state=closed", "state", "", false},  /* left out of the list … */
      {"state=re-open", "state", "", false}, /* … and so is one whose code is part of another's */
      {"state=%27+OR+1=1", "state", "", false},
      {"state=", "state", "", false},
      {"kind=done", "kind", "done", true},
      {"sort=name", "sort", "name", false}, /* an order narrows nothing */
      {"sort=x", "sort", "newest", false},
      {"", "sort", "newest", false},
      {"tab=done", "tab", "done", false},
      {"tab=x", "tab", "", false},
      {"other=1", "other", "", false}, /* not in the table */
  };

  (void)state;
  for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
    struct world *w = world(want[i].query);

    assert_string_equal(filter_get(&w->r, want[i].name), want[i].value);
    assert_int_equal(filter_on(&w->r), want[i].on);
    arena_free(w->c.a);
  }
}

static void what_narrows_is_cleared_and_the_rest_is_kept(void **state) {
  static const struct {
    const char *query, *url;
  } want[] = {
      {"q=a&state=open&after=9-9", "/things"},
      {"q=a&tab=done&sort=name&x=1", "/things?sort=name&tab=done"},
      {"sort=newest&tab=x", "/things"},
  };

  (void)state;
  for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
    struct world *w = world(want[i].query);

    assert_string_equal(filter_clear_url(&w->r), want[i].url);
    arena_free(w->c.a);
  }
}

static const char *get(const struct data *d, const char *name) {
  bool known;
  const char *v = data_value(d, name, strlen(name), &known);

  assert_true(known);
  return v;
}

static const struct data *row_of(const struct world *w, const char *name) {
  const struct data *row = data_first(w->r.d, "filters", strlen("filters"));

  while (row != NULL && strcmp(get(row, "name"), name) != 0)
    row = data_next(row);
  assert_non_null(row);
  return row;
}

/* The values of a select's options, the chosen one in brackets. */
static void options_are(const struct world *w, const char *name, const char *want) {
  struct buf b = buf_new(w->c.a, 1000);

  for (const struct data *o = data_first(row_of(w, name), "options", 7); o != NULL; o = data_next(o))
    buf_fmt(&b, data_true(o, "selected", 8) ? "[%s]" : "%s;", get(o, "value"));
  assert_string_equal(b.p, want);
}

static void the_form_shows_what_was_read(void **state) {
  struct world *w = world("q=%3Ca%3E&state=open&sort=name&tab=done&kind=nonsense");

  (void)state;
  filter_show(&w->r);
  assert_string_equal(get(w->r.d, "has_filters"), "1");
  assert_string_equal(get(w->r.d, "filter_url"), "/things");
  assert_string_equal(get(w->r.d, "filter_clear_url"), "/things?sort=name&tab=done");
  assert_string_equal(get(row_of(w, "q"), "value"), "<a>");
  assert_string_equal(get(row_of(w, "q"), "id"), "by-q");
  options_are(w, "state", ";[open]");
  options_are(w, "kind", "[]mine;done;");
  options_are(w, "sort", "newest;[name]");
  assert_true(data_true(row_of(w, "tab"), "is_kept", 7));
  assert_string_equal(get(row_of(w, "tab"), "value"), "done");
  arena_free(w->c.a);
}

static void a_page_without_filters_has_none(void **state) {
  static const struct page bare = {.name = "bare", .path = "/bare"};
  struct world *w = world("q=a");

  (void)state;
  w->r.page = &bare;
  filter_show(&w->r);
  assert_false(data_true(w->r.d, "has_filters", strlen("has_filters")));
  assert_string_equal(filter_get(&w->r, "q"), "");
  assert_false(filter_on(&w->r));
  arena_free(w->c.a);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(values_are_checked),
      cmocka_unit_test(what_narrows_is_cleared_and_the_rest_is_kept),
      cmocka_unit_test(the_form_shows_what_was_read),
      cmocka_unit_test(a_page_without_filters_has_none),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
