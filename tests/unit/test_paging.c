/* Lists by key: which page an address asks for, what of the fetched rows is shown, and which neighbours there are. */
#include "pages/paging.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct world {
  struct ctx c;
  struct http_request in;
  struct req r;
};

static struct world *world(const char *name, const char *value) {
  struct arena *a = arena_new(1 << 20);
  struct world *w = ARENA_NEW(a, struct world);

  w->c.a = a;
  w->in = (struct http_request){.a = a, .path = "/list", .query = ""};
  w->in.args.param = ARENA_NEW(a, struct http_param);
  w->in.args.param[0] = (struct http_param){name, value};
  w->in.args.n = name == NULL ? 0 : 1;
  w->r = (struct req){.c = &w->c, .in = &w->in, .d = data_new(a)};
  return w;
}

static void an_address_names_a_place(void **state) {
  static const struct {
    const char *name, *value;
    int64_t at, id;
    bool back;
  } want[] = {
      {NULL, NULL, 0, 0, false},   {"after", "9-7", 9, 7, false}, {"before", "9-7", 9, 7, true},
      {"after", "x", 0, 0, false}, {"before", "x", 0, 0, false},  {"page", "9-7", 0, 0, false},
  };

  (void)state;
  for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
    struct world *w = world(want[i].name, want[i].value);
    struct paging p = paging_read(&w->r);

    assert_true(p.from.at == want[i].at && p.from.id == want[i].id && p.back == want[i].back);
    arena_free(w->c.a);
  }
}

static void the_extra_row_is_cut_off(void **state) {
  static const struct {
    bool back;
    size_t n, first, shown;
  } want[] = {
      {false, 0, 0, 0}, {false, PAGE_ROWS, 0, PAGE_ROWS}, {false, PAGE_FETCH, 0, PAGE_ROWS},
      {true, 3, 0, 3},  {true, PAGE_ROWS, 0, PAGE_ROWS},  {true, PAGE_FETCH, 1, PAGE_ROWS},
  };

  (void)state;
  for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
    struct paging p = {{1, 1}, want[i].back};
    size_t shown = 99;

    assert_int_equal(paging_cut(&p, want[i].n, &shown), want[i].first);
    assert_int_equal(shown, want[i].shown);
  }
}

static void neighbours_are_linked_where_they_are(void **state) {
  static const struct {
    int64_t at;
    bool back;
    size_t n;
    bool prev, next;
  } want[] = {
      {0, false, 5, false, false},        {0, false, PAGE_FETCH, false, true}, {9, false, 5, true, false},
      {9, false, PAGE_FETCH, true, true}, {9, true, PAGE_FETCH, true, true},   {9, true, PAGE_ROWS, false, true},
  };

  (void)state;
  for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
    struct world *w = world(want[i].at == 0 ? NULL : want[i].back ? "before" : "after", "9-7");
    struct paging p = paging_read(&w->r);

    paging_show(&w->r, &p, want[i].n, "3-1", "2-1", -1);
    assert_int_equal(data_first(w->r.d, "prev", 4) != NULL, want[i].prev);
    assert_int_equal(data_first(w->r.d, "next", 4) != NULL, want[i].next);
    arena_free(w->c.a);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_address_names_a_place),
      cmocka_unit_test(the_extra_row_is_cut_off),
      cmocka_unit_test(neighbours_are_linked_where_they_are),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
