/* Pages that are kept, in nginx for visitors and in the workers for those who are signed in: everybody sees their own,
 * nobody sees what was changed more than a second ago, and who changed it sees that at once. */
#include "demo.h"
#include "journey.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { WORKERS = 2, TURNS = 8 * WORKERS /* so many that each worker has answered */ };

static struct client *provider, *merchant, *visitor;
static struct arena *home;
static const char *plugin, *listing, *search;

#define at(...) arena_fmt(home, __VA_ARGS__)

static int up(void **state) {
  struct demo_user u, m;

  (void)state;
  home = arena_new((size_t)1 << 30);
  u = demo_user(home, "provider", NULL, 0);
  m = demo_user(home, "merchant", "enterprise", 0);
  provider = demo_sign_in(home, &u);
  merchant = demo_sign_in(home, &m);
  visitor = client_new(home);
  for (int i = 0; plugin == NULL; i++) {
    const char *id = demo_find(home, "plugins", "subject", u.subject, i, "id");
    struct page *p;

    if (id == NULL)
      fail_msg("the demo provider has nothing on the shelf");
    p = client_get(visitor, at("/market?q=%s", id));
    if (page_count(p, at("//a[contains(@href, '/market/%s')]", id)) > 0)
      plugin = id;
  }
  listing = at("/console/plugins/%s/listing", plugin);
  search = at("/market?q=%s", plugin);
  return 0;
}

static bool sees(struct client *c) {
  struct page *p = page_want(client_get(c, search), 200);

  return page_count(p, at("//a[contains(@href, '/market/%s')]", plugin)) > 0;
}

/* How often nginx answered `path` out of its cache. Its log is written at the end of each request. */
static int hits(const char *path) {
  FILE *f = fopen(at("%s/log/access.log", getenv("PLUGSHELF_TEST_STATE")), "r");
  const char *asked = at(" GET %s ", path);
  char line[1024];
  int n = 0;

  assert_non_null(f);
  while (fgets(line, sizeof line, f) != NULL)
    n += strstr(line, asked) != NULL && strstr(line, " HIT ") != NULL;
  fclose(f);
  return n;
}

/* ---- nginx ---- */

static void visitors_share_a_page(void **state) {
  int before = hits("/plugin-center");

  (void)state;
  for (int i = 0; i < 20; i++)
    page_want(client_get(visitor, "/plugin-center"), 200);
  usleep(100 * 1000);
  assert_true(hits("/plugin-center") > before);
}

/* Asked for at any moment of a second, after much asking and after a long silence. */
static void others_see_a_change_within_a_second(void **state) {
  (void)state;
  for (int i = 0; i < 6; i++) {
    if (i == 5)
      sleep(4);
    for (int k = 0; k < 5; k++)
      assert_true(sees(visitor));
    journey_press(provider, listing, "hide", 200);
    client_second();
    assert_false(sees(visitor));
    usleep(170 * 1000);
    journey_press(provider, listing, "show", 200);
    client_second();
    assert_true(sees(visitor));
  }
  sleep(3);
  journey_press(provider, listing, "unshelve", 200);
  client_second();
  page_want(client_get(visitor, at("/market/%s", plugin)), 404);
  journey_press(provider, listing, "reshelve", 200);
  client_second();
  page_want(client_get(visitor, at("/market/%s", plugin)), 200);
}

/* The same address in the same moments, by a visitor and by somebody with a session. */
static void a_session_goes_past_what_visitors_share(void **state) {
  (void)state;
  for (int i = 0; i < 10; i++) {
    struct page *mine = page_want(client_get(merchant, "/market"), 200);
    struct page *theirs = page_want(client_get(visitor, "/market"), 200);

    assert_int_equal(page_count(mine, "//details[@class='account']"), 1);
    assert_int_equal(page_count(theirs, "//details[@class='account']"), 0);
    assert_int_equal(page_count(theirs, "//input[@name='csrf' or @name='key']"), 0);
    assert_string_equal(page_header(mine, "Cache-Control"), "no-store");
    assert_null(page_header(theirs, "Set-Cookie"));
    assert_null(page_header(theirs, "X-Accel-Expires"));
  }
}

/* Headers as browsers send them, and such as only nginx or only the program would read in one way. */
static void each_gets_their_own_language_and_theme(void **state) {
  static const struct {
    const char *cookie, *accept, *lang, *theme;
  } all[] = {
      {NULL, NULL, "zh-CN", ""},
      {NULL, "Accept-Language: en-GB,en;q=0.9", "en", ""},
      {"Cookie: lang=en", NULL, "en", ""},
      {"Cookie: lang=zh", "Accept-Language: en", "zh-CN", ""},
      {NULL, "Accept-Language: zh-CN,zh;q=0.9,en;q=0.8", "zh-CN", ""},
      {NULL, "Accept-Language: fr, en;q=0.5", "en", ""},
      {NULL, "Accept-Language: zh;q=0.3, en;q=0.5", "en", ""},
      {"Cookie: theme=dark", NULL, "zh-CN", "dark"},
      {"Cookie: theme=light; lang=en", NULL, "en", "light"},
      {"Cookie: theme=odd; lang=odd", "Accept-Language: en", "en", ""},
  };

  (void)state;
  for (int turn = 0; turn < 4; turn++)
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
      struct client *c = client_new(home);
      struct page *p;

      if (all[i].cookie != NULL)
        client_header(c, all[i].cookie);
      if (all[i].accept != NULL)
        client_header(c, all[i].accept);
      p = page_want(client_get(c, "/"), 200);
      if (strcmp(page_text(p, "/html/@lang"), all[i].lang) != 0)
        fail_msg("case %zu is answered in %s", i, page_text(p, "/html/@lang"));
      assert_int_equal(page_count(p, "/html/@data-theme"), all[i].theme[0] != '\0');
      if (all[i].theme[0] != '\0')
        assert_string_equal(page_text(p, "/html/@data-theme"), all[i].theme);
    }
}

