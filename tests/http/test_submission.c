/* What a version is submitted with, through the pages: pictures that stay when something else is refused, row buttons without
 * the script, the pair of test account and password, and who gets to see it. And an upload that breaks off. Each test needs
 * the ones before. */
#include "client.h"
#include "demo.h"
#include "form.h"
#include "journey.h"
#include "people.h"
#include "sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <arpa/inet.h>
#include <dirent.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

static const char account[] = "tester-4711", password[] = "Geheim-Wort-0815",
                  words[] = "从照片里读出车牌号，并说明有多大把握";
static struct journey s;
static struct client *other, *operator;
static const char *submit, *version, *review;

#define at(...) arena_fmt(s.a, __VA_ARGS__)

static int begin(void **state) {
  (void)state;
  s.a = arena_new((size_t)2 << 30);
  s.provider = people_register(s.a, "preview", "enterprise");
  s.reviewer = demo_client(s.a, "reviewer", 0);
  other = demo_client(s.a, "reviewer", 1);
  operator= demo_client(s.a, "operator", 0);
  journey_verify(&s, s.provider, "preview", false);
  journey_plugin(&s, "预览图插件");
  journey_settings(&s, form_get(client_get(s.provider, at("/console/plugins/%s/settings", s.plugin)), NULL));
  journey_upload(&s, "1.0.0", sample_package(s.a, "preview"), 200);
  journey_doc(&s); /* last: the self-check looks at which of the two is newer, to the second */
  version = at("/console/plugins/%s/versions/1.0.0", s.plugin);
  submit = at("%s/submit", version);
  return 0;
}

static int end(void **state) {
  (void)state;
  arena_free(s.a);
  return 0;
}

static struct form *open_form(void) { return form_get(page_want(client_get(s.provider, submit), 200), "submit"); }

static void choose(struct form *f, const char *name, unsigned seed) {
  form_file(f, "previews", name, "image/png", sample_picture(s.a, seed));
}

/* The names that the page shows, with commas between. */
static const char *shown(struct page *p) {
  struct buf b = buf_new(s.a, 4096);
  int n = page_count(p, "//*[@data-group='previews']//img");

  for (int i = 1; i <= n; i++) {
    const char *line = page_text(p, at("(//*[@data-group='previews']//*[contains(@class, 'thumb')])[%d]//p", i));

    line = strchr(line, ' ') + 1; /* behind its number */
    buf_fmt(&b, "%s%.*s", i == 1 ? "" : ",", (int)strcspn(line, " "), line);
  }
  return b.n == 0 ? "" : b.p;
}

static const char *complaint(struct page *p, const char *field) {
  const char *text = page_text(p, at("//*[@id='f-%s-error']", field));

  return text == NULL ? "" : text;
}

/* ---- pictures ---- */

static void what_was_chosen_is_kept(void **state) {
  struct form *f = open_form();
  struct page *p;

  (void)state;
  form_set(f, "tags", "识别");
  choose(f, "one.png", 101);
  form_file(f, "previews", "b.png", "image/png", bytes_of("<script>not a picture</script>"));
  choose(f, "two.png", 102);
  p = page_want(form_send(s.provider, f), 422); /* no category, no description, no self-check */
  assert_string_equal(shown(p), "one.png,two.png");
  assert_non_null(strstr(complaint(p, "previews"), "b.png"));
  assert_null(strstr(complaint(p, "previews"), "one.png"));
  assert_non_null(strstr(page_text(p, "//*[@id='f-previews-again']"), "one.png、two.png"));
  assert_string_equal(form_value(form_get(p, "submit"), "tags"), "识别");
  assert_string_equal(shown(page_want(client_get(s.provider, submit), 200)), "one.png,two.png"); /* later too */
  f = form_get(p, "submit");
  p = page_want(form_press(s.provider, f, "action", "save"), 200);
  assert_string_equal(shown(p), "one.png,two.png");
  assert_false(page_says(p, "还没有保存"));
}

