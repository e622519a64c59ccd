/* Documentation packs: both shapes of zip, each rule alone, the same checks over files in memory, and the images made
 * anew by the helper. */
#include "domain/docpack.h"
#include "zipmake.h"

#include <gd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { MAX = 2 << 20 };

static struct arena *arena;
static struct findings found;
static struct docpack *pack;

static int start(void **state) {
  (void)state;
  arena = arena_new(128 << 20);
  return 0;
}

static int stop(void **state) {
  (void)state;
  arena_free(arena);
  return 0;
}

static struct bytes picture(void *(*write)(gdImagePtr, int *), int w, int h) {
  gdImagePtr im = gdImageCreateTrueColor(w, h);
  struct bytes out;
  int n = 0;
  void *p = write(im, &n);

  out = (struct bytes){arena_strn(arena, p, (size_t)n), (size_t)n};
  gdFree(p);
  gdImageDestroy(im);
  return out;
}

static void *as_jpeg(gdImagePtr im, int *n) { return gdImageJpegPtr(im, n, 90); }

static struct zipmake_entry image(const char *name, struct bytes b) {
  return (struct zipmake_entry){.name = name, .text = b.p, .n = b.n};
}

static enum res open_max(const struct zipmake_entry *entries, int64_t max) {
  found = findings_new(arena);
  pack = NULL;
  return docpack_read(arena, zipmake_fd(arena, zipmake(arena, entries)), max, &found, &pack);
}

static enum res opened(const struct zipmake_entry *entries) { return open_max(entries, MAX); }

#define ZIP(...) ((struct zipmake_entry[]){__VA_ARGS__, {0}})
#define README(text_)                                                                                                  \
  { .name = "README.md", .text = (text_) }

/* Refused by one error of this rule, for this file. */
static void refused(const struct zipmake_entry *entries, enum finding_rule rule, const char *target) {
  assert_int_equal(opened(entries), RES_INVALID);
  assert_null(pack);
  assert_int_equal(found.errors, 1);
  assert_string_equal(finding_code(found.item[0].rule), finding_code(rule));
  assert_string_equal(found.item[0].target, target);
}

static void content_itself(void **state) {
  struct bytes png = picture(gdImagePngPtr, 8, 8), jpg = picture(as_jpeg, 8, 8), gif = picture(gdImageGifPtr, 8, 8),
               webp = picture(gdImageWebpPtr, 8, 8);

  (void)state;
  assert_int_equal(opened(ZIP(README("# 文档\n\n![a](a.png) ![b](./img/x/B.JPEG) [c](https://c.example) [d](#文档)\n"),
                              image("a.png", png), image("img/x/B.JPEG", jpg), image("img/c.gif", gif),
                              image("d.webp", webp), image("图.png", jpg), {.name = "img/"})),
                   RES_OK);
  assert_int_equal(found.n, 0);
  assert_int_equal(pack->n, 5);
  assert_memory_equal(pack->readme.p, "# 文档", 8);
  assert_string_equal(docpack_image(pack, "a.png")->type, "image/png");
  assert_string_equal(docpack_image(pack, "img/x/B.JPEG")->type, "image/jpeg");
  assert_string_equal(docpack_image(pack, "img/c.gif")->type, "image/gif");
  assert_string_equal(docpack_image(pack, "d.webp")->type, "image/webp");
  assert_string_equal(docpack_image(pack, "图.png")->type, "image/jpeg"); /* by content, not by name */
  assert_true(bytes_same(docpack_image(pack, "a.png")->data, png));
  assert_null(docpack_image(pack, "A.png"));
}

