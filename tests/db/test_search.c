/* The market's search over a small catalogue written by hand: what each query finds and in which order, and what is offered
 * when nothing is found. */
#include "domain/market.h"

#include "domain/entitlement.h"
#include "domain/market_terms.h"
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ID(n) (1000000000000000 + (n))
enum { OWNER = 1, HOLDERS = 100 };

static struct ctx *c;

/* The later in the list, the later on the shelf. */
static const struct {
  const char *name, *summary, *tags, *category;
} catalogue[] = {
    [1] = {"天气", "今天和明天的天气", "气象、生活", "tools.weather"},
    [2] = {"天气预报", "七天预报与空气质量", "天气、预报", "tools.weather"},
    [3] = {"城市天气", "按城市看天气", "天气、城市", "tools.weather"},
    [4] = {"Weather", "天气与潮汐", "weather、sea", "tools.weather"},
    [5] = {"Weather Pro", "更多城市的天气", "专业", "tools.weather"},
    [6] = {"钓鱼助手", "看天气，找钓点", "户外", "tools.lookup"},
    [7] = {"车牌识别", "用相机识别车牌", "识别、停车", "tools.mediatools"},
    [8] = {"停车管家", "车牌识别与停车缴费", "停车、缴费", "transport.parking"},
    [9] = {"OCR 通用识别", "图片变文字", "OCR、文字", "tools.mediatools"},
    [10] = {"识别助手", "OCR 与条码", "扫码", "tools.mediatools"},
    [11] = {"ＯＣＲ票据", "发票识别", "发票", "tools.invoices"},
    [12] = {"会员积分", "积分商城和会员等级", "会员、积分", "ecommerce.platform"},
    [13] = {"积分商城", "用积分换礼品", "积分、商城", "ecommerce.platform"},
    [14] = {"小程序商城", "开一家商城", "电商", "ecommerce.platform"},
    [15] = {"程序员日历", "工作日与节假日", "日历", "tools.lookup"},
    [16] = {"T恤定制", "印上你的图案", "定制、T恤", "ecommerce.platform"},
    [17] = {"Kafka 监控", "消息积压报警", "运维、SDK", "it.software"},
    [18] = {"支付SDK", "三行代码接入支付", "支付、SDK", "it.software"},
    [19] = {"支付宝典", "支付接入知识", "支付", "it.software"},
    [20] = {"100% 好评", "评价管理", "评价", "ecommerce.platform"},
    [21] = {"50_50 分账", "按比例分账", "分账", "it.software"},
    [22] = {"C++ 题库", "练习题与解答", "编程、题库", "education.online"},
    [23] = {"カード決済", "日本のカード", "決済", "it.software"},
    [24] = {"Émile 法语", "法语学习", "法语", "education.online"},
    [25] = {"2024 税务日历", "报税日期提醒", "税务", "tools.invoices"},
    [26] = {"财务助手", "自动报税", "财务", "tools.invoices"},
    [27] = {"重量换算", "㎏ 与斤", "单位", "tools.calculators"},
    [28] = {"风筝🪁天气", "放风筝的天气", "户外、天气", "tools.weather"},
    [29] = {"隐藏的天气", "天气", "天气", "tools.weather"},
    [30] = {"下架的天气", "天气", "天气", "tools.weather"},
    [31] = {"internationalization", "i18n tools", "locale", "it.software"},
    [32] = {"一二三四五六七八九十甲乙丙丁", "最长的词", "长", "it.software"},
    [33] = {"一二三四五六七八九十甲乙丙戊", "也很长", "长", "it.software"},
    [34] = {"点餐", "扫码点餐", "餐厅", "catering.ordering"},
    [35] = {"扫码点餐", "桌边下单", "点餐、餐厅", "catering.ordering"},
    [36] = {"排队取号", "餐厅排队", "餐厅、排队", "catering.queueing"},
    [37] = {"外卖", "点餐外送", "外卖", "catering.delivery"},
    [38] = {"\"引号\"'与'\\反斜杠", "<b>标记</b> & 更多", "符号", "it.software"},
};
enum { PLUGINS = sizeof catalogue / sizeof catalogue[0] - 1 };

