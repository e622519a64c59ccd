/* Lists by key: which part an address asks for, what of the fetched rows is shown, which neighbours there are, and what stands
 * there when nothing is left. */
#include "pages/paging.h"
#include "web/filter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { MAX = 100 };

/* A list of the numbers `n` … 1; what was fetched last, and how often. */
struct world {
  struct ctx c;
  struct http_request in;
  struct req r;
  int64_t n, rows[MAX];
  struct list_want want;
  int fetched;
};

static const struct filter numbers_filters[] = {
    {.name = "q", .kind = FILTER_TEXT, .label = "q"},
    FILTER_BY_TIME,
};
FILTERS(numbers);
static const struct page page = {.name = "numbers", .path = "/numbers", .filters = &numbers};

static enum res fetch(struct req *r, const struct list_want *w, struct list_part *out) {
  struct world *x = r->obj;
  int64_t key = place_parse(w->key).at, from = key == 0 || key > x->n ? x->n : key - 1;

  x->want = *w;
  x->fetched++;
  if (w->back)
    from = key + w->limit < x->n ? key + w->limit : x->n;
  for (int64_t i = from; i > (w->back ? key : 0) && out->n < (size_t)w->limit; i--)
    x->rows[out->n++] = i;
  out->rows = x->rows;
  out->total = x->n;
  return RES_OK;
}

static const char *key_of(struct req *r, const void *row) { return paging_key(r, *(const int64_t *)row, 1); }
static void show_row(struct req *r, struct data *d, const void *row) {
  (void)r;
  data_int(d, "number", *(const int64_t *)row);
}
static void nothing(struct req *r) { data_text(r->d, "empty_title", "nothing at all"); }

static const struct list list = {.name = "numbers",
                                 .size = sizeof(int64_t),
                                 .known = paging_known,
                                 .fetch = fetch,
                                 .key = key_of,
                                 .row = show_row,
                                 .empty = nothing};

static struct world *world(const char *query, int64_t n) {
  struct arena *a = arena_new(1 << 20);
  struct world *w = ARENA_NEW(a, struct world);
  struct http_form_limits lim = {100, 65536, 0, 0, 0};

  w->c.a = a;
  w->n = n;
  w->in = (struct http_request){.a = a, .path = "/numbers", .query = query};
  assert_int_equal(http_urlencoded(a, query, strlen(query), &lim, &w->in.args), RES_OK);
  w->r = (struct req){.c = &w->c, .in = &w->in, .page = &page, .path = "/numbers", .obj = w, .d = data_new(a)};
  filter_show(&w->r);
  return w;
}

static const char *text(const struct world *w, const char *name) {
  bool known;

  return data_value(w->r.d, name, strlen(name), &known);
}

static const char *way(const struct world *w, const char *name) {
  const struct data *row = data_first(w->r.d, name, 4);
  bool known;

  return row == NULL ? NULL : data_value(row, "url", 3, &known);
}

/* First and last number shown, and how many. */
static void shows(const struct world *w, int64_t first, int64_t last, size_t count) {
  const struct data *row = data_first(w->r.d, "numbers", strlen("numbers"));
  size_t n = 0;

  for (int64_t want = first; row != NULL; row = data_next(row), n++, want--) {
    bool known;

    assert_string_equal(data_value(row, "number", strlen("number"), &known),
                        arena_fmt(w->c.a, "%lld", (long long)want));
  }
  assert_int_equal(n, count);
  assert_int_equal(first - last + 1, count);
}

static void an_address_names_a_part(void **state) {
  static const struct {
    const char *query, *key;
    bool back;
  } want[] = {
      {"", "", false},
      {"after=9-7", "9-7", false},
      {"before=9-7", "9-7", true},
      {"after=x", "", false},
      {"before=x", "", false},
      {"page=9-7", "", false},
      {"after=9-7&before=8-7", "8-7", true},
      {"after=-1", "", false},
      {"after=9-7%27", "", false},
  };

  (void)state;
  for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
    struct world *w = world(want[i].query, 60);

    assert_int_equal(list_show(&w->r, &list), RES_OK);
    assert_string_equal(w->want.key, want[i].key);
    assert_int_equal(w->want.back, want[i].back);
    assert_int_equal(w->want.limit, LIST_ROWS + 1);
    arena_free(w->c.a);
  }
}

