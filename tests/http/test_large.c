/* A site that `plugshelfctl seed --scale` has made larger: what it made can be read and worked with like everything else.
 * bench/scale_pages asks the same pages for their time. */
#include "demo.h"
#include "form.h"
#include "journey.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define HOT "7030000000000001" /* many mini-programs use it; it belongs to the provider with many */

static struct journey j;

static int up(void **state) {
  int status = -1;
  pid_t pid;

  (void)state;
  j.a = arena_new((size_t)256 << 20);
  pid = fork();
  if (pid == 0) {
    const char *ctl = getenv("PLUGSHELF_TEST_CTL");

    execl(ctl, ctl, arena_fmt(j.a, "--conf=%s", getenv("PLUGSHELF_TEST_DDL")), "seed", "--scale", "200", (char *)NULL);
    _exit(127);
  }
  if (pid < 0 || waitpid(pid, &status, 0) != pid || status != 0)
    return -1;
  j.provider = demo_client(j.a, "provider", 0);
  j.merchant = demo_client(j.a, "merchant", 0);
  j.reviewer = demo_client(j.a, "reviewer", 0);
  return 0;
}

static int down(void **state) {
  (void)state;
  arena_free(j.a);
  return 0;
}

/* The address behind the first link of a page that holds `part`. */
static const char *link_of(struct client *c, const char *path, const char *part) {
  struct page *p = page_want(client_get(c, path), 200);
  const char *href = page_text(p, arena_fmt(j.a, "//main//a[contains(@href, '%s')]/@href", part));

  if (href == NULL)
    fail_msg("%s has no link with %s", path, part);
  return page_resolve(p, href);
}

static void visitors_find_and_read(void **state) {
  struct client *c = client_new(j.a);
  struct page *p = page_want(client_get(c, "/market/" HOT), 200);
  const char *name = page_text(p, "//h1");

  (void)state;
  page_want(client_get(c, "/market?page=9"), 200);
  page_want(client_get(c, "/market?category=tools&sort=name"), 200);
  p = page_want(client_get(c, arena_fmt(j.a, "/market?q=" HOT)), 200);
  assert_true(page_says(p, "/market/" HOT));
  assert_non_null(name);
  assert_true(page_count(page_want(client_get(c, "/market?q=%E5%8A%A9%E6%89%8B"), 200), "//main//mark") > 0); /* 助手 */
}

static void a_provider_reads_and_works(void **state) {
  static const char *const below[] = {
      "",         "/settings",    "/doc", "/doc/preview", "/versions", "/versions/1.0.0", "/versions/1.1.0",
      "/listing", "/applications"};
  struct page *p;

  (void)state;
  for (size_t i = 0; i < sizeof below / sizeof below[0]; i++)
    page_want(client_get(j.provider, arena_fmt(j.a, "/console/plugins/" HOT "%s", below[i])), 200);
  page_want(client_get(j.provider, "/console"), 200);
  page_want(client_get(j.provider, link_of(j.provider, "/console/plugins?sort=oldest", "/console/plugins/703")), 200);
  p = journey_press(j.provider, "/console/plugins/" HOT "/listing", "hide", 200);
  page_want(p, 200);
  journey_press(j.provider, "/console/plugins/" HOT "/listing", "show", 200);
}

static void a_merchant_reads_and_works(void **state) {
  const char *app = link_of(j.merchant, "/console/apps?sort=oldest", "/console/apps/702"), *binding;

  (void)state;
  page_want(client_get(j.merchant, app), 200);
  page_want(client_get(j.merchant, "/console/obtained/" HOT), 200);
  page_want(client_get(j.merchant, "/console/obtained/" HOT "/bind"), 200);
  binding = link_of(j.merchant, arena_fmt(j.a, "%s/plugins?state=active", app), "/plugins/703");
  journey_press(j.merchant, binding, "stop", 200);
  journey_press(j.merchant, binding, "resume", 200);
}

/* The bytes that a queued review was made of are those that are there. */
static void a_reviewer_decides(void **state) {
  static const char *const kinds[] = {"version", "listing"};

  (void)state;
  for (size_t i = 0; i < 2; i++) {
    const char *queue = arena_fmt(j.a, "/review?kind=%s", kinds[i]),
               *review = link_of(j.reviewer, queue, "/review/707");

    journey_press(j.reviewer, review, "claim", 200);
    journey_press(j.reviewer, review, "approve", 200);
    assert_true(page_says(page_want(client_get(j.reviewer, review), 200), "通过"));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(visitors_find_and_read),
      cmocka_unit_test(a_provider_reads_and_works),
      cmocka_unit_test(a_merchant_reads_and_works),
      cmocka_unit_test(a_reviewer_decides),
  };

  return cmocka_run_group_tests(tests, up, down);
}
