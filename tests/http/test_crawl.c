/* A crawler signs in as every role, in both languages, and follows only what the pages offer. Together the walks must
 * reach every page of the sitemap. */
#include "base/lang.h"
#include "crawl.h"
#include "demo.h"
#include "entries.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *const starts[] = {"/", "/console", NULL};
static bool reached[CRAWL_ENTRIES];

/* Pages that no link leads to: shown on the way of a sign-in, or made for machines. Their own tests: test_session, test_edge. */
static const char *const unlinked[] = {"healthz", "readyz", "login_code", "new_password", "step_up", "logout", NULL};

static struct client *sign_in(struct arena *a, const char *role, int n, const char *type) {
  struct demo_user u = demo_user(a, role, type, n);

  return demo_sign_in(a, &u);
}

static void walk(const char *role, int n, const char *type) {
  struct arena *a = arena_new((size_t)3 << 30);
  int faults = 0;

  for (int english = 0; english < 2; english++) {
    struct crawl w = {.a = a, .who = role, .english = english != 0};

    w.c = strcmp(role, "visitor") == 0 ? client_new(a) : sign_in(a, role, n, type);
    crawl_walk(&w, starts);
    for (int i = 0; i < CRAWL_ENTRIES; i++)
      reached[i] = reached[i] || w.reached[i];
    assert_true(w.opened > 5);
    if (english)
      crawl_press(&w);
    faults += w.faults;
  }
  arena_free(a);
  assert_int_equal(faults, 0);
}

static void visitors(void **state) {
  (void)state;
  walk("visitor", 0, NULL);
}

static void reviewers(void **state) {
  (void)state;
  walk("reviewer", 0, NULL);
}

static void operators(void **state) {
  (void)state;
  walk("operator", 0, NULL);
}

static void merchants(void **state) {
  (void)state;
  walk("merchant", 0, "enterprise");
}

static void individual_merchants(void **state) {
  (void)state;
  walk("merchant", 0, "individual");
}

static void providers(void **state) {
  (void)state;
  walk("provider", 0, NULL);
}

static void every_page_was_reached(void **state) {
  int missing = 0;

  (void)state;
  for (int i = 0; entry_name(i) != NULL; i++) {
    bool expected = true;

    for (int k = 0; unlinked[k] != NULL; k++)
      expected = expected && strcmp(unlinked[k], entry_name(i)) != 0;
    if (expected && !reached[i]) {
      print_error("no link leads to %s\n", entry_name(i));
      missing++;
    }
  }
  assert_int_equal(missing, 0);
}

static int set_up(void **state) {
  (void)state;
  return lang_init("locale") ? 0 : -1; /* of the build folder, where tests run */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(visitors),
      cmocka_unit_test(reviewers),
      cmocka_unit_test(operators),
      cmocka_unit_test(merchants),
      cmocka_unit_test(individual_merchants),
      cmocka_unit_test(providers),
      cmocka_unit_test(every_page_was_reached),
  };

  return cmocka_run_group_tests(tests, set_up, NULL);
}
