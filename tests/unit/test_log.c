/* What a log line looks like when the values are hostile: stderr is a file while a line is written. */
#include "base/log.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char got[8192];
static FILE *sink;
static int kept;

static void begin(void) {
  sink = tmpfile();
  assert_non_null(sink);
  kept = dup(STDERR_FILENO);
  dup2(fileno(sink), STDERR_FILENO);
}

static void finish(void) {
  ssize_t n;

  dup2(kept, STDERR_FILENO);
  close(kept);
  n = pread(fileno(sink), got, sizeof got - 1, 0);
  got[n < 0 ? 0 : n] = '\0';
  fclose(sink);
}

#define LOGGED(...) (begin(), log_line(__VA_ARGS__), finish(), got)

static void plain_lines(void **state) {
  (void)state;
  log_name(NULL);
  assert_string_equal(LOGGED(LOG_INFO, "start", NULL), "info event=start\n");
  assert_string_equal(LOGGED(LOG_WARN, "request", "status", "200", "path", "/market", NULL),
                      "warn event=request status=200 path=/market\n");
  log_name("worker-1");
  assert_string_equal(LOGGED(LOG_ERROR, "x", "why", (char *)NULL, NULL), "worker-1 error event=x why=-\n");
  log_name("");
  assert_string_equal(LOGGED(LOG_INFO, "x", NULL), "info event=x\n");
}

static void quoted_values(void **state) {
  (void)state;
  log_name(NULL);
  assert_string_equal(LOGGED(LOG_INFO, "x", "v", "", NULL), "info event=x v=\"\"\n");
  assert_string_equal(LOGGED(LOG_INFO, "x", "v", "a b", NULL), "info event=x v=\"a b\"\n");
  assert_string_equal(LOGGED(LOG_INFO, "x", "v", "a=b", NULL), "info event=x v=\"a=b\"\n");
  assert_string_equal(LOGGED(LOG_INFO, "x", "v", "插件", NULL), "info event=x v=\"插件\"\n");
  assert_string_equal(LOGGED(LOG_INFO, "x", "v", "\"\\", NULL), "info event=x v=\"\\\"\\\\\"\n");
}

static void no_second_line(void **state) {
  (void)state;
  log_name(NULL);
  assert_string_equal(LOGGED(LOG_INFO, "x", "v", "a\r\nerror event=forged\t\x1b[2J\x7f", NULL),
                      "info event=x v=\"a\\x0d\\nerror event=forged\\t\\x1b[2J\\x7f\"\n");
  assert_string_equal(LOGGED(LOG_INFO, "x", "v", "\xc2\x85 \xff\xe6\x8f", NULL),
                      "info event=x v=\"\\xc2\\x85 \\xff\\xe6\\x8f\"\n");
}

static void long_lines_end(void **state) {
  char big[6000];

  (void)state;
  log_name(NULL);
  for (int from = 0; from < 3; from++) {
    for (size_t i = 0; i + 3 < sizeof big; i += 3)
      memcpy(big + i, "件\0", 4);
    LOGGED(LOG_INFO, "x", "v", big, "never", "seen", NULL);
    assert_in_range(strlen(got), 4080, 4096);
    assert_string_equal(got + strlen(got) - 5, "\"…\n");
    assert_null(strstr(got, "never"));
  }
  memset(big, 'a', sizeof big - 1);
  big[sizeof big - 1] = '\0';
  LOGGED(LOG_INFO, "x", "v", big, NULL);
  assert_in_range(strlen(got), 4080, 4096);
  assert_string_equal(got + strlen(got) - 5, "a…\n");
  assert_ptr_equal(strchr(got, '\n'), got + strlen(got) - 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(plain_lines),
      cmocka_unit_test(quoted_values),
      cmocka_unit_test(no_second_line),
      cmocka_unit_test(long_lines_end),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
