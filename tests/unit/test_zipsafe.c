/* Safe reading of zips: a good one reads back; each structural rule fires alone, and its limit holds from both sides. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/zipsafe.h"
#include "zipmake.h"

#include <string.h>
#include <sys/stat.h>

static const struct zipsafe_limits roomy = {100, 1 << 20, 1 << 20, 2000, 8, 200};

static struct arena *arena;
static struct findings found;
static struct zipsafe *zip;

static int setup(void **state) {
  (void)state;
  arena = arena_new(64 << 20);
  return 0;
}

static int teardown(void **state) {
  (void)state;
  arena_free(arena);
  return 0;
}

static enum res open_with(struct bytes b, const struct zipsafe_limits *lim) {
  found = findings_new(arena);
  zip = NULL;
  return zipsafe_open_bytes(arena, b, lim, &found, &zip);
}

/* Refused by exactly this rule, naming this file. */
static void refused(struct bytes b, const struct zipsafe_limits *lim, enum finding_rule rule, const char *target) {
  assert_int_equal(open_with(b, lim), RES_INVALID);
  assert_null(zip);
  assert_int_equal(found.errors, 1);
  assert_string_equal(finding_code(found.item[0].rule), finding_code(rule));
  assert_string_equal(found.item[0].target, target);
}

static struct bytes one(const char *name) {
  return zipmake(arena, (struct zipmake_entry[]){{.name = name, .text = "x"}, {0}});
}

static struct bytes two(const char *a, const char *b) {
  return zipmake(arena, (struct zipmake_entry[]){{.name = a, .text = "x"}, {.name = b, .text = "y"}, {0}});
}

static void reads_back(void **state) {
  static const char binary[] = "\0\1\2";
  struct bytes in =
      zipmake(arena, (struct zipmake_entry[]){{.name = "dir/"},
                                              {.name = "z.txt", .text = "last"},
                                              {.name = "dir/\xe6\x8f\x92\xe4\xbb\xb6", .text = binary, .n = 3},
                                              {.name = "empty"},
                                              {0}});
  const struct zipsafe_entry *e;
  struct bytes out;

  (void)state;
  found = findings_new(arena);
  assert_int_equal(zipsafe_open(arena, zipmake_fd(arena, in), &roomy, &found, &zip), RES_OK);
  assert_int_equal(zip->n, 3);
  assert_true(zip->total == 7);
  assert_string_equal(zip->entry[0].name, "dir/\xe6\x8f\x92\xe4\xbb\xb6");
  assert_string_equal(zip->entry[1].name, "empty");
  assert_string_equal(zip->entry[2].name, "z.txt");
  e = zipsafe_find(zip, "z.txt");
  assert_non_null(e);
  assert_int_equal(zipsafe_read(arena, zip, e, 4, &found, &out), RES_OK);
  assert_string_equal(out.p, "last");
  assert_int_equal(zipsafe_read(arena, zip, e, 3, &found, &out), RES_TOO_BIG);
  assert_int_equal(zipsafe_read(arena, zip, &zip->entry[0], 100, &found, &out), RES_OK);
  assert_int_equal(out.n, 3);
  assert_memory_equal(out.p, binary, 3);
  assert_int_equal(zipsafe_read(arena, zip, &zip->entry[1], 0, &found, &out), RES_OK);
  assert_int_equal(out.n, 0);
  assert_null(zipsafe_find(zip, "Z.txt"));
  assert_null(zipsafe_find(zip, "dir/"));
  assert_int_equal(found.n, 0);
}

static void broken(void **state) {
  struct bytes good = two("a", "b");

  (void)state;
  refused((struct bytes){"", 0}, &roomy, RULE_ZIP_EMPTY, "");
  refused(bytes_of("not a zip at all, only some text that is long enough"), &roomy, RULE_ZIP_BROKEN, "");
  for (size_t n = 0; n < good.n; n++)
    assert_int_equal(open_with((struct bytes){good.p, n}, &roomy), RES_INVALID);
  assert_int_equal(open_with(good, &roomy), RES_OK);
  refused(zipmake(arena, (struct zipmake_entry[]){{.name = "dir/"}, {0}}), &roomy, RULE_ZIP_EMPTY, "");
}

