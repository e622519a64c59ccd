/* Differences of texts and of guides: what is marked, that nothing is lost, and that no text costs too much. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/diff.h"

#include <string.h>

static struct arena *arena;

static int setup(void **state) {
  (void)state;
  arena = arena_new((size_t)256 << 20);
  return 0;
}

static int teardown(void **state) {
  (void)state;
  arena_free(arena);
  return 0;
}

/* "same[-removed-]{+added+}", and both texts must come back out of the pieces. */
static const char *marked_in(struct diff_room *room, const char *old, const char *new) {
  size_t size = strlen(old) + strlen(new) + 1;
  struct buf out = buf_new(arena, 4 * size + 64), x = buf_new(arena, size), y = buf_new(arena, size);
  struct diff_piece *piece = NULL;
  size_t n = diff_text(arena, room, old, new, &piece);

  for (size_t i = 0; i < n; i++) {
    assert_true(piece[i].text[0] != '\0');
    assert_true(i == 0 || piece[i].kind != piece[i - 1].kind);
    assert_false(i > 0 && piece[i].kind == DIFF_REMOVED && piece[i - 1].kind == DIFF_ADDED);
    if (piece[i].kind != DIFF_ADDED)
      buf_str(&x, piece[i].text);
    if (piece[i].kind != DIFF_REMOVED)
      buf_str(&y, piece[i].text);
    buf_fmt(&out,
            piece[i].kind == DIFF_SAME      ? "%s"
            : piece[i].kind == DIFF_REMOVED ? "[-%s-]"
                                            : "{+%s+}",
            piece[i].text);
  }
  assert_string_equal(x.n == 0 ? "" : x.p, old);
  assert_string_equal(y.n == 0 ? "" : y.p, new);
  return out.n == 0 ? "" : out.p;
}

static const char *marked(const char *old, const char *new) {
  struct diff_room room = DIFF_ROOM_NEW;

  return marked_in(&room, old, new);
}

static void test_words_and_characters(void **state) {
  (void)state;
  assert_string_equal(marked("", ""), "");
  assert_string_equal(marked("一样", "一样"), "一样");
  assert_string_equal(marked("", "新的"), "{+新的+}");
  assert_string_equal(marked("旧的", ""), "[-旧的-]");
  assert_string_equal(marked("提供城市天气卡片", "提供城市和景区天气卡片"), "提供城市{+和景区+}天气卡片");
  assert_string_equal(marked("city name", "city names"), "city [-name-]{+names+}"); /* words are whole */
  assert_string_equal(marked("version 12 is new", "version 13 is new"), "version [-12-]{+13+} is new");
  assert_string_equal(marked("第一行\n第二行\n", "第一行\n中间\n第二行\n"), "第一行\n{+中间\n+}第二行\n");
}

static void test_chance_is_no_part_that_stayed(void **state) {
  (void)state;
  assert_string_equal(marked("甲的乙", "丙的丁"), "[-甲的乙-]{+丙的丁+}");
  assert_string_equal(marked("甲乙\n丙丁", "戊己\n庚辛"), "[-甲乙-]{+戊己+}\n[-丙丁-]{+庚辛+}"); /* lines stay lines */
}

static void test_characters_stay_whole(void **state) {
  (void)state;
  assert_string_equal(marked("e\xcc\x81", "e"), "[-e\xcc\x81-]{+e+}");
  assert_string_equal(marked("好👨‍👩‍👧好好", "好👨‍👩‍👦好好"),
                      "好[-👨‍👩‍👧-]{+👨‍👩‍👦+}好好");
}

static char *repeated(const char *unit, size_t n) {
  struct buf b = buf_new(arena, strlen(unit) * n + 64);

  for (size_t i = 0; i < n; i++)
    buf_str(&b, unit);
  return b.p;
}

/* 1100 characters each that have nothing in common would take more than DIFF_CELLS; so they are compared by lines. */
static void test_large_texts_go_by_line(void **state) {
  const char *old = arena_fmt(arena, "first\n%s\nlast", repeated("甲", 1100)),
             *new = arena_fmt(arena, "first\n%s\nlast", repeated("乙", 1100)), *got = marked(old, new);

  (void)state;
  assert_memory_equal(got, "first\n[-甲", 11);
  assert_non_null(strstr(got, "甲\n-]{+乙")); /* the line break went with its line */
  old = repeated("甲", 1000);
  new = repeated("乙", 1000);
  assert_string_equal(marked(old, new), arena_fmt(arena, "[-%s-]{+%s+}", old, new));
}

/* And when there are too many lines, the text is one change. */
static void test_huge_texts_go_as_a_whole(void **state) {
  const char *old = repeated("甲\n", 1100), *new = repeated("乙\n", 1100);
  struct diff_room room = DIFF_ROOM_NEW;

  (void)state;
  assert_string_equal(marked_in(&room, old, new), arena_fmt(arena, "[-%s-]{+%s+}", old, new));
  assert_int_equal(room.cells, DIFF_ROOM); /* nothing was spent on it */
  old = arena_fmt(arena, "%s尾", repeated("相同的一行\n", 50000));
  new = arena_fmt(arena, "%s头尾", repeated("相同的一行\n", 50000));
  assert_int_equal(strlen(marked(old, new)), strlen(new) + 4); /* what both begin with costs nothing */
}

static void test_a_page_has_one_room(void **state) {
  struct diff_room room = {50};

  (void)state;
  assert_string_equal(marked_in(&room, "a1 b2 c3 d4", "e5 b2 f6 d4"), "[-a1-]{+e5+} b2 [-c3-]{+f6+} d4");
  assert_int_equal(room.cells, 50 - 25);
  assert_string_equal(marked_in(&room, "a1 b2 c3 d4 e5", "e5 b2 f6 d4 f6"), "[-a1 b2 c3 d4 e5-]{+e5 b2 f6 d4 f6+}");
  room.cells = 0;
  assert_string_equal(marked_in(&room, "same", "same"), "same");
  assert_string_equal(marked_in(&room, "same", "same and more"), "same{+ and more+}");
}

