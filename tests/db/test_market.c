/* The market's rows, list and search: what is shown follows what is true, and nothing hidden is ever found. */
#include "domain/market.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define ID(n) (1000000000000000 + (n))

static struct ctx *c;

struct refresh {
  int64_t id;
};

static enum res do_refresh(void *arg) { return market_refresh(c, ((struct refresh *)arg)->id); }

static void refresh(int64_t id) {
  struct refresh x = {id};

  assert_int_equal(fixture_tx(c, do_refresh, &x), RES_OK);
}

static int up(void **state) {
  static const struct {
    int n;
    const char *name, *summary, *tags, *category;
  } rows[] = {
      {1, "车牌识别", "用相机识别中国车牌", "识别、相机", "tools.mediatools"},
      {2, "OCR 通用识别", "图片变文字", "OCR、文字", "tools.mediatools"},
      {3, "Weather", "天气预报与空气质量", "天气", "tools.weather"},
      {4, "Weather Pro", "更多城市", "天气", "tools.weather"},
      {5, "阿里问诊", "在线问诊 100%", "医疗", "medical.care"},
      {6, "隐藏的车牌", "车牌", "车牌", "tools.lookup"},
      {7, "下架的车牌", "车牌", "车牌", "tools.lookup"},
  };

  (void)state;
  c = fixture_ctx();
  fixture_subject(1, "enterprise", "market provider");
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
    fixture_plugin(ID(rows[i].n), 1, rows[i].name, rows[i].summary, rows[i].tags, rows[i].category);
  fixture_sql("UPDATE listing SET hidden = 1 WHERE plugin_id = %lld", (long long)ID(6));
  fixture_sql("UPDATE listing SET shelf = 'off' WHERE plugin_id = %lld", (long long)ID(7));
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
    refresh(ID(rows[i].n));
  return 0;
}

/* The last digits of the ids in their order. */
static const char *list(const char *q, const char *category, enum market_sort sort, int64_t page) {
  struct market_filter f = {q, category, sort, page};
  struct market_item *item = NULL;
  struct buf b = buf_new(c->a, 4096);
  size_t n = 0;

  assert_int_equal(market_list(c, &f, &item, &n), RES_OK);
  for (size_t i = 0; i < n && item[i].kind == MARKET_FOUND; i++) {
    assert_true(item[i].total >= (int64_t)n);
    buf_fmt(&b, "%s%lld", i == 0 ? "" : " ", (long long)(item[i].plugin_id - ID(0)));
  }
  return b.n == 0 ? "" : b.p;
}

#define FINDS(q, want) assert_string_equal(list((q), NULL, MARKET_BEST, 1), (want))

static void a_row_holds_what_a_card_shows(void **state) {
  struct market_filter f = {.q = "车牌识别", .page = 1};
  struct market_item *item = NULL;
  size_t n = 0;

  (void)state;
  assert_int_equal(market_list(c, &f, &item, &n), RES_OK);
  assert_int_equal(n, 1);
  assert_string_equal(item[0].name, "车牌识别");
  assert_string_equal(item[0].summary, "用相机识别中国车牌");
  assert_string_equal(item[0].subject_name, "market provider");
  assert_string_equal(item[0].tags, "识别、相机");
  assert_string_equal(item[0].category, "tools.mediatools");
  assert_int_equal(item[0].total, 1);
}

static void the_list_is_ordered_and_narrowed(void **state) {
  (void)state;
  assert_string_equal(list(NULL, NULL, MARKET_NEWEST, 1), "5 4 3 2 1");
  assert_string_equal(list("", "", MARKET_NAME, 1), "2 3 4 5 1"); /* Latin first, then pinyin: a before che */
  assert_string_equal(list("  ", "tools", MARKET_NEWEST, 1), "4 3 2 1");
  assert_string_equal(list(NULL, "tools.weather", MARKET_NEWEST, 1), "4 3");
  assert_string_equal(list(NULL, "tools.weather", MARKET_NAME, 1), "3 4");
  assert_string_equal(list(NULL, "tools", MARKET_NAME, 1), "2 3 4 1");
  assert_string_equal(list(NULL, "tool", MARKET_NEWEST, 1), "");
  assert_string_equal(list(NULL, "tools.", MARKET_NEWEST, 1), "");
  assert_string_equal(list(NULL, "' OR 1=1 --", MARKET_NEWEST, 1), "");
  assert_string_equal(list(NULL, "工具", MARKET_NEWEST, 1), "");
  assert_string_equal(list(NULL, NULL, MARKET_NEWEST, 2), "");
  assert_string_equal(list(NULL, NULL, MARKET_NEWEST, 0), "5 4 3 2 1");
  assert_string_equal(list(NULL, NULL, MARKET_NEWEST, INT64_MAX), "");
}

