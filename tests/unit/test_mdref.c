/* References of Markdown texts: what passes, what does not, from both sides of each limit. */
#include "domain/mdref.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *character(const char *s) {
  static char out[MDREF_CHARACTER];

  return mdref_character(s, strlen(s), out);
}

static void characters(void **state) {
  (void)state;
  assert_string_equal(character("&amp;"), "&");
  assert_string_equal(character("&nbsp;"), "\u00a0");
  assert_string_equal(character("&#65;"), "A");
  assert_string_equal(character("&#x4F60;"), "你");
  assert_string_equal(character("&#X1f600;"), "😀");
  assert_string_equal(character("&#xe9;"), "é");
  assert_null(character("&colon;"));
  assert_null(character("&AMP;"));
  assert_null(character("&#0;"));
  assert_null(character("&#7;"));
  assert_null(character("&#xd800;"));
  assert_string_equal(character("&#x10fffd;"), "\U0010fffd");
  assert_null(character("&#x110000;"));
  assert_null(character("&#99999999999999999999;"));
  assert_null(character("&#x202e;")); /* turns the direction of what follows */
}

static void links(void **state) {
  static const char *const good[][2] = {
      {"https://a.example", "https://a.example"},
      {"HTTP://a/b?c=1&d#e", "HTTP://a/b?c=1&d#e"},
      {"https://a/中 \"<>`", "https://a/%E4%B8%AD%20%22%3C%3E%60"},
      {"https://a/%41", "https://a/%41"},
  };
  static const char *const bad[] = {"",
                                    "#",
                                    "#heading",
                                    "javascript:alert(1)",
                                    "JAVASCRIPT:x",
                                    "java\nscript:x",
                                    " https://a",
                                    "https:/a",
                                    "https:a",
                                    "https://",
                                    "http:///x",
                                    "http://?x",
                                    "https://#x",
                                    "https://\\a",
                                    "//a",
                                    "/a",
                                    "a",
                                    "a/b.md",
                                    "data:text/html,x",
                                    "vbscript:x",
                                    "file:///etc/passwd",
                                    "ftp://a",
                                    "mailto:a@b.c",
                                    "tel:1",
                                    "weixin://a",
                                    "https\u2236//a",
                                    "https://a\nb",
                                    "https://a\x7f",
                                    "\x01https://a"};

  for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
    assert_string_equal(mdref_link(*state, good[i][0]), good[i][1]);
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
    if (mdref_link(*state, bad[i]) != NULL)
      fail_msg("'%s' became a link", bad[i]);
}

static void decoded(void **state) {
  struct arena *a = *state;

  assert_string_equal(mdref_decoded(a, "a%20b%E5%9B%BE%4a%4A"), "a b图JJ");
  assert_string_equal(mdref_decoded(a, "100%, %4 %zz"), "100%, %4 %zz");
  assert_null(mdref_decoded(a, "%ff"));
  assert_null(mdref_decoded(a, "a%1b"));
}

/* From < to >; the source of an image, or nothing. */
static void html_images(void **state) {
  static const char *const good[][2] = {
      {"<img src=\"https://a/b.png\">", "https://a/b.png"},
      {"<IMG width=1 SRC='//a/b' />", "//a/b"},
      {"<img src=a.png>", "a.png"},
      {"<img/src = \"a b\">", "a b"},
      {"<img alt=\"x\"src=y>", "y"},
      {"<img src=\"\">", ""},
      {"<img\nsrc=\n\"a\">", "a"},
      {"<img src=\"never closed>", "never closed>"},
  };
  static const char *const none[] = {
      "<img>",          "<img ",    "<image src=x>", "<a src=x>", "</img src=x>", "<img data-src=x>", "<img src>",
      "<img srcset=x>", "<img src", "<img src ",     "<"};

  for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
    const char *source = mdref_html_image(*state, good[i][0], strlen(good[i][0]));

    assert_non_null(source);
    assert_string_equal(source, good[i][1]);
  }
  for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
    if (mdref_html_image(*state, none[i], strlen(none[i])) != NULL)
      fail_msg("%s has a source", none[i]);
}

static void breaks(void **state) {
  static const char *const no[] = {"<b>", "<br", "<br x>", "<bra>", "<br/onload=x>", "</br>"};

  (void)state;
  assert_true(mdref_break("<br>", 4));
  assert_true(mdref_break("<BR/>", 5));
  assert_true(mdref_break("<br />", 6));
  for (size_t i = 0; i < sizeof no / sizeof no[0]; i++)
    assert_false(mdref_break(no[i], strlen(no[i])));
}

static void remote(void **state) {
  static const char *const yes[] = {"http://a/b.png", "https://a",       "//a/b.png", "data:image/png;base64,",
                                    " javascript:x",  "\\\\host\\a.png", "HTTP:x"};
  static const char *const no[] = {"a.png", "./a.png", "a/b:c.png", "/a.png", "?a:b", "#a:b", "", "图.png"};

  (void)state;
  for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++)
    if (!mdref_remote(yes[i]))
      fail_msg("'%s' is remote", yes[i]);
  for (size_t i = 0; i < sizeof no / sizeof no[0]; i++)
    if (mdref_remote(no[i]))
      fail_msg("'%s' is local", no[i]);
}

static void paths(void **state) {
  static const char *const good[][2] = {
      {"a.png", "a.png"},          {"./a.png", "a.png"},     {"img//a.png", "img/a.png"}, {"a/../b.png", "b.png"},
      {"a/b/../c.png", "a/c.png"}, {"a%20b.png", "a b.png"}, {"%E5%9B%BE.png", "图.png"}, {"a/./b", "a/b"},
      {"100%.png", "100%.png"},    {"...", "..."},           {"a/..b", "a/..b"}};
  static const char *const bad[] = {"",
                                    ".",
                                    "./",
                                    "..",
                                    "../a.png",
                                    "a/../../b",
                                    "/a.png",
                                    "a\\b.png",
                                    "%00",
                                    "a%ff.png",
                                    "http://a/b.png",
                                    "%2e%2e/a.png",
                                    "%2Fetc/passwd",
                                    "a/.."};

  for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
    const char *path = mdref_path(*state, good[i][0]);

    assert_non_null(path);
    assert_string_equal(path, good[i][1]);
  }
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
    if (mdref_path(*state, bad[i]) != NULL)
      fail_msg("'%s' became the path %s", bad[i], mdref_path(*state, bad[i]));
}

static int start(void **state) {
  *state = arena_new(4 << 20);
  return 0;
}

static int stop(void **state) {
  arena_free(*state);
  return 0;
}

#define T(fn) cmocka_unit_test_setup_teardown(fn, start, stop)

int main(void) {
  const struct CMUnitTest tests[] = {T(characters), T(links),  T(decoded), T(html_images),
                                     T(breaks),     T(remote), T(paths)};

  return cmocka_run_group_tests(tests, NULL, NULL);
}