static void test_hostile_bytes(void **state) {
  struct diff_room room = DIFF_ROOM_NEW;
  struct diff_piece *piece = NULL;

  (void)state;
  assert_true(diff_text(arena, &room, "\xff\xfe\x80", "\xff<b>\xc3", &piece) > 0);
  assert_int_equal(diff_text(arena, &room, NULL, NULL, &piece), 0);
  assert_int_equal(diff_text(arena, &room, NULL, "x", &piece), 1);
}

/* ---- guides ---- */

static struct guide guide_of(const char *json) {
  struct guide g;

  assert_true(guide_decode(arena, json, &g));
  return g;
}

static const char old_json[] =
    "{\"components\":[{\"name\":\"a\"},{\"name\":\"b\",\"description\":\"旧\"},{\"name\":\"c\"},{\"name\":\"gone\"}],"
    "\"pages\":[{\"path\":\"p/"
    "p\",\"params\":[{\"name\":\"x\",\"type\":\"String\"},{\"name\":\"y\",\"type\":\"String\"}]}]}";
static const char new_json[] =
    "{\"components\":[{\"name\":\"a\"},{\"name\":\"new\"},{\"name\":\"c\"},{\"name\":\"b\",\"description\":\"新\"}],"
    "\"pages\":[{\"path\":\"p/"
    "p\",\"params\":[{\"name\":\"x\",\"type\":\"Number\"},{\"name\":\"z\",\"type\":\"String\"}]}]}";

static void test_items(void **state) {
  static const struct {
    const char *name;
    enum change change;
    bool moved;
  } want[] = {{"a", CHANGE_NONE, false},  {"new", CHANGE_ADDED, false},    {"c", CHANGE_NONE, true},
              {"b", CHANGE_EDITED, true}, {"gone", CHANGE_REMOVED, false}, {"p/p", CHANGE_EDITED, false}};
  struct guide old = guide_of(old_json), now = guide_of(new_json);
  struct item_change *c = NULL;
  struct row_change *row = NULL;

  (void)state;
  assert_int_equal(diff_items(arena, &old, &now, &c), 6);
  for (size_t i = 0; i < 6; i++) {
    assert_string_equal(c[i].now == NULL ? c[i].old->name : c[i].now->name, want[i].name);
    assert_int_equal(c[i].change, want[i].change);
    assert_int_equal(c[i].moved, want[i].moved);
    assert_int_equal(c[i].old == NULL, want[i].change == CHANGE_ADDED);
  }
  assert_int_equal(diff_rows(arena, c[5].old->a, c[5].old->na, c[5].now->a, c[5].now->na, &row), 3);
  assert_int_equal(row[0].change, CHANGE_EDITED);
  assert_string_equal(row[0].old->type, "String");
  assert_string_equal(row[0].now->type, "Number");
  assert_int_equal(row[1].change, CHANGE_ADDED);
  assert_string_equal(row[1].now->name, "z");
  assert_int_equal(row[2].change, CHANGE_REMOVED);
  assert_string_equal(row[2].old->name, "y");
  assert_int_equal(diff_items(arena, &old, &old, &c), 5);
  for (size_t i = 0; i < 5; i++)
    assert_int_equal(c[i].change, CHANGE_NONE);
}

/* Every member of an item and of a row counts. */
static void test_every_member_counts(void **state) {
  static const char *const item[] = {"description", "sample", "type", "default"};
  struct guide plain = guide_of("{\"config\":[{\"key\":\"k\",\"type\":\"String\"}]}"), now;
  struct item_change *c = NULL;
  struct guide_row x = {"n", "", "", "", "", ""}, y;
  const char **member[] = {&y.type, &y.def, &y.params, &y.description, &y.required};
  struct row_change *r = NULL;

  (void)state;
  for (size_t i = 0; i < sizeof item / sizeof item[0]; i++) {
    now = guide_of(arena_fmt(arena, "{\"config\":[{\"key\":\"k\",%s\"%s\":\"Number\"}]}",
                             strcmp(item[i], "type") == 0 ? "" : "\"type\":\"String\",", item[i]));
    assert_int_equal(diff_items(arena, &plain, &now, &c), 1);
    assert_int_equal(c[0].change, CHANGE_EDITED);
  }
  now = guide_of("{\"config\":[{\"key\":\"k\",\"type\":\"String\",\"required\":true}]}");
  assert_int_equal(diff_items(arena, &plain, &now, &c), 1);
  assert_int_equal(c[0].change, CHANGE_EDITED);
  for (size_t i = 0; i < sizeof member / sizeof member[0]; i++) {
    y = x;
    *member[i] = "1";
    assert_int_equal(diff_rows(arena, &x, 1, &y, 1, &r), 1);
    assert_int_equal(r[0].change, CHANGE_EDITED);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_words_and_characters),
      cmocka_unit_test(test_chance_is_no_part_that_stayed),
      cmocka_unit_test(test_characters_stay_whole),
      cmocka_unit_test(test_large_texts_go_by_line),
      cmocka_unit_test(test_huge_texts_go_as_a_whole),
      cmocka_unit_test(test_a_page_has_one_room),
      cmocka_unit_test(test_hostile_bytes),
      cmocka_unit_test(test_items),
      cmocka_unit_test(test_every_member_counts),
  };

  return cmocka_run_group_tests(tests, setup, teardown);
}