static void a_row_button_changes_the_form_only(void **state) {
  struct form *f = open_form();
  struct page *p;

  (void)state;
  form_set(f, "description", "还没有写完");
  choose(f, "three.png", 103);
  p = page_want(form_press(s.provider, f, "op", "previews.up.2"), 200);
  assert_string_equal(shown(p), "two.png,one.png,three.png"); /* the new one did not get lost */
  assert_string_equal(form_value(form_get(p, "submit"), "description"), "还没有写完");
  p = page_want(form_press(s.provider, form_get(p, "submit"), "op", "previews.down.1"), 200);
  p = page_want(form_press(s.provider, form_get(p, "submit"), "op", "previews.del.2"), 200);
  assert_string_equal(shown(p), "one.png,three.png");
  assert_string_equal(shown(client_get(s.provider, submit)), "one.png,two.png,three.png"); /* nothing was saved */
  page_want(form_press(s.provider, form_get(p, "submit"), "op", "previews.up.9"), 409);
  p = page_want(form_press(s.provider, form_get(p, "submit"), "action", "save"), 200);
  assert_string_equal(shown(p), "one.png,three.png");
}

static void what_enter_presses_is_safe(void **state) {
  struct page *p = page_want(client_get(s.provider, submit), 200);

  (void)state;
  assert_string_equal(page_text(p, "(//main//form[.//*[@name='previews']]//button)[1]/@value"), "save");
}

static void five_at_most(void **state) {
  struct form *f = open_form();
  struct page *p;

  (void)state;
  for (unsigned i = 4; i <= 7; i++)
    choose(f, at("%u.png", i), 100 + i);
  p = page_want(form_press(s.provider, f, "action", "save"), 422);
  assert_string_equal(shown(p), "one.png,three.png,4.png,5.png,6.png");
  assert_non_null(strstr(complaint(p, "previews"), "7.png"));
  assert_null(strstr(complaint(p, "previews"), "6.png"));
  p = page_want(form_press(s.provider, form_get(p, "submit"), "action", "save"), 200);
  assert_string_equal(shown(p), "one.png,three.png,4.png,5.png,6.png");
}

/* Whoever knows the hash of a picture may look at it, but not take it for a preview. */
static void pictures_of_others_are_not_taken(void **state) {
  struct form *f = open_form();
  const char *icon =
      page_text(client_get(s.provider, at("/market/%s", s.plugin)), "//img[contains(@src, '/media/')]/@src");
  struct page *p;

  (void)state;
  assert_non_null(icon);
  form_set(f, "previews.1.file", strrchr(icon, '/') + 1);
  form_set(f, "previews.2.file", "nonsense");
  p = page_want(form_press(s.provider, f, "action", "save"), 422);
  assert_non_null(strstr(complaint(p, "previews"), "2"));
  assert_string_equal(shown(p), "4.png,5.png,6.png");
  assert_string_equal(shown(client_get(s.provider, submit)), "one.png,three.png,4.png,5.png,6.png");
}

/* ---- the test account ---- */

static void account_and_password_are_a_pair(void **state) {
  struct form *f = open_form();
  struct page *p;

  (void)state;
  form_set(f, "test_account", account);
  p = page_want(form_press(s.provider, f, "action", "save"), 422);
  assert_string_not_equal(complaint(p, "test_password"), "");
  f = form_get(p, "submit");
  form_set(f, "test_account", "");
  form_set(f, "test_password", password);
  p = page_want(form_press(s.provider, f, "action", "save"), 422);
  assert_string_not_equal(complaint(p, "test_account"), "");
  assert_non_null(page_text(p, "//*[@id='f-test_password-again']")); /* has to be typed again */
  assert_false(page_says(p, password));
  f = form_get(p, "submit");
  form_set(f, "test_account", account);
  form_set(f, "test_password", password);
  p = page_want(form_press(s.provider, f, "action", "save"), 200);
  assert_string_equal(form_value(form_get(p, "submit"), "test_account"), account);
  assert_non_null(strstr(page_text(p, "//*[@id='f-test_password-hint']"), "已设置"));
  assert_false(page_says(p, password));
}

static void a_stale_form_does_not_tell_the_password(void **state) {
  struct form *one = open_form(), *two = open_form();
  struct page *p;

  (void)state;
  page_want(form_press(s.provider, one, "action", "save"), 200);
  form_set(two, "usage", "第二个人写的");
  form_set(two, "test_password", password);
  p = page_want(form_press(s.provider, two, "action", "save"), 409);
  assert_true(page_says(p, "第二个人写的"));
  assert_false(page_says(p, password));
}

