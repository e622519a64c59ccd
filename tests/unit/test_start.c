/* What a program is told at its start: which file is read, and what a missing part says. */
#include "bin/start.h"

#include "base/seal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char dir[64], conf_flag[96], key_flag[96], file[96];
static char name[] = "plugshelf", locale_flag[] = "--locale_dir=" TEST_LOCALEDIR, workers_flag[] = "--workers=7";

static void keep(const char *path, const char *text) {
  FILE *f = fopen(path, "w");

  assert_non_null(f);
  fputs(text, f);
  fclose(f);
}

static int up(void **state) {
  strcpy(dir, "/tmp/plugshelf-start-XXXXXX");
  if (mkdtemp(dir) == NULL)
    return -1;
  snprintf(conf_flag, sizeof conf_flag, "--conf=%s/conf", dir);
  snprintf(key_flag, sizeof key_flag, "--key_file=%s/key", dir);
  snprintf(file, sizeof file, "%s/password", dir);
  keep(conf_flag + 7, "workers = 3\n");
  return (*state = arena_new(1 << 20)) == NULL;
}

static int down(void **state) {
  arena_free(*state);
  unlink(conf_flag + 7);
  unlink(key_flag + 11);
  unlink(file);
  return rmdir(dir);
}

static void file_then_flags(void **state) {
  char *plain[] = {name, conf_flag, locale_flag, NULL}, *more[] = {name, workers_flag, conf_flag, locale_flag, NULL};
  struct conf c;

  assert_int_equal(start(*state, 3, plain, false, &c), 0);
  assert_int_equal(c.workers, 3);
  assert_int_equal(start(*state, 4, more, false, &c), 0);
  assert_int_equal(c.workers, 7);
}

static void a_missing_part_ends_it(void **state) {
  char nowhere[] = "--conf=/nonexistent", no_locale[] = "--locale_dir=/nonexistent", unknown[] = "--wrokers=1";
  char *no_file[] = {name, nowhere, NULL}, *no_words[] = {name, conf_flag, no_locale, NULL};
  char *no_key[] = {name, conf_flag, locale_flag, key_flag, NULL};
  char *misspelt[] = {name, conf_flag, locale_flag, unknown, NULL};
  struct conf c;

  assert_int_equal(start(*state, 2, no_file, false, &c), START_CONF);
  assert_int_equal(start(*state, 3, no_words, false, &c), START_CONF);
  assert_int_equal(start(*state, 4, misspelt, false, &c), START_CONF);
  assert_int_equal(start(*state, 4, no_key, true, &c), START_CONF);
  assert_int_equal(start(*state, 4, no_key, false, &c), 0);
  assert_true(seal_make_key(key_flag + 11));
  assert_int_equal(start(*state, 4, no_key, true, &c), 0);
}

static void the_password_is_one_line(void **state) {
  struct conf c = {.db_socket = "/s", .db_hosts = "", .db_name = "n", .db_user = "u", .db_password_file = ""};
  struct db_config d;

  assert_true(start_db(*state, &c, &d));
  assert_null(d.password);
  assert_string_equal(d.user, "u");
  c.db_password_file = file;
  assert_false(start_db(*state, &c, &d));
  keep(file, "");
  assert_false(start_db(*state, &c, &d));
  keep(file, "two words\nsecond line\n");
  assert_true(start_db(*state, &c, &d));
  assert_string_equal(d.password, "two words");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(file_then_flags, up, down),
      cmocka_unit_test_setup_teardown(a_missing_part_ends_it, up, down),
      cmocka_unit_test_setup_teardown(the_password_is_one_line, up, down),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