static void search_finds_chinese_and_latin(void **state) {
  (void)state;
  FINDS("识别", "2 1");    /* both names hold it: the newer first */
  FINDS("车牌", "1");      /* begins so; 6 is hidden, 7 is off the shelf */
  FINDS("中国车牌", "1");  /* inside a text */
  FINDS("牌车", "");       /* both characters, not this word */
  FINDS("ocr", "2");       /* case does not matter */
  FINDS("ＯＣＲ", "2");    /* nor width */
  FINDS("oc", "2");        /* the beginning of a word */
  FINDS("cr", "");         /* its end is not */
  FINDS("ocr通用", "2");   /* words meet without a blank */
  FINDS("通用 ocr", "2");  /* in any order */
  FINDS("天气 预报", "3"); /* every word must be there */
  FINDS("天气 下雨", "");
  FINDS("market provider", ""); /* the provider is not searched */
  FINDS("wea", "4 3");
  FINDS("！？", "");
  FINDS("100%", "5");
  FINDS("_____", "");
  FINDS("%", "");
  assert_string_equal(list("天气", "tools.weather", MARKET_NAME, 1), "3 4");
  assert_string_equal(list("天气", "medical", MARKET_NEWEST, 1), "");
  assert_string_equal(list("天气", "tools", MARKET_NEWEST, 2), "");
}

static void exact_id_and_name_come_first(void **state) {
  (void)state;
  FINDS("1000000000000001", "1");
  FINDS("１００００００００００００００５", "5"); /* full width */
  FINDS("1000000000000006", "");                  /* hidden */
  FINDS("1000000000000007", "");                  /* off the shelf */
  FINDS("100000000000000", "");                   /* 15 digits */
  FINDS("weather", "3 4");                        /* the exact name before the newer one that begins so */
  FINDS("WEATHER pro", "4");
  assert_string_equal(list("weather", NULL, MARKET_NAME, 1), "3 4");
}

static void long_and_odd_queries_end_well(void **state) {
  char word[3 * 3000 + 1] = "";

  (void)state;
  for (int i = 0; i < 3000; i++)
    memcpy(word + 3 * i, "识", 3);
  FINDS(word, "");
  FINDS("a b c d e f g h i j k l m n o p", "");
  FINDS("识别 相机 中国 用 车牌", "1"); /* more words than places: the rest in its order */
  FINDS("\\", "");
  FINDS("'\"<>", "");
}

static void what_changes_is_shown(void **state) {
  long long id = ID(3);
  int64_t epoch = fixture_int("SELECT n FROM epoch WHERE name = 'catalogue'");

  (void)state;
  fixture_sql("UPDATE listing SET hidden = 1 WHERE plugin_id = %lld", id);
  refresh(id);
  FINDS("weather", "4");
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM search_gram WHERE doc = %lld", id), 0);
  fixture_sql("UPDATE listing SET hidden = 0 WHERE plugin_id = %lld", id);
  fixture_sql("UPDATE plugin SET name = '风筝🪁', name_key = '风筝🪁' WHERE id = %lld", id);
  refresh(id);
  FINDS("weather", "4");
  FINDS("风筝", "3");
  FINDS("风筝🪁", "3");
  fixture_sql("UPDATE plugin SET state = 'disabled' WHERE id = %lld", id);
  refresh(id);
  FINDS("风筝", "");
  fixture_sql("UPDATE plugin SET state = 'active', name = 'Weather', name_key = 'weather' WHERE id = %lld", id);
  fixture_sql("UPDATE plugin_state SET online_versions = 0 WHERE plugin_id = %lld", id);
  refresh(id);
  FINDS("weather", "4");
  fixture_sql("UPDATE plugin_state SET online_versions = 1 WHERE plugin_id = %lld", id);
  refresh(id);
  FINDS("weather", "3 4");
  refresh(ID(999)); /* nothing of that id: nothing happens */
  assert_int_equal(fixture_int("SELECT n FROM epoch WHERE name = 'catalogue'"), epoch + 6);
}