static void the_self_check_says_what_was_seen(void **state) {
  struct page *p = page_want(client_get(s.provider, submit), 200);
  struct form *f = form_get(p, "submit");

  (void)state;
  assert_true(page_count(p, "//ul[@class='points']/li[contains(., '✓')]") >= 3);
  assert_true(page_count(p, "//ul[@class='points']/li[contains(., '需要你确认')]") >= 5);
  assert_true(page_count(p, "//ul[@class='points']//a[contains(@href, '/doc')]") >= 1); /* sample_doc names no page */
  form_set(f, "category", "tools.lookup");
  form_set(f, "description", words);
  p = page_want(form_send(s.provider, f), 422);
  assert_string_not_equal(complaint(p, "self_check"), "");
  journey_submit(&s, "1.0.0", words, 200);
  p = page_want(client_get(s.provider, version), 200);
  assert_true(page_says(p, account));
  assert_true(page_says(p, "已设置"));
  assert_false(page_says(p, password));
  assert_int_equal(page_count(p, "//ul[@class='shots']//img"), 5);
}

/* The page of a review, for one who may see it. */
static struct page *review_page(struct client *c) {
  struct page *p = page_want(client_get(c, review), 200);

  assert_int_equal(page_count(p, "//ul[@class='points']/li"), 11);
  return p;
}

static void only_the_claimant_sees_the_account(void **state) {
  struct page *p = page_want(client_get(s.reviewer, "/review?kind=version"), 200);

  (void)state;
  while (page_text(p, "//tr[contains(., '预览图插件')]//a[contains(@href, '/review/')]/@href") == NULL)
    p = page_want(client_get(s.reviewer, page_link(p, "下一页")), 200);
  review = page_resolve(p, page_text(p, "//tr[contains(., '预览图插件')]//a[contains(@href, '/review/')]/@href"));
  assert_false(page_says(review_page(s.reviewer), account)); /* not claimed */
  p = journey_press(s.reviewer, review, "claim", 200);
  assert_true(page_says(p, account));
  assert_non_null(strstr(page_text(p, "//details[@class='reveal']"), password));
  assert_int_equal(page_count(p, "//details[@class='reveal'][@open]"), 0);
  assert_true(page_says(p, "提交方已确认"));
  p = review_page(other);
  assert_false(page_says(p, account));
  assert_false(page_says(p, password));
  assert_false(page_says(client_get(operator, review), password));
  demo_clock(31 * 60); /* the lease is over */
  p = client_get(s.reviewer, review);
  assert_false(page_says(p, account));
  assert_false(page_says(p, password));
  demo_clock(0);
}

static void nobody_sees_it_after_the_decision(void **state) {
  struct page *p;
  struct form *f;

  (void)state;
  p = page_want(client_get(s.reviewer, review), 200);
  if (page_count(p, "//button[@value='claim']") > 0) /* the clock may have taken it back */
    p = journey_press(s.reviewer, review, "claim", 200);
  f = form_get(p, "reject");
  form_set(f, "reason", "预览图与功能不符");
  page_want(form_send(s.reviewer, f), 200);
  p = review_page(s.reviewer);
  assert_false(page_says(p, account));
  assert_false(page_says(p, password));
}

/* No line of any log of the site has the password. */
static void no_log_has_the_password(void **state) {
  const char *folder = at("%s/log", getenv("PLUGSHELF_TEST_STATE"));
  DIR *dir = opendir(folder);
  int files = 0;

  (void)state;
  assert_non_null(dir);
  for (struct dirent *e; (e = readdir(dir)) != NULL;) {
    FILE *log = e->d_name[0] == '.' ? NULL : fopen(at("%s/%s", folder, e->d_name), "r");
    char line[64 * 1024];

    while (log != NULL && fgets(line, sizeof line, log) != NULL)
      assert_null(strstr(line, password));
    if (log != NULL)
      files += fclose(log) == 0;
  }
  closedir(dir);
  assert_true(files >= 2);
}

