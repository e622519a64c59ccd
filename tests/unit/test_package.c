/* Packages: the three shapes, what is kept and what is left out, every refusal, and that equal content gives equal bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/seal.h"
#include "domain/package.h"
#include "zipmake.h"

#include <string.h>
#include <sys/stat.h>

#define MANIFEST                                                                                                       \
  "{\"main\": \"index.js\", \"publicComponents\": {\"hello\": \"components/hello\"}, \"pages\": {\"home\": "           \
  "\"pages/home\"}}"
#define CONFIG "{\"compileType\": \"plugin\", \"pluginRoot\": \"plugin/\", \"miniprogramRoot\": \"miniprogram/\"}"
#define MAX    (2 << 20)

/* The four files of a plugin under a folder. */
#define PLUGIN(folder)                                                                                                 \
  {.name = folder "plugin.json", .text = MANIFEST}, {.name = folder "index.js", .text = "exports.a = 1"},              \
      {.name = folder "components/hello.js", .text = "Component({})"}, {                                               \
    .name = folder "pages/home.json", .text = "{}"                                                                     \
  }

#define ZIP(...) zipmake(arena, (struct zipmake_entry[]){__VA_ARGS__, {0}})

static struct arena *arena;
static struct findings found;
static struct package package;

static int setup(void **state) {
  (void)state;
  arena = arena_new(512 << 20);
  return 0;
}

static int teardown(void **state) {
  (void)state;
  arena_free(arena);
  return 0;
}

static enum res read_zip(struct bytes zip, int64_t max) {
  found = findings_new(arena);
  return package_read(arena, zipmake_fd(arena, zip), max, &found, &package);
}

static void good(struct bytes zip, enum package_shape shape) {
  enum res r = read_zip(zip, MAX);

  if (r != RES_OK)
    fail_msg("%d: %s", r, found.n == 0 ? "" : finding_line(arena, LANG_ZH, &found.item[0]));
  assert_int_equal(package.shape, shape);
  assert_int_equal(package.nfiles, 4);
  assert_string_equal(package.file[0].path, "components/hello.js");
  assert_string_equal(package.file[1].path, "index.js");
  assert_string_equal(package.file[2].path, "pages/home.json");
  assert_string_equal(package.file[3].path, "plugin.json");
}

static void refused(struct bytes zip, enum finding_rule rule, const char *target) {
  assert_int_equal(read_zip(zip, MAX), RES_INVALID);
  assert_int_equal(found.errors, 1);
  for (size_t i = 0; i < found.n; i++) {
    if (finding_severity(found.item[i].rule) != SEVERITY_ERROR)
      continue;
    assert_string_equal(finding_code(found.item[i].rule), finding_code(rule));
    assert_string_equal(found.item[i].target, target);
  }
}

static void at_the_root(void **state) {
  struct bytes zip = ZIP(PLUGIN(""), {.name = "components/"});
  unsigned char hash[32];

  (void)state;
  good(zip, PACKAGE_ROOT);
  assert_int_equal(found.n, 0);
  assert_int_equal(package.ndocs, 0);
  assert_string_equal(package.manifest.main, "index.js");
  assert_int_equal(package.manifest.ncomponents, 1);
  assert_int_equal(package.manifest.npages, 1);
  seal_sha256(zip, hash);
  assert_memory_equal(package.upload_sha256, hash, 32);
  assert_true(package.upload_size == (int64_t)zip.n);
  seal_sha256(package.zip, hash);
  assert_memory_equal(package.sha256, hash, 32);
  seal_sha256(bytes_of("exports.a = 1"), hash);
  assert_memory_equal(package.file[1].sha256, hash, 32);
  assert_true(package.file[1].size == 13);
}

static void in_a_folder(void **state) {
  (void)state;
  good(ZIP(PLUGIN("my-plugin/")), PACKAGE_FOLDER);
  assert_int_equal(found.n, 0);
  good(ZIP(PLUGIN("my-plugin/"), {.name = "doc/README.md", .text = "# Doc"},
           {.name = "__MACOSX/._my-plugin", .text = "x"}, {.name = ".DS_Store", .text = "x"}),
       PACKAGE_FOLDER);
  assert_int_equal(package.ndocs, 1);
  assert_int_equal(found.n, 1);
  assert_int_equal(found.item[0].rule, RULE_JUNK_SKIPPED);
  assert_string_equal(found.item[0].arg[0], "2");
}