static void folder(void **state) {
  struct bytes png = picture(gdImagePngPtr, 8, 8);

  (void)state;
  assert_int_equal(
      opened(ZIP({.name = "doc/"}, {.name = "doc/README.md", .text = "![a](img/a.png)"}, image("doc/img/a.png", png),
                 {.name = "__MACOSX/doc/._README.md", .text = "x"}, {.name = "doc/.DS_Store", .text = "x"})),
      RES_OK);
  assert_int_equal(found.n, 1); /* a warning */
  assert_int_equal(found.item[0].rule, RULE_JUNK_SKIPPED);
  assert_string_equal(found.item[0].arg[0], "2");
  assert_int_equal(pack->n, 1);
  assert_string_equal(pack->image[0].path, "img/a.png");
  refused(ZIP({.name = "doc/README.md", .text = "x"}, image("a.png", png)), RULE_DOC_FILE_KIND, "a.png");
  assert_int_equal(opened(ZIP({.name = "a/b/README.md", .text = "x"})), RES_INVALID);
  assert_non_null(finding_find(&found, RULE_DOC_NO_README));
}

static void each_file(void **state) {
  struct bytes png = picture(gdImagePngPtr, 8, 8);
  static const char *const others[] = {"a.svg", "a.html", "b.md", "plugin.json", "a", "img/run.sh", "png", "readme.md"};

  (void)state;
  for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
    if (strcmp(others[i], "readme.md") == 0) /* a second README by case is refused as a zip already */
      refused(ZIP(README("x"), {.name = others[i], .text = "y"}), RULE_NAME_DUPLICATE, others[i]);
    else
      refused(ZIP(README("x"), image(others[i], png)), RULE_DOC_FILE_KIND, others[i]);
  }
  refused(ZIP(README("x"), {.name = "a.png", .text = "<svg onload=alert(1)>"}), RULE_DOC_IMAGE_CONTENT, "a.png");
  refused(ZIP(README("x"), {.name = "a.png"}), RULE_DOC_IMAGE_CONTENT, "a.png");
  refused(ZIP({.name = "a.png", .text = png.p, .n = png.n}), RULE_DOC_NO_README, "");
  refused(ZIP(README("\n \n")), RULE_DOC_NO_README, "README.md");
  assert_int_equal(opened(ZIP(README("<!-- -->"))), RES_INVALID);
  assert_non_null(finding_find(&found, RULE_DOC_NO_README));
  refused(ZIP({.name = "../README.md", .text = "x"}), RULE_NAME_PARENT, "../README.md");
}

/* A PNG that says it has this size. */
static struct bytes claimed(uint32_t w, uint32_t h) {
  struct bytes in = picture(gdImagePngPtr, 8, 8);
  unsigned char *u = (unsigned char *)(uintptr_t)in.p;

  for (int i = 0; i < 4; i++) {
    u[16 + i] = (unsigned char)(w >> (24 - 8 * i));
    u[20 + i] = (unsigned char)(h >> (24 - 8 * i));
  }
  return in;
}

static void sizes(void **state) {
  struct bytes quarter = claimed(4096, 4096), tiny = picture(gdImagePngPtr, 1, 1);
  struct zipmake_entry many[DOCPACK_IMAGES_MAX + 3] = {README("x")};

  (void)state;
  assert_int_equal(opened(ZIP(README("x"), image("a.png", quarter), image("b.png", quarter), image("c.png", quarter),
                              image("d.png", quarter))),
                   RES_OK);
  refused(ZIP(README("x"), image("a.png", quarter), image("b.png", quarter), image("c.png", quarter),
              image("d.png", quarter), image("e.png", tiny)),
          RULE_DOC_IMAGE_SIZE, "e.png");
  refused(ZIP(README("x"), image("a.png", claimed(4097, 1))), RULE_DOC_IMAGE_SIZE, "a.png");
  refused(ZIP(README("x"), image("a.png", claimed(1, 0xffffffff))), RULE_DOC_IMAGE_SIZE, "a.png");
  for (int i = 0; i < DOCPACK_IMAGES_MAX; i++)
    many[i + 1] = image(arena_fmt(arena, "%03d.png", i), tiny);
  assert_int_equal(opened(many), RES_OK);
  many[DOCPACK_IMAGES_MAX + 1] = image("more.png", tiny);
  refused(many, RULE_DOC_IMAGE_COUNT, "more.png");
}

