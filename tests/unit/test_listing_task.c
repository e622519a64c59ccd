/* Places, findings and tasks of a listing, without a database: every place has its hash, a finding is open as long as its
 * place is as it was, and a task is as far as its fields and findings say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/listing_task.h"

#include <string.h>

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

#define GUIDE                                                                                                            \
  "{\"description\":\"说明\",\"sample\":\"code\",\"components\":[{\"name\":\"card\"}],\"pages\":[{\"path\":\"p/p\"}]," \
  "\"interfaces\":[{\"name\":\"call\"}],\"config\":[{\"key\":\"unit\",\"type\":\"String\"}]}"

static struct revision whole(void) {
  return (struct revision){.id = 1,
                           .state = "rejected",
                           .info_saved = 1,
                           .guide_saved = 1,
                           .summary = "一句话",
                           .what = "做什么",
                           .how = "怎么用",
                           .benefit = "玩法",
                           .cases = "案例",
                           .contact = "400",
                           .guide = GUIDE,
                           .pictures = "aa"};
}

static struct guide guide_of(const char *json) {
  struct guide g;

  assert_true(guide_decode(arena, json, &g));
  return g;
}

static void test_every_place_is_found(void **state) {
  struct guide g = guide_of(GUIDE);
  size_t n = 0;
  struct listing_spot *spot = listing_spots(arena, &g, &n), x;

  (void)state;
  assert_int_equal(n, 20); /* 16 fixed ones and 4 items */
  for (size_t i = 0; i < n; i++) {
    assert_true(listing_spot_find(arena, &g, spot[i].code, &x));
    assert_string_equal(x.code, spot[i].code);
    for (size_t j = 0; j < i; j++)
      assert_string_not_equal(spot[i].code, spot[j].code);
  }
  assert_true(listing_spot_find(arena, &g, "pages/p/p", &x));
  assert_int_equal(x.no, 1);
  assert_int_equal(x.task, LISTING_GUIDE);
  assert_false(listing_spot_find(arena, &g, "pages/p", &x));
  assert_false(listing_spot_find(arena, &g, "other/card", &x));
}

/* Changing one part changes the hash of the places that hold it, and of no other. */
static void test_a_place_has_its_own_hash(void **state) {
  static const struct {
    const char *code; /* what is changed */
    const char *also; /* the places that change with it, besides the whole */
  } changes[] = {
      {"summary", " info "}, {"what", " info "},    {"how", " info "},    {"benefit", " info "},
      {"cases", " info "},   {"contact", " info "}, {"images", " info "},
  };
  struct guide g = guide_of(GUIDE);
  size_t n = 0;
  struct listing_spot *spot = listing_spots(arena, &g, &n);

  (void)state;
  for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
    struct revision old = whole(), now = old;
    const char **part[] = {&now.summary, &now.what, &now.how, &now.benefit, &now.cases, &now.contact, &now.pictures};

    *part[i] = "changed";
    for (size_t k = 0; k < n; k++) {
      unsigned char x[SEAL_HASH], y[SEAL_HASH];
      bool want = spot[k].code[0] == '\0' || strcmp(spot[k].code, changes[i].code) == 0 ||
                  strstr(changes[i].also, arena_fmt(arena, " %s ", spot[k].code)) != NULL;

      listing_spot_hash(arena, &old, &g, &spot[k], x);
      listing_spot_hash(arena, &now, &g, &spot[k], y);
      if ((memcmp(x, y, SEAL_HASH) != 0) != want)
        fail_msg("%s changed, %s %s", changes[i].code, spot[k].code, want ? "did not" : "did");
    }
  }
}

static void test_an_item_has_its_own_hash(void **state) {
  struct revision v = whole();
  struct guide old = guide_of(GUIDE), now = guide_of(GUIDE);
  unsigned char x[SEAL_HASH], y[SEAL_HASH];
  struct listing_spot spot;
  static const struct {
    const char *code;
    bool changed;
  } want[] = {{"components/card", true},
              {"components", true},
              {"pages/p/p", false},
              {"config/unit", false},
              {"guide.description", false}};

  (void)state;
  now.item[GUIDE_COMPONENTS][0].description = "新";
  for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
    assert_true(listing_spot_find(arena, &old, want[i].code, &spot));
    listing_spot_hash(arena, &v, &old, &spot, x);
    listing_spot_hash(arena, &v, &now, &spot, y);
    assert_int_equal(memcmp(x, y, SEAL_HASH) != 0, want[i].changed);
  }
}