static enum res do_refresh(void *arg) { return market_refresh(c, *(int64_t *)arg); }

static void refresh(int64_t id) {
  if (fixture_tx(c, do_refresh, &id) != RES_OK)
    fail_msg("%s, key %s", db_error(c->db), db_dup_key(c->db));
}

static const char *quoted(const char *s) {
  struct buf b = buf_new(c->a, 512);

  for (; *s != '\0'; s++) {
    if (strchr("'\\", *s) != NULL)
      buf_char(&b, '\\');
    buf_char(&b, *s);
  }
  return b.n == 0 ? "" : b.p;
}

static int up(void **state) {
  (void)state;
  c = fixture_ctx();
  fixture_subject(OWNER, "enterprise", "search provider");
  for (int i = 1; i <= PLUGINS; i++)
    fixture_plugin(ID(i), OWNER, quoted(catalogue[i].name), quoted(catalogue[i].summary), catalogue[i].tags,
                   catalogue[i].category);
  fixture_sql("UPDATE listing SET hidden = 1 WHERE plugin_id = %lld", (long long)ID(29));
  fixture_sql("UPDATE listing SET shelf = 'off' WHERE plugin_id = %lld", (long long)ID(30));
  for (int i = 1; i <= PLUGINS; i++)
    refresh(ID(i));
  return 0;
}

/* The numbers of the plugins in their order: found ones; behind ? what is near, behind ! what is popular. */
static const char *list(const struct market_filter *f) {
  static const char *const mark[] = {[MARKET_FOUND] = "", [MARKET_NEAR] = "?", [MARKET_POPULAR] = "!"};
  struct market_item *item = NULL;
  struct buf b = buf_new(c->a, 4096);
  size_t n = 0;

  if (market_list(c, f, &item, &n) != RES_OK)
    fail_msg("%s: %s", f->q, db_error(c->db));
  for (size_t i = 0; i < n; i++) {
    assert_int_equal(item[i].total, item[i].kind == MARKET_FOUND ? (int64_t)n : 0);
    buf_fmt(&b, "%s%s%lld", i == 0 ? "" : " ", mark[item[i].kind], (long long)(item[i].plugin_id - ID(0)));
  }
  return b.n == 0 ? "" : b.p;
}

static const char *find(const char *q, const char *category, enum market_sort sort) {
  return list(&(struct market_filter){.q = q, .category = category, .sort = sort, .page = 1});
}

/* Nothing is found: what is offered is another test's matter. */
static const char *found(const char *q, const char *category, enum market_sort sort) {
  const char *out = find(q, category, sort);

  return strpbrk(out, "?!") == NULL ? out : "";
}

/* ---- golden: what each query finds ---- */

