/* A host's configuration: each type both ways, what is refused, defaults, and objects that nobody made. */
#include "domain/config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct guide_item entries[] = {
    {.name = "title", .type = "String", .required = "", .def = "Hello", .description = ""},
    {.name = "limit", .type = "Number", .required = "1", .def = "", .description = ""},
    {.name = "dark", .type = "Boolean", .required = "", .def = "false", .description = ""},
};
static const struct guide guide = {.item = {[GUIDE_CONFIG] = entries}, .n = {[GUIDE_CONFIG] = 3}};

static int up(void **state) { return (*state = arena_new(4 << 20)) == NULL; }

static int down(void **state) {
  arena_free(*state);
  return 0;
}

static void reads(struct arena *a, const char *json, const char *title, const char *limit, const char *dark) {
  const char *v[3];

  config_read(a, &guide, json, v);
  assert_string_equal(v[0], title);
  assert_string_equal(v[1], limit);
  assert_string_equal(v[2], dark);
}

static void defaults_hold_where_nothing_is_kept(void **state) {
  reads(*state, NULL, "Hello", "", "false");
  reads(*state, "", "Hello", "", "false");
  reads(*state, "{}", "Hello", "", "false");
  reads(*state, "[1]", "Hello", "", "false");
  reads(*state, "{\"title\":", "Hello", "", "false");
  reads(*state, "{\"title\":5,\"limit\":\"x\",\"dark\":\"true\"}", "Hello", "", "false"); /* other types */
}

static void values_come_back_as_they_were(void **state) {
  static const char *const typed[][3] = {
      {"你好 \"x\" \\ <b>", "10", "true"}, {"", "-0.5", "false"}, {"a", "0", ""}, {"a", "9007199254740993", ""}};

  for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
    const char *json = config_write(*state, &guide, typed[i]);

    reads(*state, json, typed[i][0][0] == '\0' ? "Hello" : typed[i][0], typed[i][1],
          typed[i][2][0] == '\0' ? "false" : typed[i][2]);
  }
}

static void the_object_has_types(void **state) {
  const char *const all[] = {"t", "1.5", "true"}, *const none[] = {"", "", ""};

  assert_string_equal(config_write(*state, &guide, all), "{\"dark\":true,\"limit\":1.5,\"title\":\"t\"}");
  assert_string_equal(config_write(*state, &guide, none), "{}");
}

static void refusals_say_what_to_do(void **state) {
  static const char *const good[] = {"0", "-1", "1e3", "0.25", "123456789012345678", ""};
  static const char *const bad[] = {"one",   "1,5",  "0x10", "01",       "1 2",
                                    "\"1\"", "true", "NaN",  "Infinity", "[1]",
                                    "1e999", "--1",  "+1",   "{}",       "1234567890123456789012345678901234567890"};
  char text[3 * CONFIG_TEXT + 4] = "";

  (void)state;
  for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
    assert_null(config_words(&entries[1], good[i]));
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
    if (config_words(&entries[1], bad[i]) == NULL)
      fail_msg("%s is taken for a number", bad[i]);
  assert_null(config_words(&entries[2], "true"));
  assert_null(config_words(&entries[2], "false"));
  assert_null(config_words(&entries[2], ""));
  assert_non_null(config_words(&entries[2], "yes"));
  for (int i = 0; i < CONFIG_TEXT; i++)
    memcpy(text + 3 * i, "字", 3);
  assert_null(config_words(&entries[0], text));
  memcpy(text + 3 * CONFIG_TEXT, "x", 2);
  assert_non_null(config_words(&entries[0], text));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(defaults_hold_where_nothing_is_kept, up, down),
      cmocka_unit_test_setup_teardown(values_come_back_as_they_were, up, down),
      cmocka_unit_test_setup_teardown(the_object_has_types, up, down),
      cmocka_unit_test(refusals_say_what_to_do),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