static void whole_projects(void **state) {
  (void)state;
  good(ZIP(PLUGIN("plugin/"), {.name = "project.config.json", .text = CONFIG},
           {.name = "miniprogram/app.json", .text = "{}"}, {.name = "README.md", .text = "x"},
           {.name = "doc/README.md", .text = "# Doc"}, {.name = "doc/img/a.png", .text = "png"}),
       PACKAGE_PROJECT);
  assert_int_equal(found.n, 0);
  assert_int_equal(package.ndocs, 2);
  assert_string_equal(package.doc[0].path, "README.md");
  assert_string_equal(package.doc[1].path, "img/a.png");
  good(ZIP(PLUGIN("top/plugin/"), {.name = "top/project.config.json", .text = "\xef\xbb\xbf" CONFIG},
           {.name = "top/miniprogram/app.json", .text = "{}"}, {.name = "top/other/x", .text = "x"}),
       PACKAGE_PROJECT);
  assert_int_equal(found.n, 1);
  assert_int_equal(found.item[0].rule, RULE_OUTSIDE_SKIPPED);
  good(ZIP(PLUGIN("a/b/"),
           {.name = "project.config.json", .text = "{\"compileType\": \"plugin\", \"pluginRoot\": \"./a/b\"}"}),
       PACKAGE_PROJECT);
}

static void a_config_beside_plugin_json(void **state) {
  (void)state;
  /* no plugin project: only a file of the plugin */
  assert_int_equal(
      read_zip(ZIP(PLUGIN(""), {.name = "project.config.json", .text = "{\"compileType\": \"miniprogram\"}"}), MAX),
      RES_OK);
  assert_int_equal(package.shape, PACKAGE_ROOT);
  assert_int_equal(package.nfiles, 5);
  assert_int_equal(read_zip(ZIP(PLUGIN(""), {.name = "project.config.json", .text = "broken"}), MAX), RES_OK);
  assert_int_equal(read_zip(ZIP(PLUGIN(""), {.name = "project.config.json",
                                             .text = "{\"compileType\": \"plugin\", \"pluginRoot\": \"./\"}"}),
                            MAX),
                   RES_OK);
  assert_int_equal(package.shape, PACKAGE_PROJECT);
}

static void docs(void **state) {
  struct docpack *doc;

  (void)state;
  good(ZIP(PLUGIN(""), {.name = "doc/README.md", .text = "# D"}, {.name = "doc/b.png", .text = "12345"}), PACKAGE_ROOT);
  assert_int_equal(package.ndocs, 2);
  assert_string_equal(package.doc[0].path, "README.md");
  assert_string_equal(package.doc[1].path, "b.png");
  assert_int_equal(package.doc[1].entry->size, 5);
  assert_int_equal(docpack_entries(arena, package.upload, package.doc, 2, 8, &found, &doc), RES_INVALID);
  assert_int_equal(found.errors, 1);
  assert_string_equal(found.item[0].target, "b.png"); /* by the rules of a doc that is sent alone */
  assert_int_equal(found.item[0].rule, RULE_DOC_IMAGE_CONTENT);
  /* inside a project's plugin folder, and both */
  good(ZIP(PLUGIN("plugin/"), {.name = "project.config.json", .text = CONFIG},
           {.name = "plugin/doc/README.md", .text = "in"}),
       PACKAGE_PROJECT);
  assert_int_equal(package.ndocs, 1);
  good(ZIP(PLUGIN("plugin/"), {.name = "project.config.json", .text = CONFIG},
           {.name = "plugin/doc/README.md", .text = "in"}, {.name = "doc/README.md", .text = "beside"}),
       PACKAGE_PROJECT);
  assert_int_equal(docpack_entries(arena, package.upload, package.doc, package.ndocs, 6, &found, &doc), RES_OK);
  assert_true(bytes_same(doc->readme, bytes_of("beside")));
  good(ZIP(PLUGIN(""), {.name = "doc/readme.txt", .text = "x"}), PACKAGE_ROOT);
  assert_int_equal(found.n, 1);
  assert_int_equal(found.item[0].rule, RULE_DOC_README_MISSING);
}