static void the_row_too_many_is_cut_off_at_its_end(void **state) {
  static const struct {
    const char *query;
    int64_t n, first, last;
    bool prev, next;
  } want[] = {
      {"", 20, 20, 1, false, false},
      {"", 21, 21, 2, false, true},
      {"after=41-1", 60, 40, 21, true, true},
      {"after=21-1", 60, 20, 1, true, false},
      {"before=20-1", 60, 40, 21, true, true},
      {"before=40-1", 60, 60, 41, false, true},
      {"before=59-1", 60, 60, 60, false, true},
  };

  (void)state;
  for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
    struct world *w = world(want[i].query, want[i].n);

    assert_int_equal(list_show(&w->r, &list), RES_OK);
    shows(w, want[i].first, want[i].last, (size_t)(want[i].first - want[i].last + 1));
    assert_int_equal(way(w, "prev") != NULL, want[i].prev);
    assert_int_equal(way(w, "next") != NULL, want[i].next);
    assert_string_equal(text(w, "has_numbers"), "1");
    arena_free(w->c.a);
  }
}

static void neighbours_keep_the_filters(void **state) {
  struct world *w = world("q=a%26b&after=41-1&sort=oldest", 60);

  (void)state;
  assert_int_equal(list_show(&w->r, &list), RES_OK);
  assert_string_equal(way(w, "next"), "/numbers?q=a%26b&sort=oldest&after=21-1");
  assert_string_equal(way(w, "prev"), "/numbers?q=a%26b&sort=oldest&before=40-1");
  arena_free(w->c.a);
}

static void behind_the_end_is_the_beginning(void **state) {
  struct world *w = world("after=1-1", 3);

  (void)state;
  assert_int_equal(list_show(&w->r, &list), RES_OK);
  assert_int_equal(w->fetched, 2);
  shows(w, 3, 1, 3);
  assert_null(way(w, "prev"));
  arena_free(w->c.a);
}

static void counts_stop_at_a_thousand(void **state) {
  static const struct {
    int64_t n;
    const char *text;
  } want[] = {{1, "共 1 条"}, {1000, "共 1000 条"}, {1001, "共 1000+ 条"}};

  (void)state;
  for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
    struct world *w = world("", want[i].n);

    assert_int_equal(list_show(&w->r, &list), RES_OK);
    assert_string_equal(text(w, "count_text"), want[i].text);
    arena_free(w->c.a);
  }
}

static void nothing_at_all_is_not_nothing_found(void **state) {
  struct world *w = world("sort=oldest", 0);

  (void)state;
  assert_int_equal(list_show(&w->r, &list), RES_OK);
  assert_string_equal(text(w, "empty_title"), "nothing at all");
  assert_false(data_true(w->r.d, "has_filters", strlen("has_filters")));
  assert_null(way(w, "next"));
  arena_free(w->c.a);
  w = world("q=x&sort=oldest&after=9-9", 0);
  assert_int_equal(list_show(&w->r, &list), RES_OK);
  assert_string_not_equal(text(w, "empty_title"), "nothing at all");
  assert_string_equal(text(w, "empty_url"), "/numbers?sort=oldest");
  assert_true(data_true(w->r.d, "has_filters", strlen("has_filters")));
  arena_free(w->c.a);
}

static void a_second_list_has_its_own_words(void **state) {
  struct list second = list;
  struct world *w = world("after=5-1&h-after=41-1", 60);
  const struct data *box;
  bool known;

  (void)state;
  second.prefix = "h-";
  second.box = "box";
  second.anchor = "#h";
  assert_int_equal(list_show(&w->r, &second), RES_OK);
  assert_string_equal(w->want.key, "41-1");
  assert_null(data_first(w->r.d, "numbers", strlen("numbers")));
  box = data_first(w->r.d, "box", 3);
  assert_non_null(box);
  assert_string_equal(data_value(data_first(box, "next", 4), "url", 3, &known), "/numbers?after=5-1&h-after=21-1#h");
  assert_string_equal(data_value(data_first(box, "prev", 4), "url", 3, &known), "/numbers?after=5-1&h-before=40-1#h");
  arena_free(w->c.a);
}

static void the_order_turns_the_span(void **state) {
  struct list_want want = {.key = "9-7", .back = true, .limit = 21};
  struct world *w = world("sort=oldest", 1);
  struct span s = paging_span(&w->r, &want);

  (void)state;
  assert_true(s.from.at == 9 && s.from.id == 7 && s.back && s.oldest && s.limit == 21);
  arena_free(w->c.a);
  w = world("sort=other", 1);
  want.back = false;
  s = paging_span(&w->r, &want);
  assert_true(!s.back && !s.oldest);
  arena_free(w->c.a);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_address_names_a_part),         cmocka_unit_test(the_row_too_many_is_cut_off_at_its_end),
      cmocka_unit_test(neighbours_keep_the_filters),     cmocka_unit_test(behind_the_end_is_the_beginning),
      cmocka_unit_test(counts_stop_at_a_thousand),       cmocka_unit_test(nothing_at_all_is_not_nothing_found),
      cmocka_unit_test(a_second_list_has_its_own_words), cmocka_unit_test(the_order_turns_the_span),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
