/* The environment's index: every name is found, repeated ones are joined by kind, nothing of HTTP_PROXY remains. */
#include "http/env.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static int arena_up(void **state) { return (*state = arena_new(1 << 22)) == NULL; }
static int arena_down(void **state) {
  arena_free(*state);
  return 0;
}

static void finds_every_name(void **state) {
  const char *envp[] = {"REQUEST_METHOD=GET", "QUERY_STRING=", "HTTP_HOST=a.example", "X=a=b", NULL};
  struct http_env *env = http_env_index(*state, envp);

  assert_string_equal(http_env_get(env, "REQUEST_METHOD"), "GET");
  assert_string_equal(http_env_get(env, "QUERY_STRING"), "");
  assert_string_equal(http_env_get(env, "HTTP_HOST"), "a.example");
  assert_string_equal(http_env_get(env, "X"), "a=b");
  assert_null(http_env_get(env, "HTTP_HOS"));
  assert_null(http_env_get(env, "HTTP_HOSTS"));
  assert_null(http_env_get(env, ""));
}

static void joins_by_kind_in_order(void **state) {
  const char *envp[] = {"HTTP_COOKIE=b=2", "HTTP_X=1",          "HTTP_COOKIE=a=1", "REQUEST_URI=/client",
                        "HTTP_X=2",        "REQUEST_URI=/ours", "HTTP_COOKIE=c=3", NULL};
  struct http_env *env = http_env_index(*state, envp);

  assert_string_equal(http_env_get(env, "HTTP_COOKIE"), "b=2; a=1; c=3");
  assert_string_equal(http_env_get(env, "HTTP_X"), "1, 2");
  assert_string_equal(http_env_get(env, "REQUEST_URI"), "/ours");
}

static void leaves_out_what_is_no_pair(void **state) {
  const char *envp[] = {"HTTP_PROXY=http://evil.example", "nonsense", "", "HTTP_PROXY_X=kept", NULL}, *none[] = {NULL};
  struct http_env *env = http_env_index(*state, envp);

  assert_null(http_env_get(env, "HTTP_PROXY"));
  assert_null(http_env_get(env, "nonsense"));
  assert_string_equal(http_env_get(env, "HTTP_PROXY_X"), "kept");
  assert_null(http_env_get(http_env_index(*state, none), "HTTP_HOST"));
}

static void holds_thousands(void **state) {
  const char *envp[3001];
  struct http_env *env;

  for (int i = 0; i < 3000; i++)
    envp[i] = arena_fmt(*state, "HTTP_N%d=%d", (i * 7919) % 3000, i);
  envp[3000] = NULL;
  env = http_env_index(*state, envp);
  for (int i = 0; i < 3000; i++)
    assert_string_equal(http_env_get(env, arena_fmt(*state, "HTTP_N%d", (i * 7919) % 3000)),
                        arena_fmt(*state, "%d", i));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(finds_every_name, arena_up, arena_down),
      cmocka_unit_test_setup_teardown(joins_by_kind_in_order, arena_up, arena_down),
      cmocka_unit_test_setup_teardown(leaves_out_what_is_no_pair, arena_up, arena_down),
      cmocka_unit_test_setup_teardown(holds_thousands, arena_up, arena_down),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
