/* The contract between two versions: pairs that people wrote by hand (tests/golden/contract), its levels and words, what is
 * kept of a long list, and how a comparison is stored. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/contract.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PARTS = 5, PART_MAX = 64 * 1024, PAIRS = 12 };
static const char *const part_name[PARTS] = {"== old manifest\n", "== old guide\n", "== new manifest\n",
                                             "== new guide\n", "== changes\n"};

static struct arena *arena;

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

static void side_in(const char *manifest, const char *guide, struct contract *out) {
  struct findings f = findings_new(arena);
  struct manifest *m = ARENA_NEW(arena, struct manifest);
  struct guide *g = ARENA_NEW(arena, struct guide);

  assert_int_equal(manifest_read(arena, bytes_of(manifest), "plugin.json", NULL, NULL, &f, m), RES_OK);
  *out = (struct contract){.manifest = m};
  if (guide[0] == '\0')
    return;
  assert_true(guide_decode(arena, guide, g));
  out->guide = g;
}

static void compare(const char *old, const char *old_guide, const char *now, const char *now_guide,
                    struct contract_diff *out) {
  struct contract was, is;

  side_in(old, old_guide, &was);
  side_in(now, now_guide, &is);
  *out = (struct contract_diff){.base = "1.0.0"};
  contract_compare(arena, &was, &is, out);
}

/* The comparison as the files of pairs write it. */
static const char *told(const struct contract_diff *d) {
  struct buf b = buf_new(arena, PART_MAX);

  for (int l = 0; l < CONTRACT__LEVELS; l++)
    for (size_t i = 0; i < d->kept[l]; i++) {
      const struct contract_change *x = &d->change[l][i];

      buf_fmt(&b, "%s %s %s", contract_level_code(contract_level(x->rule)), contract_code(x->rule),
              contract_path(arena, x));
      if (x->was[0] != '\0' || x->now[0] != '\0')
        buf_fmt(&b, " [%s → %s]", x->was, x->now);
      buf_str(&b, "\n");
    }
  return b.n == 0 ? "" : b.p;
}

/* The parts of a file of a pair; those that it does not have are "". */
static void read_pair(const char *path, const char *part[PARTS]) {
  struct buf b[PARTS];
  char line[4096];
  int at = -1;
  FILE *f = fopen(path, "r");

  assert_non_null(f);
  for (int i = 0; i < PARTS; i++)
    b[i] = buf_new(arena, PART_MAX);
  while (fgets(line, sizeof line, f) != NULL) {
    int next = 0;

    while (next < PARTS && strcmp(line, part_name[next]) != 0)
      next++;
    if (next < PARTS)
      at = next;
    else if (at >= 0)
      buf_str(&b[at], line);
    else
      assert_int_equal(line[0], '#');
  }
  fclose(f);
  for (int i = 0; i < PARTS; i++)
    part[i] = b[i].n == 0 ? "" : b[i].p;
  assert_int_equal(at, PARTS - 1);
}

static void test_pairs(void **state) {
  const char *srcdir = getenv("srcdir"), *part[PARTS];
  const char *folder = arena_fmt(arena, "%s/tests/golden/contract", srcdir == NULL ? "." : srcdir);
  DIR *dir = opendir(folder);
  int pairs = 0;

  (void)state;
  assert_non_null(dir);
  for (struct dirent *e; (e = readdir(dir)) != NULL;) {
    struct contract_diff d, kept;

    if (strstr(e->d_name, ".txt") == NULL)
      continue;
    pairs++;
    read_pair(arena_fmt(arena, "%s/%s", folder, e->d_name), part);
    compare(part[0], part[1], part[2], part[3], &d);
    if (strcmp(told(&d), part[4]) != 0)
      fail_msg("%s: it says\n%sand not\n%s", e->d_name, told(&d), part[4]);
    assert_true(contract_decode(arena, contract_encode(arena, &d), &kept));
    assert_string_equal(told(&kept), part[4]);
    compare(part[2], part[3], part[2], part[3], &d); /* what stays as it is never changed */
    assert_string_equal(told(&d), "");
  }
  closedir(dir);
  assert_true(pairs >= PAIRS);
}

/* Every rule has a code of its own and a level, and the levels stand together. */
static void test_table(void **state) {
  (void)state;
  for (enum contract_rule r = 0; r < CHANGED__MAX; r++) {
    assert_non_null(contract_code(r));
    for (enum contract_rule s = 0; s < r; s++)
      assert_string_not_equal(contract_code(r), contract_code(s));
    if (r > 0)
      assert_true(contract_level(r) >= contract_level((enum contract_rule)(r - 1)));
  }
}

static void test_major_may_break(void **state) {
  struct contract_diff d;

  (void)state;
  compare("{\"main\":\"a\",\"pages\":{\"x\":\"p\"}}", "", "{\"main\":\"a\"}", "", &d);
  assert_true(contract_breaks(&d));
  d.major = true;
  assert_false(contract_breaks(&d));
  compare("{\"main\":\"a\"}", "", "{\"main\":\"a\",\"pages\":{\"x\":\"p\"}}", "", &d);
  assert_false(contract_breaks(&d));
}

