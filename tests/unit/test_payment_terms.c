/* What an application for payment is made of: numbers and addresses from both sides of their limits, lists as people type
 * them, and damaged rows. */
#include "domain/payment_terms.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct arena *a;

static int up(void **state) {
  (void)state;
  a = arena_new(1 << 20);
  return 0;
}

static int down(void **state) {
  (void)state;
  arena_free(a);
  return 0;
}

static void codes(void **state) {
  size_t n = 0;

  (void)state;
  assert_string_equal(payment_modes(&n)[0].code, "provider");
  assert_int_equal(n, 2);
  assert_string_equal(payment_mode_label("merchant"), "普通商户模式");
  assert_null(payment_mode_label("none"));
  assert_null(payment_mode_label(""));
  assert_null(payment_mode_label(NULL));
  payment_service_kinds(&n);
  assert_int_equal(n, 4);
  assert_string_equal(payment_kind_label("official-account"), "公众号");
  assert_null(payment_kind_label("shop"));
}

static void numbers_are_letters_and_digits(void **state) {
  (void)state;
  assert_null(payment_number_fault("1234"));
  assert_null(payment_number_fault("M1900012609"));
  assert_null(payment_number_fault("12345678901234567890123456789012"));
  assert_non_null(payment_number_fault("123"));
  assert_non_null(payment_number_fault("123456789012345678901234567890123"));
  assert_non_null(payment_number_fault("1900-0126"));
  assert_non_null(payment_number_fault("19000126 "));
  assert_non_null(payment_number_fault("一二三四"));
  assert_non_null(payment_number_fault(""));
  assert_non_null(payment_number_fault(NULL));
}

static void a_list_is_taken_apart(void **state) {
  static const struct {
    const char *text;
    size_t n;
  } lists[] = {
      {NULL, 0},           {"", 0},           {" \n,、 ", 0},          {"1900", 1},       {"1900\n1901", 2},
      {"1900\r\n1901", 2}, {"1900, 1901", 2}, {"1900、1901，1902", 3}, {"\n1900\n\n", 1}, {"1900；1901;1902\t1903", 4},
  };
  const char *no[2];

  (void)state;
  for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
    no[0] = "";
    assert_int_equal(payment_numbers(a, lists[i].text, no, 2), lists[i].n);
    if (lists[i].n > 0)
      assert_string_equal(no[0], "1900");
    if (lists[i].n > 1)
      assert_string_equal(no[1], "1901");
  }
}

static void a_site_has_an_address(void **state) {
  static const char *const good[] = {"https://a.cn", "http://shop.example.com/x?y=1#z", "HTTPS://Shop.Example.COM",
                                     "https://商店.中国/首页"};
  static const char *const bad[] = {"shop.example.com", "ftp://a.cn",     "https://",          "https://a",
                                    "https://.cn",      "https://a.",     "https:///x",        "javascript:alert(1)",
                                    "https://a.cn b",   "https://a.cn\"", "https://a.cn\n<b>", "http:/a.cn"};

  (void)state;
  for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
    assert_null(payment_address_fault("site", good[i]));
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    if (payment_address_fault("site", bad[i]) == NULL)
      fail_msg("%s is taken", bad[i]);
  }
}

static void others_have_a_name(void **state) {
  char name[202];

  (void)state;
  memset(name, 'n', sizeof name);
  name[201] = '\0';
  assert_non_null(payment_address_fault("app", name));
  name[200] = '\0';
  assert_null(payment_address_fault("app", name));
  assert_null(payment_address_fault("official-account", "云帆"));
  assert_non_null(payment_address_fault("mini-program", "云"));
  assert_non_null(payment_address_fault("mini-program", ""));
  assert_non_null(payment_address_fault("app", NULL));
  assert_non_null(payment_address_fault("shop", "云帆"));
  assert_non_null(payment_address_fault(NULL, "云帆"));
}

static void services_come_back(void **state) {
  const struct payment_service in[] = {{"site", "https://a.cn/?q=\"x\"\\"}, {"app", "云帆 <b>"}};
  struct payment_service out[3];
  const char *text = payment_services_text(a, in, 2);

  (void)state;
  assert_int_equal(payment_services_read(a, text, out, 3), 2);
  for (size_t i = 0; i < 2; i++) {
    assert_string_equal(out[i].kind, in[i].kind);
    assert_string_equal(out[i].address, in[i].address);
  }
  assert_int_equal(payment_services_read(a, text, out, 1), 1);
  assert_string_equal(payment_services_text(a, in, 0), "[]");
}

static void damaged_lists_give_nothing(void **state) {
  static const char *const bad[] = {"", "[", "{}", "[1]", "[{\"kind\":1}]", "[{\"kind\":\"site\"}]", "null"};
  struct payment_service out[3];

  (void)state;
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
    assert_int_equal(payment_services_read(a, bad[i], out, 3), 0);
  assert_int_equal(payment_services_read(a, NULL, out, 3), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(codes),
      cmocka_unit_test(numbers_are_letters_and_digits),
      cmocka_unit_test(a_list_is_taken_apart),
      cmocka_unit_test(a_site_has_an_address),
      cmocka_unit_test(others_have_a_name),
      cmocka_unit_test(services_come_back),
      cmocka_unit_test(damaged_lists_give_nothing),
  };

  return cmocka_run_group_tests_name("payment_terms", tests, up, down);
}
