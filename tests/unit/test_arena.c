/* Zeroed and aligned memory, clean-up order, and the process that ends at its limit. */
#include "base/arena.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void memory_is_zeroed_and_aligned(void **state) {
  struct arena *a = arena_new(1 << 20);

  (void)state;
  for (int round = 0; round < 3; round++) {
    for (size_t n = 1; n < 400; n++) {
      unsigned char *p = arena_alloc(a, n);

      assert_int_equal((uintptr_t)p % 16, 0);
      for (size_t i = 0; i < n; i++)
        assert_int_equal(p[i], 0);
      memset(p, 0xaa, n);
    }
    arena_reset(a);
    assert_int_equal(arena_used(a), 0);
  }
  arena_free(a);
  arena_free(NULL);
}

static void big_pieces(void **state) {
  struct arena *a = arena_new(1 << 20);
  char *p = arena_alloc(a, 200000), *q = arena_alloc(a, 10);

  (void)state;
  memset(p, 1, 200000);
  assert_int_equal(q[0], 0);
  assert_in_range(arena_used(a), 200010, 200040);
  assert_non_null(ARENA_ARRAY(a, int64_t, 0));
  arena_free(a);
}

static void strings(void **state) {
  struct arena *a = arena_new(1 << 20);

  (void)state;
  assert_null(arena_str(a, NULL));
  assert_string_equal(arena_str(a, "插件"), "插件");
  assert_string_equal(arena_strn(a, "abc", 2), "ab");
  assert_string_equal(arena_strn(a, NULL, 0), "");
  assert_string_equal(arena_fmt(a, "%d/%s", 7, "x"), "7/x");
  arena_free(a);
}

static char order[8];

static void note(void *arg) { strcat(order, arg); }

static void deferred_last_first(void **state) {
  struct arena *a = arena_new(1 << 20);
  char one[] = "1", two[] = "2";
  int fd = open("/dev/null", O_RDONLY);

  (void)state;
  order[0] = '\0';
  arena_defer(a, note, one);
  arena_defer(a, note, two);
  arena_defer_fd(a, fd);
  arena_reset(a);
  assert_string_equal(order, "21");
  assert_int_equal(fcntl(fd, F_GETFD), -1);
  arena_defer(a, note, one);
  arena_free(a);
  assert_string_equal(order, "211");
}

static int code_of(size_t max, size_t n, size_t size) {
  pid_t pid = fork();
  int status = 0;

  assert_true(pid >= 0);
  if (pid == 0) {
    close(STDERR_FILENO);
    arena_array(arena_new(max), n, size);
    _exit(0);
  }
  waitpid(pid, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void the_limit_ends_the_process(void **state) {
  (void)state;
  assert_int_equal(code_of(4096, 4096, 1), 0);
  assert_int_equal(code_of(4096, 4097, 1), 70);
  assert_int_equal(code_of(4096, SIZE_MAX / 2, 4), 70);
  assert_int_equal(code_of(4096, 1, SIZE_MAX), 70);
  assert_int_equal(code_of(SIZE_MAX, SIZE_MAX, 1), 70);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(memory_is_zeroed_and_aligned),
      cmocka_unit_test(big_pieces),
      cmocka_unit_test(strings),
      cmocka_unit_test(deferred_last_first),
      cmocka_unit_test(the_limit_ends_the_process),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
