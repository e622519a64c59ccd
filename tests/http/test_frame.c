/* What stands around every page: a title that says which page it is, the way there, the look that one chose. */
#include "client.h"
#include "crawl.h"
#include "demo.h"
#include "entries.h"
#include "form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char product[] = " · 小程序插件平台", product_en[] = " · Mini-program plugins";

static const char *const starts[] = {"/", "/console", "/register", "/login", NULL};

static bool ends(const char *text, const char *end) {
  size_t n = strlen(text), k = strlen(end);

  return n >= k && strcmp(text + n - k, end) == 0;
}

/* One page without what a query changes of it. */
static int page_faults(const struct crawl *w, const char *path, const char **title) {
  const char *name = entry_name(entry_find(w->a, path));
  struct page *p = client_get(w->c, path);
  bool root = strcmp(name, "home") == 0 || strcmp(name, "console") == 0;
  const char *here = page_text(p, "//nav[contains(@class, 'crumbs')]//li[@aria-current]");
  int faults = 0;

  *title = page_text(p, "/html/head/title");
  if (*title == NULL || !ends(*title, w->english ? product_en : product) || page_count(p, "/html/head/title") != 1)
    faults++, print_error("# %s: title \"%s\"\n", path, *title == NULL ? "" : *title);
  if (!root && (here == NULL || strncmp(*title, here, strlen(here)) != 0))
    faults++,
        print_error("# %s: the trail ends in \"%s\", the title is \"%s\"\n", path, here == NULL ? "" : here, *title);
  if (!root && page_count(p, "//nav[contains(@class, 'crumbs')]//li/a") < 1)
    faults++, print_error("# %s: no way back\n", path);
  return faults;
}

static void walk(const char *role, bool english) {
  struct arena *a = arena_new((size_t)3 << 30);
  struct crawl w = {.a = a, .who = role, .english = english};
  const char **title, **path;
  size_t n = 0;
  int faults = 0;

  w.c = strcmp(role, "visitor") == 0 ? client_new(a) : demo_client(a, role, 0);
  page_want(client_get(w.c, english ? "/?lang=en" : "/?lang=zh"), 200);
  crawl_walk(&w, starts);
  client_follow(w.c, false); /* a page that leads elsewhere is another page */
  title = ARENA_ARRAY(a, const char *, w.nseen + 1);
  path = ARENA_ARRAY(a, const char *, w.nseen + 1);
  for (size_t i = 0; i < w.nseen; i++) {
    const char *at = arena_strn(a, w.seen[i], strcspn(w.seen[i], "?#"));
    int entry = entry_find(a, at);
    bool again = false;

    for (size_t k = 0; k < n; k++)
      again = again || strcmp(path[k], at) == 0;
    if (again || entry < 0 || entry_raw(entry) || client_get(w.c, at)->status != 200)
      continue;
    path[n] = at;
    faults += page_faults(&w, at, &title[n]);
    for (size_t k = 0; k < n; k++)
      if (title[n] != NULL && title[k] != NULL && strcmp(title[k], title[n]) == 0)
        faults++, print_error("# %s and %s are both called \"%s\"\n", path[k], at, title[n]);
    n++;
  }
  assert_true(n > 3);
  arena_free(a);
  assert_int_equal(faults, 0);
}

static void pages_of_providers(void **state) {
  (void)state;
  walk("provider", false);
}

static void pages_of_merchants(void **state) {
  (void)state;
  walk("merchant", true);
}

static void pages_of_reviewers(void **state) {
  (void)state;
  walk("reviewer", false);
}

static void pages_of_visitors(void **state) {
  (void)state;
  walk("visitor", true);
}

static void the_look_is_chosen_without_a_script(void **state) {
  struct arena *a = arena_new((size_t)64 << 20);
  struct client *c = client_new(a);
  struct page *p = page_want(client_get(c, "/market?q=a"), 200);

  (void)state;
  assert_int_equal(page_count(p, "/html[@data-theme]"), 0);
  assert_string_equal(page_text(p, "//li[contains(@class, 'themes')]/a[@aria-current]"), "跟随系统");
  p = page_want(client_get(c, page_link(p, "深色")), 200);
  assert_int_equal(page_count(p, "/html[@data-theme='dark']"), 1);
  assert_non_null(strstr(p->url, "/market?q=a")); /* where one was */
  assert_null(strstr(p->url, "theme="));
  p = page_want(client_get(c, "/login"), 200);
  assert_string_equal(page_text(p, "//li[contains(@class, 'themes')]/a[@aria-current]"), "深色");
  p = page_want(client_get(c, page_link(p, "浅色")), 200);
  assert_int_equal(page_count(p, "/html[@data-theme='light']"), 1);
  p = page_want(client_get(c, page_link(p, "跟随系统")), 200);
  assert_int_equal(page_count(p, "/html[@data-theme]"), 0);
  arena_free(a);
}

static void the_title_says_the_state_and_what_went_wrong(void **state) {
  struct arena *a = arena_new((size_t)64 << 20);
  struct demo_user u = demo_user(a, "provider", NULL, 0);
  struct client *c = demo_sign_in(a, &u);
  const char *plugin = demo_find(a, "plugins", "subject", u.subject, 0, "id");
  struct page *p = page_want(client_get(c, arena_fmt(a, "/console/plugins/%s/versions", plugin)), 200);
  const char *label = page_text(p, "//tbody/tr[1]//*[contains(@class, 'tag')]");
  struct form *f;

  (void)state;
  p = page_want(client_get(c, page_text(p, "//tbody/tr[1]/th/a/@href")), 200);
  assert_non_null(strstr(page_text(p, "/html/head/title"), arena_fmt(a, " · %s · ", label)));
  f = form_get(page_want(client_get(c, "/console/apps/new"), 200), NULL);
  p = page_want(form_send(c, f), 422);
  assert_int_equal(strncmp(page_text(p, "/html/head/title"), "错误：", strlen("错误：")), 0);
  arena_free(a);
}

static void staff_is_not_led_to_a_refusal(void **state) {
  struct arena *a = arena_new((size_t)64 << 20);
  struct client *c = demo_client(a, "reviewer", 1);
  struct page *p = page_want(client_get(c, "/plugin-center"), 200);

  (void)state;
  assert_null(page_link(p, "立即开发"));
  assert_true(page_says(p, "你的账号不属于任何主体"));
  assert_non_null(page_link(p, "立即使用"));
  p = page_want(client_get(client_new(a), "/plugin-center"), 200);
  assert_non_null(page_link(p, "立即开发"));
  arena_free(a);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(pages_of_providers),
      cmocka_unit_test(pages_of_merchants),
      cmocka_unit_test(pages_of_reviewers),
      cmocka_unit_test(pages_of_visitors),
      cmocka_unit_test(the_look_is_chosen_without_a_script),
      cmocka_unit_test(the_title_says_the_state_and_what_went_wrong),
      cmocka_unit_test(staff_is_not_led_to_a_refusal),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