static void everything_is_there_for_the_next_submission(void **state) {
  struct form *f;
  struct page *p;

  (void)state;
  journey_press(s.provider, version, "return", 200);
  p = page_want(client_get(s.provider, submit), 200);
  f = form_get(p, "submit");
  assert_string_equal(shown(p), "one.png,three.png,4.png,5.png,6.png");
  assert_string_equal(form_value(f, "test_account"), account);
  assert_string_equal(form_value(f, "description"), words);
  assert_string_equal(form_value(f, "self_check"), "1");
  p = page_want(form_press(s.provider, f, "op", "previews.up.5"), 200);
  page_want(form_send(s.provider, form_get(p, "submit")), 200); /* as it stands: nothing has to be given again */
  journey_decide(&s, "version", "预览图插件", "approve", "");
}

static void the_market_shows_them(void **state) {
  const char *market = at("/market/%s", s.plugin), *first;
  struct page *p;

  (void)state;
  assert_int_equal(page_count(client_get(s.provider, market), "//section[h2='预览图']//img"), 0);
  journey_press(s.provider, version, "online", 200);
  p = page_want(client_get(s.provider, market), 200);
  assert_int_equal(page_count(p, "//section[h2='预览图']//img"), 5);
  first = page_text(p, "(//section[h2='预览图']//img)[1]/@src");
  p = page_want(client_get(client_new(s.a), first), 200);
  assert_string_equal(p->type, "image/png");
}

/* ---- an upload that breaks off ---- */

/* Says the head of a POST and the beginning of its body, and goes away. */
static void begin_upload(const char *path, const char *cookie, long length, size_t sent) {
  const char *url = getenv("PLUGSHELF_TEST_URL");
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(strrchr(url, ':') + 1))};
  char *part = arena_alloc(s.a, sent);
  const char *head = at("POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: sid=%s\r\nContent-Type: multipart/form-data;"
                        " boundary=b\r\nContent-Length: %ld\r\n\r\n",
                        path, cookie, length);
  int fd = socket(AF_INET, SOCK_STREAM, 0);

  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof to), 0);
  assert_int_equal(write(fd, head, strlen(head)), (ssize_t)strlen(head));
  assert_int_equal(write(fd, part, sent), (ssize_t)sent);
  close(fd);
}

static int files_in(const char *folder) {
  DIR *dir = opendir(folder);
  int n = 0;

  for (struct dirent *e; dir != NULL && (e = readdir(dir)) != NULL;)
    n += e->d_name[0] != '.';
  if (dir != NULL)
    closedir(dir);
  return n;
}

static void an_upload_that_breaks_off_leaves_nothing(void **state) {
  const char *upload = at("/console/plugins/%s/versions/upload", s.plugin);
  const char *spool = at("%s/nginx/body", getenv("PLUGSHELF_TEST_STATE"));
  struct page *p;
  int left = 1;

  (void)state;
  for (int i = 0; i < 3; i++)
    begin_upload(upload, client_cookie(s.provider, s.a, "sid"), 8 << 20, 1 << 20);
  for (int i = 0; i < 50 && (left = files_in(spool)) > 0; i++)
    usleep(100 * 1000);
  assert_int_equal(left, 0);
  p = page_want(client_get(s.provider, at("/console/plugins/%s/versions", s.plugin)), 200);
  assert_int_equal(page_count(p, "//tbody/tr"), 1);
  journey_upload(&s, "1.0.1", sample_package(s.a, "after"), 200); /* and nobody is in anybody's way */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_was_chosen_is_kept),
      cmocka_unit_test(a_row_button_changes_the_form_only),
      cmocka_unit_test(what_enter_presses_is_safe),
      cmocka_unit_test(five_at_most),
      cmocka_unit_test(pictures_of_others_are_not_taken),
      cmocka_unit_test(account_and_password_are_a_pair),
      cmocka_unit_test(a_stale_form_does_not_tell_the_password),
      cmocka_unit_test(the_self_check_says_what_was_seen),
      cmocka_unit_test(only_the_claimant_sees_the_account),
      cmocka_unit_test(nobody_sees_it_after_the_decision),
      cmocka_unit_test(no_log_has_the_password),
      cmocka_unit_test(everything_is_there_for_the_next_submission),
      cmocka_unit_test(the_market_shows_them),
      cmocka_unit_test(an_upload_that_breaks_off_leaves_nothing),
  };

  return cmocka_run_group_tests_name("test_submission", tests, begin, end);
}