static void damaged_content(void **state) {
  struct bytes in = zipmake(arena, (struct zipmake_entry[]){{.name = "a", .text = "CONTENT", .store = true}, {0}}), out;

  (void)state;
  in = zipmake_patch(arena, in, "CONTENT", "CHANGED", 7);
  assert_int_equal(open_with(in, &roomy), RES_OK);
  assert_int_equal(zipsafe_read(arena, zip, &zip->entry[0], 100, &found, &out), RES_INVALID);
  assert_int_equal(found.item[0].rule, RULE_ZIP_BROKEN);
  assert_string_equal(found.item[0].target, "a");
}

static void lying_size(void **state) {
  char zeros[1000] = {0};
  struct bytes in = zipmake(arena, (struct zipmake_entry[]){{.name = "a", .text = zeros, .n = sizeof zeros}, {0}}), out;

  (void)state;
  /* 1000 bytes in the headers become 500 or 1500: smaller or larger than what is unpacked */
  assert_int_equal(open_with(zipmake_patch(arena, in, "\xe8\3\0\0", "\xf4\1\0\0", 4), &roomy), RES_OK);
  assert_int_equal(zipsafe_read(arena, zip, &zip->entry[0], 9999, &found, &out), RES_INVALID);
  assert_int_equal(open_with(zipmake_patch(arena, in, "\xe8\3\0\0", "\xdc\5\0\0", 4), &roomy), RES_OK);
  assert_int_equal(zipsafe_read(arena, zip, &zip->entry[0], 9999, &found, &out), RES_INVALID);
}

static bool stop(void *arg, const void *p, size_t n) {
  (void)arg;
  (void)p;
  (void)n;
  return false;
}

static void the_reader_may_stop(void **state) {
  (void)state;
  assert_int_equal(open_with(one("a"), &roomy), RES_OK);
  assert_int_equal(zipsafe_stream(zip, &zip->entry[0], &found, stop, NULL), RES_INTERNAL);
  assert_int_equal(found.n, 0);
}

static void bad_names(void **state) {
  static const struct {
    const char *name;
    enum finding_rule rule;
  } bad[] = {
      {"/etc/passwd", RULE_NAME_ABSOLUTE}, {"C:/x", RULE_NAME_ABSOLUTE},
      {"../x", RULE_NAME_PARENT},          {"a/../../x", RULE_NAME_PARENT},
      {"a/..", RULE_NAME_PARENT},          {"./x", RULE_NAME_PARENT},
      {"a//x", RULE_NAME_PARENT},          {"a\\..\\x", RULE_NAME_BACKSLASH},
      {"a\nb", RULE_NAME_CONTROL},         {"a\tb", RULE_NAME_CONTROL},
      {"a\x7f", RULE_NAME_CONTROL},        {"gpj.\xe2\x80\xae.exe", RULE_NAME_CONTROL},
      {"ab:c", RULE_NAME_CHARACTER},       {"a?", RULE_NAME_CHARACTER},
      {"a*", RULE_NAME_CHARACTER},         {"a|b/c", RULE_NAME_CHARACTER},
      {"dir./x", RULE_NAME_CHARACTER},     {"x ", RULE_NAME_CHARACTER},
      {" x", RULE_NAME_CHARACTER},         {"...", RULE_NAME_CHARACTER},
      {"CON", RULE_NAME_DEVICE},           {"a/nul.txt", RULE_NAME_DEVICE},
      {"aux.d/x", RULE_NAME_DEVICE},       {"Com1", RULE_NAME_DEVICE},
      {"lpt9.js", RULE_NAME_DEVICE},       {"com\xc2\xb9", RULE_NAME_DEVICE},
      {"conin$", RULE_NAME_DEVICE},        {"prn .txt", RULE_NAME_DEVICE},
  };
  static const char *const good[] = {"console", "com10", "nully.js", ".gitignore", "a..b",
                                     "..a",     "lpt",   "com",      "a/.b/c",     "aux-d"};

  (void)state;
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    assert_int_equal(open_with(one(bad[i].name), &roomy), RES_INVALID);
    assert_int_equal(found.n, 1);
    if (found.item[0].rule != bad[i].rule)
      fail_msg("%s: %s", bad[i].name, finding_code(found.item[0].rule));
  }
  for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
    if (open_with(one(good[i]), &roomy) != RES_OK)
      fail_msg("%s: %s", good[i], finding_code(found.item[0].rule));
  }
  refused(zipmake_patch(arena, one("nam.txt"), "nam.txt", "\xc3\xfb.txt ", 7), &roomy, RULE_NAME_ENCODING, "??.txt ");
}

