/* The words of seed --scale: what is read, that no two names are alike, that few topics are about many plugins, and that the
 * same seed gives the same. */
#include "bin/scale_words.h"

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { PLUGINS = 100000 };

static struct arena *keep, *a;
static struct scale_words words;

static int up(void **state) {
  char path[4096];
  char *text;
  FILE *f;
  size_t n;

  (void)state;
  keep = arena_new(16 << 20);
  a = arena_new(16 << 20);
  snprintf(path, sizeof path, "%s/demo/scale.txt", getenv("srcdir"));
  f = fopen(path, "r");
  assert_non_null(f);
  text = arena_alloc(keep, 1 << 20);
  n = fread(text, 1, (1 << 20) - 1, f);
  fclose(f);
  text[n] = '\0';
  assert_null(scale_words_read(keep, text, &words));
  return 0;
}

static int down(void **state) {
  (void)state;
  arena_free(a);
  arena_free(keep);
  return 0;
}

static const char *read(const char *text) {
  struct scale_words w;

  return scale_words_read(a, text, &w);
}

static void files(void **state) {
  static const char all[] =
      "place 杭州\nbrand B\nmanner 在线\nkind 助手\nbenefit 好\nindustry 软件\nform 公司\nuse 商城\n"
      "join 和 ， 、 工作室\ntopic tools.weather 天气\n";

  (void)state;
  assert_null(read(all));
  assert_null(read(arena_fmt(a, "# a remark\n\n%s", all)));
  assert_non_null(strstr(read("colour 红"), "colour"));
  assert_non_null(strstr(read(""), "place"));
  assert_non_null(read(arena_fmt(a, "%sjoin 了\n", all))); /* exactly four */
}

static int by_value(const void *x, const void *y) {
  const uint64_t *p = x, *q = y;

  return (*p > *q) - (*p < *q);
}

/* 64 bits of a text. */
static uint64_t digest(const char *s) {
  uint64_t h = 14695981039346656037u;

  for (; *s != '\0'; s++)
    h = (h ^ (unsigned char)*s) * 1099511628211u;
  return h;
}

static void want_all_different(uint64_t *v, size_t n) {
  qsort(v, n, sizeof *v, by_value);
  for (size_t i = 1; i < n; i++)
    assert_true(v[i] != v[i - 1]);
}

static void no_name_twice(void **state) {
  uint64_t *plugin = ARENA_ARRAY(keep, uint64_t, PLUGINS), *other = ARENA_ARRAY(keep, uint64_t, PLUGINS);
  struct scale_draw d = {.used = {{0}}};
  size_t first = 0, last = 0;

  (void)state;
  for (uint64_t k = 0; k < PLUGINS; k++) {
    struct scale_pick p = scale_next(&words, &d, 1, k);
    struct scale_text t = scale_plugin(a, &words, &p);
    size_t points = text_points(t.name);

    assert_in_range(points, 2, 30);
    assert_true(text_points(t.summary) <= 60);
    assert_non_null(strstr(t.summary, words.word[SCALE_TOPIC][p.topic]));
    plugin[k] = digest(text_skeleton(a, t.name)); /* not even names that look alike */
    other[k] = digest(k % 2 == 0 ? scale_app(a, &words, 1, k) : scale_company(a, &words, 1, k));
    first += p.topic == 0;
    last += p.topic == words.n[SCALE_TOPIC] - 1;
    arena_reset(a);
  }
  want_all_different(plugin, PLUGINS);
  want_all_different(other, PLUGINS);
  assert_true(first > 10 * last && last > 0);
}

static void the_seed_decides(void **state) {
  struct scale_draw d = {.used = {{0}}}, e = {.used = {{0}}}, f = {.used = {{0}}};
  int same = 0;

  (void)state;
  for (uint64_t k = 0; k < 100; k++) {
    struct scale_pick p = scale_next(&words, &d, 1, k), q = scale_next(&words, &e, 1, k),
                      r = scale_next(&words, &f, 2, k);

    assert_memory_equal(&p, &q, sizeof p);
    same += strcmp(scale_plugin(a, &words, &p).name, scale_plugin(a, &words, &r).name) == 0;
  }
  assert_in_range(same, 0, 5);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(files),
      cmocka_unit_test(no_name_twice),
      cmocka_unit_test(the_seed_decides),
  };

  return cmocka_run_group_tests(tests, up, down);
}
