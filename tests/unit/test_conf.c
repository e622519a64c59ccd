/* Every source and their order, every kind of wrong value with its message, and the example file in conf/. */
#include "base/conf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char path[] = "conf-XXXXXX";
static struct conf conf;
static const char *why;

static int make_arena(void **state) {
  *state = arena_new(1 << 22);
  return 0;
}

static int drop_arena(void **state) {
  arena_free(*state);
  return 0;
}

static void put(const char *text, size_t n) {
  FILE *f = fopen(path, "w");

  assert_non_null(f);
  assert_int_equal(fwrite(text, 1, n, f), n);
  fclose(f);
}

static bool from_file(struct arena *a, const char *text) {
  put(text, strlen(text));
  return conf_read(a, &conf, path, 0, NULL, &why);
}

static bool from_flag(struct arena *a, const char *flag) {
  char *argv[] = {(char[]){"plugshelf"}, arena_str(a, flag)};

  return conf_read(a, &conf, NULL, 2, argv, &why);
}

#define REFUSED(given, part)                                                                                           \
  do {                                                                                                                 \
    assert_false(given);                                                                                               \
    assert_non_null(why);                                                                                              \
    if (strstr(why, part) == NULL)                                                                                     \
      fail_msg("\"%s\" is not in: %s", part, why);                                                                     \
  } while (0)

static void defaults(void **state) {
  assert_true(conf_read(*state, &conf, NULL, 0, NULL, &why));
  assert_null(why);
  assert_int_equal(conf.workers, 2);
  assert_int_equal(conf.watchdog, 60);
  assert_int_equal(conf.recycle, 20000);
  assert_int_equal(conf.session_idle, 1800);
  assert_int_equal(conf.session_idle_staff, 900);
  assert_int_equal(conf.session_max, 43200);
  assert_int_equal(conf.proof_max, 300);
  assert_int_equal(conf.lease, 1800);
  assert_int_equal(conf.name_kept, 90);
  assert_int_equal(conf.due_version, 3);
  assert_int_equal(conf.due_listing, 1);
  assert_int_equal(conf.due_payment, 2);
  assert_int_equal(conf.due_real_name, 2);
  assert_int_equal(conf.package_max, 2097152);
  assert_int_equal(conf.request_max, 20971520);
  assert_int_equal(conf.doc_max, 2097152);
  assert_int_equal(conf.image_max, 2097152);
  assert_int_equal(conf.zone, 480);
  assert_int_equal(conf.dev, 0);
  assert_int_equal(conf.secure_cookies, 1);
  assert_string_equal(conf.listen, "");
  assert_string_equal(conf.db_name, "plugshelf");
  assert_string_equal(conf.template_dir, PKGDATADIR "/templates");
  assert_string_equal(conf.image_helper, PKGLIBEXECDIR "/plugshelf-image");
}

static void later_sources_win(void **state) {
  struct arena *a = *state;
  char *argv[] = {(char[]){"plugshelf"}, (char[]){"serve"}, (char[]){"--workers=5"}, (char[]){"--demo"},
                  (char[]){"-x=1"},      (char[]){"--"},    (char[]){"--nothing=1"}};

  put("workers = 3\nwatchdog=30\nlease = 600\n", 36);
  setenv("PLUGSHELF_WORKERS", "4", 1);
  setenv("PLUGSHELF_WATCHDOG", "40", 1);
  assert_true(conf_read(a, &conf, path, 7, argv, &why));
  assert_int_equal(conf.workers, 5);
  assert_int_equal(conf.watchdog, 40);
  assert_int_equal(conf.lease, 600);
  assert_string_equal(argv[2], "--workers=5");
  unsetenv("PLUGSHELF_WORKERS");
  unsetenv("PLUGSHELF_WATCHDOG");
}