static void special_entries(void **state) {
  static const uint32_t bad[] = {S_IFLNK | 0777, S_IFCHR | 0666, S_IFIFO | 0666, S_IFDIR | 0755, S_IFSOCK | 0666};

  (void)state;
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
    refused(zipmake(arena, (struct zipmake_entry[]){{.name = "a", .text = "/etc", .mode = bad[i]}, {0}}), &roomy,
            RULE_ZIP_SPECIAL, "a");
  refused(zipmake(arena, (struct zipmake_entry[]){{.name = "a", .text = "x"}, {.name = "d/", .mode = S_IFLNK}, {0}}),
          &roomy, RULE_ZIP_SPECIAL, "d/");
  assert_int_equal(
      open_with(zipmake(arena, (struct zipmake_entry[]){{.name = "a", .text = "x", .mode = S_IFREG | 0755}, {0}}),
                &roomy),
      RES_OK);
}

static void encrypted_and_odd_methods(void **state) {
  struct bytes in = zipmake(arena, (struct zipmake_entry[]){{.name = "a", .text = "x", .encrypted = true}, {0}});

  (void)state;
  refused(in, &roomy, RULE_ZIP_ENCRYPTED, "a");
  /* version 20, flag 2, method 8 in both headers becomes method 12, bzip2 */
  in = zipmake(arena, (struct zipmake_entry[]){{.name = "a", .text = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}, {0}});
  in = zipmake_patch(arena, in, "\x14\0\2\0\x08\0", "\x14\0\2\0\x0c\0", 6);
  refused(in, &roomy, RULE_ZIP_METHOD, "a");
}

static void duplicates(void **state) {
  (void)state;
  refused(zipmake_patch(arena, two("aaa", "bbb"), "bbb", "aaa", 3), &roomy, RULE_NAME_DUPLICATE, "aaa");
  refused(two("Main.js", "main.js"), &roomy, RULE_NAME_DUPLICATE, "main.js");
  refused(two("Dir/a", "dir/b"), &roomy, RULE_NAME_DUPLICATE, "dir/b");
  refused(two("\xc3\xa9", "e\xcc\x81"), &roomy, RULE_NAME_DUPLICATE, "\xc3\xa9");
  refused(two("\xef\xbd\x81", "a"), &roomy, RULE_NAME_DUPLICATE, "\xef\xbd\x81"); /* full width */
  refused(two("stra\xc3\x9f\x65", "strasse"), &roomy, RULE_NAME_DUPLICATE, "stra\xc3\x9f\x65");
  refused(two("a", "a/b"), &roomy, RULE_NAME_FILE_AND_FOLDER, "a/b");
  refused(two("A", "a/b"), &roomy, RULE_NAME_FILE_AND_FOLDER, "a/b");
  assert_int_equal(open_with(two("a/x", "a-b/x"), &roomy), RES_OK);
  assert_int_equal(open_with(two("a/x", "b/x"), &roomy), RES_OK);
  assert_int_equal(
      open_with(zipmake(arena, (struct zipmake_entry[]){{.name = "a/"}, {.name = "a/b", .text = "x"}, {0}}), &roomy),
      RES_OK);
}