static void readme_rules(void **state) {
  (void)state;
  refused(ZIP(README("a\n\n![b](https://e.example/b.png)")), RULE_DOC_IMAGE_NETWORK, "README.md");
  assert_int_equal(found.item[0].line, 3);
  refused(ZIP(README("![b](b.png)")), RULE_DOC_IMAGE_MISSING, "README.md");
  refused(ZIP(README("![b](../b.png)")), RULE_DOC_IMAGE_MISSING, "README.md");
  refused(ZIP(README("[b](ftp://e.example)")), RULE_DOC_LINK_TARGET, "README.md");
  refused(ZIP(README("[b](other.md)")), RULE_DOC_LINK_TARGET, "README.md");
  refused(ZIP(README("\xc4\xe3\xba\xc3")), RULE_DOC_ENCODING, "README.md");
  assert_int_equal(opened(ZIP(README("a <b>c</b>"))), RES_OK); /* a warning does not stop it */
  assert_int_equal(found.n, 1);
}

static void total(void **state) {
  char *text = arena_alloc(arena, 2001);
  const struct docpack_file file[] = {{.path = "README.md", .data = {text, 2000}}};

  (void)state;
  memset(text, 'a', 2000);
  assert_int_equal(open_max(ZIP(README(text)), 2000), RES_OK);
  assert_int_equal(open_max(ZIP(README(text)), 1999), RES_INVALID);
  found = findings_new(arena);
  assert_int_equal(docpack_check(arena, file, 1, 2000, &found, &pack), RES_OK);
  assert_int_equal(docpack_check(arena, file, 1, 1999, &found, &pack), RES_INVALID);
  assert_non_null(finding_find(&found, RULE_DOC_TOTAL));
}

/* More than may be unpacked is refused by its rule, not read, and what can be said all the same is said: the README goes
 * before a picture that would leave no room for it. */
static void too_big(void **state) {
  struct bytes png = picture(gdImagePngPtr, 8, 8);
  char *text = arena_alloc(arena, 70001), *noise = arena_alloc(arena, 70001);

  (void)state;
  memset(text, 'a', 70000);
  for (uint32_t i = 0, x = 1; i < 70000; i++) {
    x = x * 1664525 + 1013904223;
    noise[i] = (char)('a' + (x >> 24) % 26);
  }
  assert_int_equal(open_max(ZIP(README("![b](https://e/b.png)"), image("a.png", png),
                                {.name = "B.png", .text = noise, .n = 59990}, {.name = "c.txt", .text = "c"}),
                            60000),
                   RES_INVALID);
  assert_int_equal(found.errors, 3);
  assert_non_null(finding_find(&found, RULE_DOC_IMAGE_NETWORK));
  assert_string_equal(finding_find(&found, RULE_DOC_FILE_KIND)->target, "c.txt");
  assert_string_equal(finding_find(&found, RULE_DOC_TOTAL)->arg[0], "58.5 KB");
  assert_true(strncmp(finding_find(&found, RULE_DOC_TOTAL)->arg[1], "58.", 3) == 0);
  refused(ZIP({.name = "README.md", .text = noise, .n = 70000}), RULE_DOC_TEXT_SIZE, "README.md");
  assert_int_equal(open_max(ZIP({.name = "README.md", .text = noise, .n = 70000}), 60000), RES_INVALID);
  assert_non_null(finding_find(&found, RULE_DOC_TEXT_SIZE));
}