static void the_file(void **state) {
  struct arena *a = *state;

  assert_true(from_file(a, ""));
  assert_true(from_file(a, "\xef\xbb\xbf# note\r\n; note\r\n\r\n  product =  插件 ; 架  \r\norigins=https://a.b:8443"));
  assert_string_equal(conf.product, "插件 ; 架");
  assert_string_equal(conf.origins, "https://a.b:8443");
  REFUSED(from_file(a, "workers = 3\n\nworkrs = 3\n"),
          ":3: unknown key \"workrs\"; the nearest known one is \"workers\"");
  REFUSED(from_file(a, "workers = 3\nworkers = 3\n"), ":2: workers is given twice");
  REFUSED(from_file(a, "[site]\nworkers = 3\n"), ":2: sections are not used");
  REFUSED(from_file(a, "# x\nworkers\n"), ":2: expected key = value");
  REFUSED(from_file(a, "product = a\n  more\n"), ":2: expected key = value");
  REFUSED(from_file(a, "workers = \n"), ":1: workers must be a whole number from 1 to 256");
  REFUSED(from_file(a, "workers = 0\nlease = 1\n"), ":1: workers"); /* the first one is told */
  REFUSED(from_file(a, "product = \xff\n"), "one line of UTF-8");
  put("product = a\0b\n", 14);
  REFUSED(conf_read(a, &conf, path, 0, NULL, &why), ":1: the line is longer than");
  REFUSED(conf_read(a, &conf, "/nonexistent/conf", 0, NULL, &why), "/nonexistent/conf: No such file");
  REFUSED(conf_read(a, &conf, "/", 0, NULL, &why), "/: cannot be read");
}

static void long_lines(void **state) {
  struct arena *a = *state;
  struct buf b = buf_new(a, 10000);

  buf_str(&b, "footer_links = ");
  while (b.n < 15 + 2000)
    buf_char(&b, 'x');
  assert_true(from_file(a, b.p));
  assert_int_equal(strlen(conf.footer_links), 2000);
  buf_char(&b, 'x');
  REFUSED(from_file(a, b.p), "footer_links must have 0 to 2000 bytes, not 2001");
  while (b.n < 5000)
    buf_char(&b, 'x');
  buf_str(&b, "\nworkers = 3\n");
  REFUSED(from_file(a, b.p), ":1: the line is longer than 4093 bytes");
}

static void numbers(void **state) {
  static const char *const bad[] = {
      "0", "257", "+2", " 2", "2 ", "2.5", "0x2", "two", "", "-1", "-", "--2", "2k", "99999999999999999999", "١"};
  struct arena *a = *state;

  assert_true(from_flag(a, "--workers=1"));
  assert_true(from_flag(a, "--workers=256"));
  assert_int_equal(conf.workers, 256);
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
    REFUSED(from_flag(a, arena_fmt(a, "--workers=%s", bad[i])), "workers must be a whole number from 1 to 256, not");
  assert_true(from_flag(a, "--zone=-720"));
  assert_int_equal(conf.zone, -720);
  REFUSED(from_flag(a, "--zone=-721"), "from -720 to 840");
  assert_true(from_flag(a, "--recycle=0"));
  REFUSED(from_flag(a, "--proof_max=301"), "from 30 to 300");
}

static void texts(void **state) {
  struct arena *a = *state;
  char socket[120];

  memset(socket, 's', sizeof socket);
  memcpy(socket, "--listen=", 9);
  socket[9 + 107] = '\0';
  assert_true(from_flag(a, socket));
  socket[9 + 107] = 's';
  socket[9 + 108] = '\0';
  REFUSED(from_flag(a, socket), "listen must have 0 to 107 bytes, not 108");
  REFUSED(from_flag(a, "--db_name="), "db_name must have 1 to 64 bytes");
  REFUSED(from_flag(a, "--product=a\nb"), "one line");
  assert_true(from_flag(a, "--origins=http://a=b"));
  assert_string_equal(conf.origins, "http://a=b");
}

static void unknown_keys(void **state) {
  struct arena *a = *state;
  char big[400];

  REFUSED(from_flag(a, "--sesion_idel=1"),
          "command line: unknown key \"sesion_idel\"; the nearest known one is \"session_idle\"");
  assert_true(from_flag(a, "--conf=/somewhere"));
  REFUSED(from_flag(a, "--config=/x"), "unknown key \"config\"");
  REFUSED(from_flag(a, "--=1"), "unknown key \"\"");
  memset(big, 'q', sizeof big - 1);
  big[sizeof big - 1] = '\0';
  memcpy(big, "--", 2);
  memcpy(big + 390, "=", 1);
  REFUSED(from_flag(a, big), "unknown key \"qqq");
  assert_true(strlen(why) < 200);
  setenv("PLUGSHELF_DBSOCKET", "/x", 1);
  REFUSED(conf_read(a, &conf, NULL, 0, NULL, &why),
          "environment PLUGSHELF_DBSOCKET: unknown key \"dbsocket\"; the nearest known one is \"db_socket\"");
  unsetenv("PLUGSHELF_DBSOCKET");
  setenv("PLUGSHELF_TEST_URL", "x", 1);
  assert_true(conf_read(a, &conf, NULL, 0, NULL, &why));
  unsetenv("PLUGSHELF_TEST_URL");
}