static const struct {
  const char *q, *category, *want;
  enum market_sort sort;
} golden[] = {
    /* exact id, exact name, beginning of the name, in the name, anywhere; newest first within each */
    {"1000000000000007", NULL, "7", 0},
    {"１０００００００００００００１３", NULL, "13", 0}, /* full width */
    {"1000000000000029", NULL, "", 0},                   /* hidden */
    {"1000000000000030", NULL, "", 0},                   /* off the shelf */
    {"100000000000000", NULL, "", 0},                    /* 15 digits */
    {"天气", NULL, "1 2 28 3 6 5 4", 0},
    {"天气预报", NULL, "2", 0},
    {"点餐", NULL, "34 35 37", 0},
    {"weather", NULL, "4 5", 0},
    {"WEATHER pro", NULL, "5", 0},
    {"Weather", "tools.weather", "4 5", 0},
    {"wea", NULL, "5 4", 0},
    {"w", NULL, "5 4", 0},
    {"eather", NULL, "", 0}, /* the end of a word is no beginning */
    /* one character, two, three, more */
    {"税", NULL, "25 26", 0},
    {"车", NULL, "7 8", 0},
    {"识别", NULL, "10 9 7 11 8", 0},
    {"小程序", NULL, "14", 0},
    {"程序", NULL, "15 14", 0},
    {"序员日", NULL, "15", 0},
    {"车牌识别", NULL, "7 8", 0},
    {"牌识", NULL, "7 8", 0},
    {"识牌", NULL, "", 0},   /* both characters, not this word */
    {"城天气", NULL, "", 0}, /* both pairs nowhere together */
    {"积分商城", NULL, "13 12", 0},
    {"分商", NULL, "13 12", 0},
    {"一二三四五六七八九十甲乙丙", NULL, "33 32", 0}, /* longer than a stored beginning */
    {"一二三四五六七八九十甲乙丙丁", NULL, "32", 0},
    /* width, case, compatibility, signs */
    {"ocr", NULL, "11 9 10", 0},
    {"ＯＣＲ", NULL, "11 9 10", 0},
    {"Ocr票据", NULL, "11", 0},
    {"kg", NULL, "27", 0},
    {"㎏", NULL, "27", 0},
    {"emile", NULL, "", 0}, /* an accent is a difference */
    {"émile", NULL, "24", 0},
    {"e\xcc\x81mile", NULL, "24", 0}, /* composed or not is none */
    {"ｶｰﾄﾞ", NULL, "23", 0},
    {"100%", NULL, "20", 0},
    {"50_50", NULL, "21", 0},
    {"%", NULL, "", 0},
    {"_", NULL, "", 0},
    {"c++", NULL, "22", 0},
    {"🪁", NULL, "", 0},
    {"风筝🪁", NULL, "28", 0},
    {"\"引号", NULL, "38", 0},
    {"'与'\\", NULL, "38 27 22 15 10 8 4 2", 0},
    {"\\", NULL, "", 0},
    /* several words, Latin beside Han */
    {"天气 城市", NULL, "3 5", 0},
    {"城市 天气", NULL, "3 5", 0},
    {"天气　预报", NULL, "2", 0}, /* a blank of full width */
    {"天气 下雨", NULL, "", 0},
    {"支付sdk", NULL, "18", 0},
    {"sdk支付", NULL, "18", 0},
    {"sdk 监控", NULL, "17", 0},
    {"T恤", NULL, "16", 0},
    {"恤 t", NULL, "16", 0},
    {"餐厅 排队 取号", NULL, "36", 0},
    {"识别 相机 用 车牌 停车", NULL, "7", 0}, /* more words than terms are asked for */
    {"税 2024", NULL, "25", 0},
    {"internationaliz", NULL, "31", 0},
    {"internationalisation", NULL, "", 0},
    /* categories of both levels, other orders */
    {"天气", "tools", "1 2 28 3 6 5 4", 0},
    {"天气", "tools.lookup", "6", 0},
    {"天气", "catering", "", 0},
    {"识别", "tools.mediatools", "10 9 7", 0},
    {"车牌识别", "transport", "8", 0},
    {"积分商城", "ecommerce.platform", "13 12", 0},
    {"点餐 餐厅", "catering.ordering", "35 34", 0},
    {"1000000000000007", "catering", "", 0},
    {"天气", "' OR 1=1 --", "", 0},
    {"天气", "tools", "28 6 5 4 3 2 1", MARKET_NEWEST},
    {"识别", NULL, "11 10 9 8 7", MARKET_NEWEST},
    {"天气", NULL, "4 5 3 6 28 1 2", MARKET_NAME},
    {"车牌识别", NULL, "7 8", MARKET_NAME},
    {"天气 城市", "tools.weather", "5 3", MARKET_NAME},
    /* nothing to ask */
    {"！？", NULL, "", 0},
    {"search provider", NULL, "", 0}, /* providers are not searched */
};

static void finds_what_it_should(void **state) {
  int bad = 0;

  (void)state;
  for (size_t i = 0; i < sizeof golden / sizeof golden[0]; i++) {
    const char *got = found(golden[i].q, golden[i].category, golden[i].sort);

    if (strcmp(got, golden[i].want) == 0)
      continue;
    print_error("# %s in %s, order %d: [%s], not [%s]\n", golden[i].q,
                golden[i].category == NULL ? "all" : golden[i].category, (int)golden[i].sort, got, golden[i].want);
    bad++;
  }
  assert_int_equal(bad, 0);
}