static void test_words(void **state) {
  struct contract_diff d;
  const struct contract_change *x;

  (void)state;
  compare("{\"publicComponents\":{\"card\":\"c\"}}",
          "{\"components\":[{\"name\":\"card\",\"props\":[{\"name\":\"n\",\"type\":\"Number\",\"default\":\"1\"}]}]}",
          "{\"publicComponents\":{\"card\":\"c\"}}",
          "{\"components\":[{\"name\":\"card\",\"props\":[{\"name\":\"n\",\"type\":\"String\"}]}]}", &d);
  x = d.change[CONTRACT_BREAKING];
  assert_int_equal(d.n[CONTRACT_BREAKING], 2);
  assert_string_equal(contract_place(arena, LANG_ZH, &x[0]), "组件 card 的属性 n");
  assert_string_equal(contract_text(arena, LANG_ZH, &x[0]), "类型从 Number 改为 String");
  assert_string_equal(contract_text(arena, LANG_ZH, &x[1]), "默认值从 1 改为 （空）");
  compare("{\"main\":\"a\",\"pages\":{\"x\":\"p\"}}", "", "{\"pages\":{\"x\":\"p\"}}", "", &d);
  assert_string_equal(contract_place(arena, LANG_ZH, &d.change[CONTRACT_BREAKING][0]), "整个插件");
}

/* What strangers wrote is no format and no pattern, and long texts are cut. */
static void test_hostile_texts(void **state) {
  struct contract_change x = {CHANGED_DEFAULT, GUIDE_COMPONENTS, "%s%n", "props", "{1}", "{2}%s", NULL};
  char *many = arena_alloc(arena, 2001);

  (void)state;
  memset(many, 'x', 2000);
  many[2000] = '\0';
  x.now = many;
  assert_string_equal(contract_place(arena, LANG_ZH, &x), "组件 %s%n 的属性 {1}");
  assert_non_null(strstr(contract_text(arena, LANG_ZH, &x), "默认值从 {2}%s 改为 xxx"));
  assert_true(strlen(contract_text(arena, LANG_ZH, &x)) < 200);
}

/* A hundred of a level are kept, all are counted, and no level takes the room of another. */
static void test_long_lists(void **state) {
  struct buf b = buf_new(arena, PART_MAX);
  struct contract_diff d, kept;

  (void)state;
  buf_str(&b, "{\"main\":\"a\",\"publicComponents\":{");
  for (int i = 0; i < MANIFEST_ITEMS; i++)
    buf_fmt(&b, "%s\"c%d\":\"p/c%d\"", i == 0 ? "" : ",", i, i);
  buf_str(&b, "}}");
  compare(b.p, "", "{\"publicComponents\":{\"new\":\"p/new\"}}", "", &d);
  assert_int_equal(d.n[CONTRACT_BREAKING], MANIFEST_ITEMS + 1);
  assert_int_equal(d.kept[CONTRACT_BREAKING], CONTRACT_KEPT);
  assert_int_equal(d.kept[CONTRACT_ADDITIVE], 1);
  assert_true(contract_decode(arena, contract_encode(arena, &d), &kept));
  assert_int_equal(kept.n[CONTRACT_BREAKING], MANIFEST_ITEMS + 1);
  assert_int_equal(kept.kept[CONTRACT_BREAKING], CONTRACT_KEPT);
  assert_string_equal(kept.base, "1.0.0");
}

static void test_damaged(void **state) {
  static const char *const bad[] = {
      NULL,
      "",
      "{",
      "[]",
      "{\"base\":\"1.0.0\"}",
      "{\"base\":1,\"major\":false,\"n\":[0,0,0],\"changes\":[]}",
      "{\"base\":\"1.0.0\",\"major\":false,\"n\":[1,0,0],\"changes\":[{\"rule\":\"item_removed\"}]}",
      "{\"base\":\"1.0.0\",\"major\":false,\"n\":[1,0,0],\"changes\":[{\"rule\":\"item_removed\",\"kind\":\"houses\","
      "\"item\":\"x\",\"list\":\"\",\"row\":\"\",\"was\":\"\",\"now\":\"\"}]}"};
  struct contract_diff d;

  (void)state;
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    assert_false(contract_decode(arena, bad[i], &d));
    assert_string_equal(d.base, "");
    assert_int_equal(d.n[CONTRACT_BREAKING], 0);
  }
  assert_true(contract_decode(arena,
                              "{\"base\":\"1.0.0\",\"major\":true,\"n\":[0,0,0],\"changes\":[{\"rule\":\"of_later\","
                              "\"kind\":\"\",\"item\":\"\",\"list\":\"\",\"row\":\"\",\"was\":\"\",\"now\":\"\"}]}",
                              &d));
  assert_true(d.major);
  assert_int_equal(d.kept[CONTRACT_BREAKING], 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_pairs),   cmocka_unit_test(test_table),         cmocka_unit_test(test_major_may_break),
      cmocka_unit_test(test_words),   cmocka_unit_test(test_hostile_texts), cmocka_unit_test(test_long_lists),
      cmocka_unit_test(test_damaged),
  };

  return cmocka_run_group_tests(tests, setup, teardown);
}