static void no_plugin(void **state) {
  (void)state;
  refused(ZIP({.name = "a.txt", .text = "x"}), RULE_PLUGIN_ROOT_MISSING, "plugin.json");
  refused(ZIP(PLUGIN("a/"), {.name = "b/x", .text = "x"}), RULE_PLUGIN_ROOT_MISSING, "plugin.json");
  refused(ZIP(PLUGIN("a/b/")), RULE_PLUGIN_ROOT_MISSING, "plugin.json");
  refused(ZIP({.name = "__MACOSX/x", .text = "x"}), RULE_PLUGIN_ROOT_MISSING, "plugin.json");
  refused(ZIP(PLUGIN("plugin/"), {.name = "project.config.json", .text = "{"}), RULE_PROJECT_CONFIG_INVALID,
          "project.config.json");
  refused(ZIP(PLUGIN("plugin/"), {.name = "project.config.json", .text = "{\"compileType\": \"miniprogram\"}"}),
          RULE_PROJECT_TYPE, "project.config.json");
  refused(ZIP(PLUGIN("plugin/"), {.name = "project.config.json", .text = "{\"compileType\": \"plugin\"}"}),
          RULE_PROJECT_ROOT, "project.config.json");
  refused(ZIP(PLUGIN("plugin/"),
              {.name = "project.config.json", .text = "{\"compileType\": \"plugin\", \"pluginRoot\": \"../plugin\"}"}),
          RULE_PROJECT_ROOT, "project.config.json");
  refused(ZIP(PLUGIN("plugin/"),
              {.name = "project.config.json", .text = "{\"compileType\": \"plugin\", \"pluginRoot\": \"x\"}"}),
          RULE_PROJECT_ROOT, "project.config.json");
}

static void bad_manifests(void **state) {
  char *big = arena_alloc(arena, MANIFEST_BYTES + 2);

  (void)state;
  refused(ZIP({.name = "p/plugin.json", .text = "{}"}), RULE_MANIFEST_NO_ENTRY, "p/plugin.json");
  refused(ZIP({.name = "plugin.json", .text = "{\"main\": \"index.js\"}"}), RULE_ENTRY_MISSING, "plugin.json");
  /* what is left out of the package cannot be an entry of it */
  refused(ZIP({.name = "plugin.json", .text = "{\"main\": \"doc/x.js\"}"}, {.name = "doc/x.js", .text = "1"},
              {.name = "doc/README.md", .text = "1"}),
          RULE_ENTRY_MISSING, "plugin.json");
  memset(big, ' ', MANIFEST_BYTES + 1);
  refused(ZIP({.name = "plugin.json", .text = big, .store = true}), RULE_MANIFEST_TOO_BIG, "plugin.json");
}

static void hostile_zips(void **state) {
  (void)state;
  refused(bytes_of("not a zip, but long enough to look at it"), RULE_ZIP_BROKEN, "");
  refused(ZIP(PLUGIN(""), {.name = "../x", .text = "x"}), RULE_NAME_PARENT, "../x");
  refused(ZIP(PLUGIN(""), {.name = "link", .text = "/etc/passwd", .mode = S_IFLNK | 0777}), RULE_ZIP_SPECIAL, "link");
  refused(ZIP(PLUGIN(""), {.name = "Index.js", .text = "x"}), RULE_NAME_DUPLICATE, "index.js");
  refused(
      zipmake_patch(arena, ZIP(PLUGIN(""), {.name = "a", .text = "CONTENT", .store = true}), "CONTENT", "CHANGED", 7),
      RULE_ZIP_BROKEN, "a");
}

static void sizes(void **state) {
  size_t n = 600000;
  char *noise = arena_alloc(arena, n), *zeros = arena_alloc(arena, 17 << 20);
  struct bytes zip;
  int64_t size;

  (void)state;
  seal_random(noise, n);
  zip = ZIP(PLUGIN(""), {.name = "noise", .text = noise, .n = n});
  assert_int_equal(read_zip(zip, MAX), RES_OK);
  size = (int64_t)package.zip.n;
  assert_int_equal(read_zip(zip, size), RES_OK);
  assert_int_equal(read_zip(zip, size - 1), RES_INVALID);
  assert_int_equal(found.item[0].rule, RULE_PLUGIN_TOO_BIG);
  /* unpacked: eight times the limit; some noise keeps the ratio an ordinary one */
  memcpy(zeros, noise, n);
  assert_int_equal(read_zip(ZIP(PLUGIN(""), {.name = "z", .text = zeros, .n = (size_t)MAX * 8 - 200}), MAX), RES_OK);
  refused(ZIP(PLUGIN(""), {.name = "z", .text = zeros, .n = (size_t)MAX * 8}), RULE_PLUGIN_UNPACKED, "");
}

