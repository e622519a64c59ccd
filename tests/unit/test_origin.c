/* Server addresses: every way of typing one ends in one form, and what is no https domain name is told apart. */
#include "base/origin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct arena *a;

static const char *kept(const char *typed) {
  const char *out = NULL, *words = origin_read(a, typed, &out);

  if (words != NULL)
    fail_msg("%s: %s", typed, words);
  return out;
}

static void refused(const char *typed, const char *words) {
  const char *out = NULL, *said = origin_read(a, typed, &out);

  if (said == NULL || strstr(said, words) == NULL)
    fail_msg("%s: %s", typed, said == NULL ? out : said);
}

static void one_form(void **state) {
  static const char *const same[] = {
      "api.example.com",          "https://api.example.com",      "HTTPS://API.Example.COM",
      "https://api.example.com/", "https://api.example.com:443/", "api.example.com.",
      "api.example.com:443",      "https://api.example.com:0443"};
  (void)state;
  for (size_t i = 0; i < sizeof same / sizeof same[0]; i++)
    assert_string_equal(kept(same[i]), "https://api.example.com");
  assert_string_equal(kept("https://a-b.x1.cn:8443"), "https://a-b.x1.cn:8443");
  assert_string_equal(kept("a.cn:08443"), "https://a.cn:8443");
  assert_string_equal(kept("1.example.com"), "https://1.example.com");
}

static void other_scripts(void **state) {
  (void)state;
  assert_string_equal(kept("https://例子.中国"), "https://xn--fsqu00a.xn--fiqs8s");
  assert_string_equal(kept("BÜCHER.example"), "https://xn--bcher-kva.example");
  assert_string_equal(kept("ａｐｉ．example．com"), "https://api.example.com"); /* wide letters and dots */
  assert_string_equal(kept("xn--fsqu00a.xn--fiqs8s"), kept("例子.中国"));
}

static void only_https(void **state) {
  static const char *const wrong[] = {"http://api.example.com", "wss://api.example.com", "ftp://a.example.com",
                                      "://a.example.com", "httpss://a.example.com"};
  (void)state;
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
    refused(wrong[i], "https");
  refused("http://api.example.com", "只支持");
}

static void only_the_domain(void **state) {
  (void)state;
  refused("https://api.example.com/v1", "路径");
  refused("api.example.com?x=1", "路径");
  refused("api.example.com/#top", "路径");
  refused("https://me:secret@api.example.com", "用户名");
  refused("me@api.example.com", "用户名");
}

static void public_names_only(void **state) {
  static const char *const address[] = {"127.0.0.1", "https://10.1.2.3:8443", "0x7f.1",
                                        "[::1]",     "https://[2001:db8::1]", "1.2.3.4.5"};
  static const char *const local[] = {"localhost", "localhost:3000", "a.localhost", "intranet", "https://com"};
  (void)state;
  for (size_t i = 0; i < sizeof address / sizeof address[0]; i++)
    refused(address[i], "IP");
  for (size_t i = 0; i < sizeof local / sizeof local[0]; i++)
    refused(local[i], "公网");
}

static void hostile(void **state) {
  static const char *const wrong[] = {"",
                                      " ",
                                      ".",
                                      "..",
                                      "https://",
                                      "a b.example.com",
                                      "*.example.com",
                                      "a_b.example.com",
                                      "-a.example.com",
                                      "a-.example.com",
                                      "a..example.com",
                                      "a.example.com:0",
                                      "a.example.com:99999",
                                      "a.example.com:x",
                                      "javascript:alert(1)",
                                      "<script>.example.com",
                                      "ap%69.example.com",
                                      "a.example.com:",
                                      "a.example.com:4 3",
                                      "a.example.com\\b",
                                      "\xff\xfe.example.com"};
  char label[65], *host = arena_alloc(a, 400);
  (void)state;
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
    refused(wrong[i], "");
  memset(label, 'a', 64);
  label[64] = '\0';
  refused(arena_fmt(a, "%s.example.com", label), "域名");
  label[63] = '\0';
  assert_string_equal(kept(arena_fmt(a, "%s.cn", label)), arena_fmt(a, "https://%s.cn", label));
  for (size_t i = 0; i < 63; i++)
    memcpy(host + 4 * i, "abc.", 4);
  memcpy(host + 252, "c", 2); /* 253 bytes */
  assert_string_equal(kept(host), arena_fmt(a, "https://%s", host));
  memcpy(host + 252, "cn", 3);
  refused(host, "域名");
}

static int up(void **state) {
  (void)state;
  a = arena_new(8 << 20);
  return 0;
}

static int down(void **state) {
  (void)state;
  arena_free(a);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(one_form),        cmocka_unit_test(other_scripts),     cmocka_unit_test(only_https),
      cmocka_unit_test(only_the_domain), cmocka_unit_test(public_names_only), cmocka_unit_test(hostile),
  };

  return cmocka_run_group_tests(tests, up, down);
}