static void keys_that_belong_together(void **state) {
  struct arena *a = *state;

  REFUSED(from_flag(a, "--db_socket="), "db_socket and db_hosts are both empty");
  assert_true(from_file(a, "db_socket =\ndb_hosts = a:3306,b\n"));
  REFUSED(from_flag(a, "--clock_file=/x"), "clock_file moves the clock and needs dev = 1");
  assert_true(from_file(a, "dev = 1\nclock_file = /x\n"));
  REFUSED(from_flag(a, "--bench_page=/x"), "bench_page takes the place of all pages and needs dev = 1");
  assert_true(from_file(a, "dev = 1\nbench_page = /x\n"));
  REFUSED(from_file(a, "request_max = 1048576\n"), "request_max must not be less");
}

/* `s` with each `from` replaced. */
static const char *replaced(struct arena *a, const char *s, const char *from, const char *to) {
  struct buf b = buf_new(a, 64 * 1024);

  for (const char *hit; (hit = strstr(s, from)) != NULL; s = hit + strlen(from)) {
    buf_add(&b, s, (size_t)(hit - s));
    buf_str(&b, to);
  }
  buf_str(&b, s);
  return b.p;
}

/* conf/plugshelf.conf.example shows the folders of an installation under /usr/local. */
static void the_example_file(void **state) {
  struct arena *a = *state;
  const char *srcdir = getenv("srcdir"), *text;
  char *room = arena_alloc(a, 64 * 1024);
  FILE *f = fopen(arena_fmt(a, "%s/conf/plugshelf.conf.example", srcdir == NULL ? "." : srcdir), "r");

  assert_non_null(f);
  assert_in_range(fread(room, 1, 64 * 1024 - 1, f), 1, 64 * 1024 - 2);
  fclose(f);
  text = replaced(a, room, "/usr/local/share/plugshelf", "@1@");
  text = replaced(a, text, "/usr/local/share/locale", "@2@");
  text = replaced(a, text, "/usr/local/libexec/plugshelf", "@3@");
  text = replaced(a, text, "/usr/local/etc", "@4@");
  text = replaced(a, text, "@1@", PKGDATADIR);
  text = replaced(a, text, "@2@", LOCALEDIR);
  text = replaced(a, text, "@3@", PKGLIBEXECDIR);
  text = replaced(a, text, "@4@", SYSCONFDIR);
  assert_string_equal(conf_example(a), text);
}

/* Uncommented as it is, the example changes nothing. */
static void the_example_is_the_defaults(void **state) {
  struct arena *a = *state;
  struct buf b = buf_new(a, 64 * 1024);
  struct conf plain;

  for (const char *p = conf_example(a); *p != '\0'; p++)
    if (!(*p == '#' && p[1] != ' ' && (p[-1] == '\n')))
      buf_char(&b, *p);
  assert_true(conf_read(a, &plain, NULL, 0, NULL, &why));
  if (!from_file(a, b.p))
    fail_msg("%s", why);
  assert_int_equal(conf.image_max, plain.image_max);
  assert_string_equal(conf.key_file, plain.key_file);
  assert_string_equal(conf.footer_links, "");
  REFUSED(from_file(a, arena_fmt(a, "%simage_max = 5\n", b.p)), "image_max is given twice");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(defaults),         cmocka_unit_test(later_sources_win),
      cmocka_unit_test(the_file),         cmocka_unit_test(long_lines),
      cmocka_unit_test(numbers),          cmocka_unit_test(texts),
      cmocka_unit_test(unknown_keys),     cmocka_unit_test(keys_that_belong_together),
      cmocka_unit_test(the_example_file), cmocka_unit_test(the_example_is_the_defaults),
  };
  int fd = mkstemp(path), failed;

  if (fd < 0)
    return 1;
  close(fd);
  failed = cmocka_run_group_tests(tests, make_arena, drop_arena);
  unlink(path);
  return failed;
}