/* nginx and the program read these differently; what comes of that is nobody else's page. */
static void odd_cookies_spoil_nothing(void **state) {
  static const char *const odd[] = {"Cookie: lang=\"en\"", "Cookie: LANG=zh; lang=en", "Cookie: theme=\"dark\"",
                                    "Cookie: THEME=light; theme=dark", "Cookie: lang=en; lang=zh"};

  (void)state;
  for (int turn = 0; turn < 3; turn++) {
    struct client *plain = client_new(home);
    struct page *p;

    client_second();
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
      struct client *c = client_new(home);

      client_header(c, odd[i]);
      page_want(client_get(c, "/plugin-center"), 200);
      p = page_want(client_get(plain, "/plugin-center"), 200);
      assert_string_equal(page_text(p, "/html/@lang"), "zh-CN");
      assert_int_equal(page_count(p, "/html/@data-theme"), 0);
    }
  }
}

static void heads_and_errors_are_not_kept(void **state) {
  struct page *p;

  (void)state;
  client_second();
  for (int i = 0; i < 5; i++) {
    p = page_want(client_send(visitor, "HEAD", "/market?sort=name", NULL, (struct bytes){0}), 200);
    assert_int_equal(p->body.n, 0);
  }
  assert_true(page_want(client_get(visitor, "/market?sort=name"), 200)->body.n > 1000);
  for (int i = 0; i < 5; i++) {
    p = page_want(client_get(visitor, "/market/9999999999999999"), 404);
    assert_string_equal(page_header(p, "Cache-Control"), "no-store");
  }
  assert_int_equal(hits("/market/9999999999999999"), 0);
}

/* ---- the workers ---- */

static void who_is_signed_in_sees_it_at_once(void **state) {
  (void)state;
  for (int turn = 0; turn < 3; turn++) {
    for (int i = 0; i < TURNS; i++) {
      assert_true(sees(provider));
      assert_true(sees(merchant));
    }
    journey_press(provider, listing, "hide", 200);
    for (int i = 0; i < TURNS; i++) {
      assert_false(sees(provider));
      assert_false(sees(merchant));
    }
    journey_press(provider, listing, "show", 200);
  }
}

static const char *account(struct client *c, const char *path) {
  return page_text(page_want(client_get(c, path), 200), "//details[@class='account']/summary");
}

/* Two main accounts of two companies are callers of one kind; each finds their own name and a token that works. */
static void a_kept_page_says_who_one_is(void **state) {
  const char *mine = account(merchant, "/console"), *theirs = account(provider, "/console");
  struct client *guest;
  struct demo_user u = demo_user(home, "merchant", "enterprise", 0);
  struct page *p;

  (void)state;
  assert_string_not_equal(mine, theirs);
  for (int i = 0; i < TURNS; i++) {
    assert_string_equal(account(merchant, "/market"), mine);
    assert_string_equal(account(provider, "/market"), theirs);
  }
  guest = demo_sign_in(home, &u);
  for (int i = 0; i < TURNS; i++)
    p = page_want(client_get(guest, "/market"), 200);
  assert_non_null(strstr(page_text(p, "//details[@class='account']/summary"), u.subject));
  p = client_post(guest, "/logout",
                  (const struct pair[]){{"csrf", page_text(p, "//input[@name='csrf']/@value")}, {NULL, NULL}});
  page_want(p, 200);
  assert_int_equal(page_count(client_get(guest, "/market"), "//details[@class='account']"), 0);
}

/* A page that was kept is the page that is made, to the letter, and costs one query. */
static void a_kept_page_is_the_page(void **state) {
  struct page *first, *p = NULL;

  (void)state;
  first = page_want(client_get(merchant, "/market?sort=name&page=2"), 200);
  for (int i = 0; i < TURNS; i++) {
    p = page_want(client_get(merchant, "/market?sort=name&page=2"), 200);
    assert_int_equal(p->body.n, first->body.n);
    assert_memory_equal(p->body.p, first->body.p, first->body.n);
  }
  assert_string_equal(page_header(p, "X-Db-Trips"), "1");
}

/* What is about one's own mini-program is made for oneself. */
static void ones_own_things_are_shown(void **state) {
  const char *subject = demo_user(home, "merchant", "enterprise", 0).subject;
  const char *id = demo_find(home, "apps", "subject", subject, 0, "id");
  const char *name = demo_find(home, "apps", "subject", subject, 0, "name");

  (void)state;
  for (int i = 0; i < TURNS; i++) {
    assert_false(page_says(page_want(client_get(provider, at("/market?app=%s", id)), 200), name));
    assert_true(page_says(page_want(client_get(merchant, at("/market?app=%s", id)), 200), name));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(visitors_share_a_page),
      cmocka_unit_test(others_see_a_change_within_a_second),
      cmocka_unit_test(a_session_goes_past_what_visitors_share),
      cmocka_unit_test(each_gets_their_own_language_and_theme),
      cmocka_unit_test(odd_cookies_spoil_nothing),
      cmocka_unit_test(heads_and_errors_are_not_kept),
      cmocka_unit_test(who_is_signed_in_sees_it_at_once),
      cmocka_unit_test(a_kept_page_says_who_one_is),
      cmocka_unit_test(a_kept_page_is_the_page),
      cmocka_unit_test(ones_own_things_are_shown),
  };

  return cmocka_run_group_tests(tests, up, NULL);
}