/* One hides, the others save settings: whoever is last has seen the hiding. */
static enum res hide_or_save(struct ctx *mine, int i, void *arg) {
  static struct db_stmt hide = {"test_hide", "UPDATE listing SET hidden = 1 WHERE plugin_id = ?", NULL};
  static struct db_stmt save = {"test_save", "UPDATE plugin SET rev = rev + 1 WHERE id = ?", NULL};
  int64_t id = *(int64_t *)arg;
  enum res r = db_exec_args(mine->db, i == 0 ? &hide : &save, NULL, DB_ARGS(I(id)));

  return r == RES_OK ? market_refresh(mine, id) : r;
}

static void refreshes_at_once_agree(void **state) {
  int64_t id = ID(4);

  (void)state;
  for (int round = 0; round < 10; round++) {
    fixture_sql("UPDATE listing SET hidden = 0 WHERE plugin_id = %lld", (long long)id);
    refresh(id);
    assert_int_equal(fixture_race(4, hide_or_save, &id, RES_OK), 4);
    assert_int_equal(fixture_int("SELECT COUNT(*) FROM market WHERE plugin_id = %lld", (long long)id), 0);
    assert_int_equal(fixture_int("SELECT COUNT(*) FROM search_gram WHERE doc = %lld", (long long)id), 0);
  }
  fixture_sql("UPDATE listing SET hidden = 0 WHERE plugin_id = %lld", (long long)id);
  refresh(id);
}

static void pages_and_counts(void **state) {
  struct market_filter f = {.q = "万能", .page = 1};
  struct market_item *item = NULL;
  size_t n = 0;

  (void)state;
  fixture_sql("SET foreign_key_checks = 0");
  fixture_sql("INSERT INTO market (plugin_id, category, level1, name, name_key, name_order, summary, tags, text,"
              " subject_name, add_mode, audience, shelved_at, updated_at, place) SELECT %lld + seq, 'it.software', "
              "'it', 'x', 'x',"
              " 'x', '', '', '万能', 's', 'free', '', seq, 1, -seq FROM seq_1_to_1005",
              (long long)ID(10000));
  fixture_sql("INSERT INTO search_gram SELECT '万能', -seq, %lld + seq, '' FROM seq_1_to_1005", (long long)ID(10000));
  assert_int_equal(market_list(c, &f, &item, &n), RES_OK);
  assert_int_equal(n, MARKET_PAGE);
  assert_int_equal(item[0].total, 1001);
  assert_int_equal(item[0].plugin_id, ID(11005));
  f.page = MARKET_PAGES;
  assert_int_equal(market_list(c, &f, &item, &n), RES_OK);
  assert_int_equal(n, MARKET_PAGE);
  fixture_sql("DELETE FROM market WHERE plugin_id > %lld AND plugin_id <= %lld", (long long)ID(10000),
              (long long)ID(10004));
  f = (struct market_filter){.category = "it", .page = MARKET_PAGES};
  assert_int_equal(market_list(c, &f, &item, &n), RES_OK);
  assert_int_equal(n, MARKET_PAGE);
  assert_int_equal(item[0].total, 1001); /* 1001 left */
  fixture_sql("DELETE FROM market WHERE plugin_id = %lld", (long long)ID(10005));
  assert_int_equal(market_list(c, &f, &item, &n), RES_OK);
  assert_int_equal(item[0].total, 1000);
  fixture_sql("DELETE FROM market WHERE plugin_id > %lld", (long long)ID(10000));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_row_holds_what_a_card_shows),  cmocka_unit_test(the_list_is_ordered_and_narrowed),
      cmocka_unit_test(search_finds_chinese_and_latin), cmocka_unit_test(exact_id_and_name_come_first),
      cmocka_unit_test(long_and_odd_queries_end_well),  cmocka_unit_test(what_changes_is_shown),
      cmocka_unit_test(refreshes_at_once_agree),        cmocka_unit_test(pages_and_counts),
  };

  return cmocka_run_group_tests(tests, up, NULL);
}
