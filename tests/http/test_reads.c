/* What a person reads takes at most 8 round trips to the database, the market and plain lists at most 3, whatever the
 * number of rows. Every page that a walk finds is read by everybody who finds it; what they do is in test_trips.
 *
 * A worker prepares each statement once, which costs a trip more; a message on the page, and that the person is there,
 * are written now and then. So each address is read TIMES times, and the least counts. */
#include "crawl.h"
#include "demo.h"
#include "entries.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { TIMES = 5, READ = 8, LIST = 3 };

/* Plain lists: what is asked for is one table by one key. */
static const char *const lists[] = {"market",      "plugins",      "apps",         "obtained",   "versions", "sessions",
                                    "app_plugins", "review_queue", "applications", "advisories", NULL};

/* Pages that no link leads to. */
static const char *const unlinked[] = {"/login/code", "/login/new-password", "/step-up", "/logout", NULL};

static long worst[CRAWL_ENTRIES];
static char where[CRAWL_ENTRIES][128];

static long trips_of(struct client *c, struct arena *home, const char *path) {
  long least = 0;

  for (int i = 0; i < TIMES; i++) {
    struct arena *a = arena_new((size_t)32 << 20);
    struct page *p;
    const char *number;
    long n;

    client_pages(c, a);
    client_plain(c);
    client_header(c, arena_fmt(a, "Accept-Language: zh;q=0.9, fr;q=0.%d", i)); /* nginx has kept no page under it */
    p = client_get(c, path);
    number = page_header(p, "X-Db-Trips");
    if (number == NULL)
      fail_msg("%s does not say how many round trips it took", path);
    n = strtol(number, NULL, 10);
    if (i == 0 || n < least)
      least = n;
    client_pages(c, home);
    arena_free(a);
  }
  return least;
}

static void read_page(struct client *c, struct arena *a, const char *role, const char *path) {
  int entry = entry_find(a, arena_strn(a, path, strcspn(path, "?")));
  long n;

  if (entry < 0)
    return;
  n = trips_of(c, a, path);
  if (n <= worst[entry])
    return;
  worst[entry] = n;
  snprintf(where[entry], sizeof where[entry], "%s %s", role, path);
}

static void read_as(const char *role, const char *type) {
  static const char *const starts[] = {"/", "/console", "/register", "/login", "/healthz", "/readyz", NULL};
  struct arena *a = arena_new((size_t)3 << 30);
  struct crawl w = {.a = a, .who = role};

  if (strcmp(role, "visitor") == 0) {
    w.c = client_new(a);
  } else {
    struct demo_user u = demo_user(a, role, type, 0);

    w.c = demo_sign_in(a, &u);
  }
  crawl_walk(&w, starts);
  client_follow(w.c, false);
  for (size_t i = 0; i < w.nseen; i++)
    read_page(w.c, a, role, w.seen[i]);
  for (int i = 0; unlinked[i] != NULL; i++)
    read_page(w.c, a, role, unlinked[i]);
  arena_free(a);
}

static long budget_of(const char *page) {
  for (int i = 0; lists[i] != NULL; i++)
    if (strcmp(lists[i], page) == 0)
      return LIST;
  return READ;
}

static void pages_are_read_in_few_round_trips(void **state) {
  int wrong = 0;

  (void)state;
  for (int i = 0; i < CRAWL_ENTRIES; i++)
    worst[i] = -1;
  read_as("visitor", NULL);
  read_as("merchant", "enterprise");
  read_as("merchant", "individual");
  read_as("provider", NULL);
  read_as("reviewer", NULL);
  read_as("operator", NULL);
  for (int i = 0; entry_name(i) != NULL; i++) {
    long most = budget_of(entry_name(i));

    print_message("# GET %-16s %2ld of %2ld  %s%s\n", entry_name(i), worst[i], most, where[i],
                  worst[i] > most       ? "  TOO MANY"
                  : where[i][0] == '\0' ? "  NEVER READ"
                                        : "");
    wrong += worst[i] > most || where[i][0] == '\0';
  }
  assert_int_equal(wrong, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(pages_are_read_in_few_round_trips),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