/* All that is wrong is said at once, and once. */
static void all_at_once(void **state) {
  (void)state;
  assert_int_equal(opened(ZIP(README("![b](no.png) [c](d:e) ![](b.png) ![](a.txt)\n\n<img src=\"http://e/f.png\">"),
                              {.name = "a.txt", .text = "x"}, {.name = "b.png", .text = "x"})),
                   RES_INVALID);
  assert_int_equal(found.errors, 5);
  assert_non_null(finding_find(&found, RULE_DOC_FILE_KIND));
  assert_non_null(finding_find(&found, RULE_DOC_IMAGE_CONTENT));
  assert_non_null(finding_find(&found, RULE_DOC_IMAGE_MISSING));
  assert_non_null(finding_find(&found, RULE_DOC_LINK_TARGET));
  assert_int_equal(finding_find(&found, RULE_DOC_IMAGE_NETWORK)->line, 3);
}

static void from_memory(void **state) {
  struct bytes png = picture(gdImagePngPtr, 8, 8);
  const struct docpack_file good[] = {{.path = "README.md", .data = bytes_of("![a](i/a.png)")},
                                      {.path = "i/a.png", .data = png}};
  const struct docpack_file bad[] = {{.path = "README.md", .data = bytes_of("![a](i/b.png)")},
                                     {.path = "i/a.txt", .data = png}};

  (void)state;
  found = findings_new(arena);
  assert_int_equal(docpack_check(arena, good, 2, MAX, &found, &pack), RES_OK);
  assert_int_equal(pack->n, 1);
  assert_ptr_equal(pack->image[0].data.p, png.p);
  assert_int_equal(docpack_check(arena, bad, 2, MAX, &found, &pack), RES_INVALID);
  assert_int_equal(found.errors, 2);
  found = findings_new(arena);
  assert_int_equal(docpack_check(arena, NULL, 0, MAX, &found, &pack), RES_INVALID);
  assert_non_null(finding_find(&found, RULE_DOC_NO_README));
}

static void encoded(void **state) {
  struct bytes png = picture(gdImagePngPtr, 3200, 20), gif = picture(gdImageGifPtr, 8, 8);
  struct bytes cut = {png.p, 60};

  (void)state;
  assert_int_equal(opened(ZIP(README("x"), image("a.png", png), image("b.gif", gif))), RES_OK);
  assert_int_equal(docpack_encode(arena, IMAGE_HELPER, MAX, pack, &found), RES_OK);
  assert_string_equal(pack->image[1].type, "image/png");
  assert_false(bytes_same(pack->image[0].data, png));
  assert_int_equal(opened(ZIP(README("x"), image("a.png", cut))), RES_OK);
  assert_int_equal(docpack_encode(arena, IMAGE_HELPER, MAX, pack, &found), RES_INVALID);
  assert_string_equal(finding_find(&found, RULE_DOC_IMAGE_CONTENT)->target, "a.png");
  assert_int_equal(opened(ZIP(README("x"), image("a.png", png), image("b.gif", gif))), RES_OK);
  assert_int_equal(docpack_encode(arena, IMAGE_HELPER, 70, pack, &found), RES_INVALID);
  assert_non_null(finding_find(&found, RULE_DOC_TOTAL));
  assert_int_equal(docpack_encode(arena, "/nonexistent", MAX, pack, &found), RES_UNAVAILABLE);
}

static void hostile(void **state) {
  static const char *const junk[] = {"", "PK", "PK\3\4", "not a zip", "PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"};

  (void)state;
  for (size_t i = 0; i < sizeof junk / sizeof junk[0]; i++) {
    found = findings_new(arena);
    assert_int_equal(docpack_read(arena, zipmake_fd(arena, bytes_of(junk[i])), MAX, &found, &pack), RES_INVALID);
    assert_true(found.errors > 0);
  }
}

#define T(fn) cmocka_unit_test_setup_teardown(fn, start, stop)

int main(void) {
  const struct CMUnitTest tests[] = {T(content_itself), T(folder),  T(each_file), T(sizes),
                                     T(readme_rules),   T(total),   T(too_big),   T(all_at_once),
                                     T(from_memory),    T(encoded), T(hostile)};

  return cmocka_run_group_tests(tests, NULL, NULL);
}