static void equal_content_gives_equal_bytes(void **state) {
  unsigned char first[32];

  (void)state;
  good(ZIP(PLUGIN("")), PACKAGE_ROOT);
  memcpy(first, package.sha256, 32);
  /* the first header's time and date: 1980-01-01 00:00, whatever the clock says */
  assert_memory_equal((const char *)package.zip.p + 10, "\0\0\x21\0", 4);
  /* other order, times, modes, compression, shape, and folders as entries of their own */
  good(ZIP({.name = "x/pages/home.json", .text = "{}", .when = 1000000000, .store = true, .mode = S_IFREG | 0755},
           {.name = "x/components/"},
           {.name = "x/index.js", .text = "exports.a = 1", .when = 1500000000, .store = true},
           {.name = "x/plugin.json", .text = MANIFEST, .store = true, .mode = S_IFREG | 0600},
           {.name = "x/components/hello.js", .text = "Component({})"}, {.name = "x/doc/README.md", .text = "doc"}),
       PACKAGE_FOLDER);
  assert_memory_equal(package.sha256, first, 32);
  good(ZIP(PLUGIN("plugin/"), {.name = "project.config.json", .text = CONFIG}), PACKAGE_PROJECT);
  assert_memory_equal(package.sha256, first, 32);
  /* packing what was packed changes nothing */
  good(package.zip, PACKAGE_ROOT);
  assert_memory_equal(package.sha256, first, 32);
  assert_memory_equal(package.upload_sha256, first, 32);
  /* one byte of content, or of a name, does */
  assert_int_equal(read_zip(ZIP(PLUGIN(""), {.name = "a", .text = "1"}), MAX), RES_OK);
  memcpy(first, package.sha256, 32);
  assert_int_equal(read_zip(ZIP(PLUGIN(""), {.name = "a", .text = "2"}), MAX), RES_OK);
  assert_memory_not_equal(package.sha256, first, 32);
  assert_int_equal(read_zip(ZIP(PLUGIN(""), {.name = "b", .text = "1"}), MAX), RES_OK);
  assert_memory_not_equal(package.sha256, first, 32);
}

static void empty_files_and_han_names(void **state) {
  unsigned char first[32];

  (void)state;
  assert_int_equal(read_zip(ZIP(PLUGIN(""), {.name = "\xe7\xa9\xba/\xe7\xa9\xba.js"}), MAX), RES_OK);
  memcpy(first, package.sha256, 32);
  assert_int_equal(read_zip(ZIP(PLUGIN(""), {.name = "\xe7\xa9\xba/\xe7\xa9\xba.js", .store = true}), MAX), RES_OK);
  assert_memory_equal(package.sha256, first, 32);
  assert_int_equal(read_zip(package.zip, MAX), RES_OK);
  assert_memory_equal(package.sha256, first, 32);
  assert_string_equal(package.file[4].path, "\xe7\xa9\xba/\xe7\xa9\xba.js");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(at_the_root, setup, teardown),
      cmocka_unit_test_setup_teardown(in_a_folder, setup, teardown),
      cmocka_unit_test_setup_teardown(whole_projects, setup, teardown),
      cmocka_unit_test_setup_teardown(a_config_beside_plugin_json, setup, teardown),
      cmocka_unit_test_setup_teardown(docs, setup, teardown),
      cmocka_unit_test_setup_teardown(no_plugin, setup, teardown),
      cmocka_unit_test_setup_teardown(bad_manifests, setup, teardown),
      cmocka_unit_test_setup_teardown(hostile_zips, setup, teardown),
      cmocka_unit_test_setup_teardown(sizes, setup, teardown),
      cmocka_unit_test_setup_teardown(equal_content_gives_equal_bytes, setup, teardown),
      cmocka_unit_test_setup_teardown(empty_files_and_han_names, setup, teardown),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