/* ---- nothing found ---- */

static void near_and_popular_are_offered(void **state) {
  struct market_filter f = {.q = "天汽预报", .page = 1};

  (void)state;
  assert_string_equal(list(&f), "?2 ?28 ?3 ?1 !38 !37 !36 !35"); /* 预报 and 天 before 天 */
  f.q = "weathr";
  assert_string_equal(list(&f), "?5 ?4 !38 !37 !36 !35");
  f.q = "鱻";
  assert_string_equal(list(&f), "!38 !37 !36 !35");
  f.category = "catering";
  f.q = "天气";
  assert_string_equal(find(f.q, f.category, MARKET_BEST), "?28 ?3 ?2 ?1 !38 !37 !36 !35");
  f.page = 2; /* the page after the last */
  assert_string_equal(list(&(struct market_filter){.q = "点餐", .page = 2}), "?35 ?34 !38 !37 !36 !35");
  assert_string_equal(list(&(struct market_filter){.page = 9}), ""); /* a plain list offers nothing */
}

/* ---- what is obtained often stands before what is not ---- */

static void hold(int64_t plugin, int n) {
  fixture_sql("DELETE FROM entitlement WHERE plugin_id = %lld", (long long)plugin);
  fixture_sql("SET foreign_key_checks = 0"); /* holders without a row of their own */
  fixture_sql(
      "INSERT INTO entitlement (id, subject_id, plugin_id, state, obtained_at) SELECT %lld + seq, %d + seq, %lld,"
      " 'held', 1 FROM seq_1_to_5000 WHERE seq <= %d",
      (long long)plugin * 10, HOLDERS, (long long)plugin, n);
  fixture_sql("SET foreign_key_checks = 1");
}

static int64_t place(int64_t plugin) {
  return fixture_int("SELECT place FROM market WHERE plugin_id = %lld", (long long)plugin);
}

static bool again;

static enum res do_obtain(void *arg) {
  struct offer o = {0};
  enum res r = offer_load(c, *(int64_t *)arg, &o);

  return r == RES_OK ? entitlement_obtain(c, &o, &again) : r;
}

static void steps_of_holders_decide(void **state) {
  int64_t id = ID(7), unheld = place(id), before;

  (void)state;
  assert_string_equal(find("识别", NULL, MARKET_BEST), "10 9 7 11 8");
  hold(id, 2);
  refresh(id);
  before = place(id);
  assert_true(before < unheld);
  fixture_subject(HOLDERS, "enterprise", "one more");
  fixture_be(c, HOLDERS, "enterprise", "main", "verified");
  assert_int_equal(fixture_tx(c, do_obtain, &id), RES_OK); /* the third: no other step */
  assert_int_equal(place(id), before);
  hold(id, 3);
  assert_int_equal(fixture_tx(c, do_obtain, &id), RES_OK); /* the fourth */
  assert_true(place(id) < before);
  assert_string_equal(find("识别", NULL, MARKET_BEST), "10 7 9 11 8"); /* a name that begins so is still the first */
  assert_int_equal(fixture_int("SELECT COUNT(DISTINCT place) FROM search_gram WHERE doc = %lld", (long long)id), 1);
  assert_string_equal(find("鱻", NULL, MARKET_BEST), "!7 !38 !37 !36");
  fixture_sql("DELETE FROM entitlement");
  refresh(id);
  assert_int_equal(place(id), unheld);
  assert_int_equal(market_step(0), 0);
  assert_int_equal(market_step(1), 1);
  assert_int_equal(market_step(3), 1);
  assert_int_equal(market_step(4), 2);
  assert_int_equal(market_step(1023), 5);
  assert_int_equal(market_step(1024), 6);
  assert_int_equal(market_step(INT64_MAX), 6);
  assert_true(market_place(1, 0) < market_place(0, 9999999999)); /* a step is more than any time */
  assert_true(market_place(1, 5) < market_place(1, 4));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(finds_what_it_should),
      cmocka_unit_test(near_and_popular_are_offered),
      cmocka_unit_test(steps_of_holders_decide),
  };

  return cmocka_run_group_tests(tests, up, NULL);
}
