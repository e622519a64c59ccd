/* domain/password: security.md rule 16. */
#include "domain/password.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *judge(const char *password, bool second) {
  static const char *const context[] = {"linxiao@example.com", "林晓", "云帆科技有限公司", NULL};
  struct arena *a = arena_new(1 << 20);
  const char *complaint = password_complaint(a, password, second, context);

  arena_free(a);
  return complaint;
}

static void length_counts_code_points(void **state) {
  (void)state;
  assert_null(judge("山川湖海星辰大地风雨雷电云", true));
  assert_non_null(judge("blue horse 9ri", false)); /* 14 */
  assert_null(judge("blue horse 9riv", false));
  assert_non_null(judge("bl9-ri7", true)); /* 7 */
  assert_null(judge("bl9-ri7x", true));
  assert_non_null(judge("0123456789abcdefghijklmnopqrstuv0123456789abcdefghijklmnopqrstuv"
                        "0123456789abcdefghijklmnopqrstuv0123456789abcdefghijklmnopqrstuvX",
                        false)); /* 129 */
}

static void what_everybody_tries_is_refused(void **state) {
  (void)state;
  assert_non_null(judge("passwordpassword", false));
  assert_non_null(judge("PassWord12345678", false));
  assert_non_null(judge("123456789012345", false));
  assert_non_null(judge("aaaaaaaaaaaaaaaaaa", false));
  assert_non_null(judge("qwertyuiop123456", false));
  assert_non_null(judge("abababababababab", false));
}

static void words_of_the_account_are_refused(void **state) {
  (void)state;
  assert_non_null(judge("linxiao-20261120", false));
  assert_non_null(judge("云帆科技有限公司2026年", true));
  assert_null(judge("seven linxiao horses drink 41 rivers", false));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(length_counts_code_points),
      cmocka_unit_test(what_everybody_tries_is_refused),
      cmocka_unit_test(words_of_the_account_are_refused),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