static void test_findings_are_open_while_their_place_is_as_seen(void **state) {
  struct revision v = whole();
  struct guide g = guide_of(GUIDE);
  unsigned char seen[SEAL_HASH];
  struct listing_spot spot;
  struct finding_item f[] = {{.target = "cases", .rule = "other", .text = "t"},
                             {.target = "what", .rule = "other", .text = "t"},
                             {.target = "components/gone", .rule = "other", .text = "t"}};
  struct listing_finding *open = NULL;

  (void)state;
  assert_true(listing_spot_find(arena, &g, "cases", &spot));
  listing_spot_hash(arena, &v, &g, &spot, seen);
  f[0].seen = (struct bytes){seen, sizeof seen};
  assert_int_equal(listing_findings_open(arena, &v, &g, f, 3, &open), 2); /* the item is not there */
  assert_string_equal(open[0].spot.code, "cases");
  assert_string_equal(open[1].spot.code, "what"); /* nothing is known of what was seen: it stays */
  v.cases = "改了";
  assert_int_equal(listing_findings_open(arena, &v, &g, f, 3, &open), 1);
  assert_string_equal(open[0].spot.code, "what");
}

static struct listing_progress progress_of(const struct revision *v, const struct listing_finding *f, size_t n) {
  struct guide g = guide_of(v->guide);
  struct listing_progress p;

  listing_progress(v, &g, f, n, &p);
  return p;
}

static void test_tasks(void **state) {
  struct revision v = whole();
  struct listing_progress p = progress_of(&v, NULL, 0);
  struct listing_finding f[] = {{.spot = {.task = LISTING_GUIDE}}, {.spot = {.task = LISTING_TASKS}}};
  const char **needed[] = {&v.summary, &v.what, &v.how, &v.contact}, *page;

  (void)state;
  assert_true(listing_complete(&p, &page));
  assert_int_equal(p.task[LISTING_INFO].state, TASK_DONE);
  assert_int_equal(p.task[LISTING_GUIDE].state, TASK_DONE);

  for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++) {
    v = whole();
    *needed[i] = "两字";
    p = progress_of(&v, NULL, 0);
    assert_true(listing_complete(&p, &page));
    *needed[i] = "一";
    p = progress_of(&v, NULL, 0);
    assert_false(listing_complete(&p, &page));
    assert_string_equal(page, "listing_info");
    assert_int_equal(p.task[LISTING_INFO].state, TASK_OPEN);
    assert_int_equal(p.task[LISTING_INFO].nmissing, 1);
  }
  v = whole();
  v.benefit = v.cases = v.pictures = ""; /* nobody needs these */
  p = progress_of(&v, NULL, 0);
  assert_true(listing_complete(&p, &page));
  v.guide_saved = 0;
  p = progress_of(&v, NULL, 0);
  assert_false(listing_complete(&p, &page));
  assert_string_equal(page, "listing_guide");

  v = whole();
  p = progress_of(&v, f, 2);
  assert_int_equal(p.task[LISTING_INFO].state, TASK_DONE);
  assert_int_equal(p.task[LISTING_GUIDE].state, TASK_TROUBLE);
  assert_int_equal(p.task[LISTING_GUIDE].nfindings, 1);
  assert_int_equal(p.nfindings, 2);
  assert_true(listing_complete(&p, &page)); /* one may disagree */
}

/* Nothing written yet: all that is needed is named, once each. */
static void test_an_empty_revision(void **state) {
  struct revision v = {.guide = ""};
  struct listing_progress p = progress_of(&v, NULL, 0);

  (void)state;
  assert_int_equal(p.task[LISTING_INFO].nmissing, 4);
  assert_int_equal(p.task[LISTING_GUIDE].nmissing, 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_place_is_found),
      cmocka_unit_test(test_a_place_has_its_own_hash),
      cmocka_unit_test(test_an_item_has_its_own_hash),
      cmocka_unit_test(test_findings_are_open_while_their_place_is_as_seen),
      cmocka_unit_test(test_tasks),
      cmocka_unit_test(test_an_empty_revision),
  };

  return cmocka_run_group_tests(tests, setup, teardown);
}