static void limits_of_number_and_name(void **state) {
  struct zipsafe_limits lim = roomy;

  (void)state;
  lim.entries = 2;
  assert_int_equal(open_with(two("a", "b"), &lim), RES_OK);
  lim.entries = 1;
  refused(two("a", "b"), &lim, RULE_ZIP_ENTRIES, "");
  lim = roomy;
  lim.depth = 3;
  assert_int_equal(open_with(one("a/b/c"), &lim), RES_OK);
  refused(one("a/b/c/d"), &lim, RULE_NAME_DEPTH, "a/b/c/d");
  assert_int_equal(open_with(two("x", "a/b/c/"), &lim), RES_INVALID); /* a folder with content: its own refusal */
  assert_int_equal(found.item[0].rule, RULE_NAME_FILE_AND_FOLDER);
  lim = roomy;
  lim.name = 5;
  assert_int_equal(open_with(one("12345"), &lim), RES_OK);
  refused(one("123456"), &lim, RULE_NAME_LENGTH, "123456");
}

static void limits_of_size(void **state) {
  struct zipsafe_limits lim = roomy;
  char *zeros = arena_alloc(arena, 1 << 17);
  struct bytes big = zipmake(arena, (struct zipmake_entry[]){{.name = "z", .text = zeros, .n = 1 << 17}, {0}}),
               small = zipmake(arena, (struct zipmake_entry[]){{.name = "z", .text = zeros, .n = 65535}, {0}});
  int64_t packed;

  (void)state;
  lim.total = 2;
  assert_int_equal(open_with(two("a", "b"), &lim), RES_OK);
  lim.total = 1;
  refused(two("a", "b"), &lim, RULE_ZIP_TOTAL, "");
  lim = roomy;
  lim.entry = 1 << 17;
  assert_int_equal(open_with(big, &lim), RES_OK);
  packed = zip->entry[0].packed;
  lim.entry--;
  refused(big, &lim, RULE_ZIP_ENTRY_SIZE, "z");
  lim = roomy;
  lim.ratio = (1 << 17) / packed + 1;
  assert_int_equal(open_with(big, &lim), RES_OK);
  lim.ratio--;
  refused(big, &lim, RULE_ZIP_RATIO, "z");
  lim.ratio = 2;
  assert_int_equal(open_with(small, &lim), RES_OK);
}

static void junk(void **state) {
  (void)state;
  assert_true(zipsafe_junk("__MACOSX/._a"));
  assert_true(zipsafe_junk(".DS_Store"));
  assert_true(zipsafe_junk("a/b/.DS_Store"));
  assert_true(zipsafe_junk("a/Thumbs.db"));
  assert_true(zipsafe_junk(".git/config"));
  assert_true(zipsafe_junk("top/.git/config"));
  assert_false(zipsafe_junk("a.git/config"));
  assert_false(zipsafe_junk(".gitignore"));
  assert_false(zipsafe_junk("DS_Store"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(reads_back, setup, teardown),
      cmocka_unit_test_setup_teardown(broken, setup, teardown),
      cmocka_unit_test_setup_teardown(damaged_content, setup, teardown),
      cmocka_unit_test_setup_teardown(lying_size, setup, teardown),
      cmocka_unit_test_setup_teardown(the_reader_may_stop, setup, teardown),
      cmocka_unit_test_setup_teardown(bad_names, setup, teardown),
      cmocka_unit_test_setup_teardown(special_entries, setup, teardown),
      cmocka_unit_test_setup_teardown(encrypted_and_odd_methods, setup, teardown),
      cmocka_unit_test_setup_teardown(duplicates, setup, teardown),
      cmocka_unit_test_setup_teardown(limits_of_number_and_name, setup, teardown),
      cmocka_unit_test_setup_teardown(limits_of_size, setup, teardown),
      cmocka_unit_test_setup_teardown(junk, setup, teardown),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
