/* The market's search terms follow the texts: each act that changes a text changes what finds it, in its own transaction, and
 * the administrator's tools prove and restore it. */
#include "domain/market_terms.h"

#include "domain/grams.h"
#include "domain/listing.h"
#include "domain/market.h"
#include "domain/version.h"
#include "fixture.h"
#include "rule/policy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { OWNER = 1, PLUGINS = 5 };
#define PLUGIN 1000000000000001

static struct ctx *c;

static enum res do_refresh(void *arg) { return market_refresh(c, *(int64_t *)arg); }

static void refresh(int64_t id) {
  if (fixture_tx(c, do_refresh, &id) != RES_OK)
    fail_msg("%s, key %s", db_error(c->db), db_dup_key(c->db));
}

static int up(void **state) {
  static const char *const names[] = {"排队取号", "天气预报", "城市天气", "山区天气", "海边天气"};

  (void)state;
  c = fixture_ctx();
  fixture_subject(OWNER, "enterprise", "search provider");
  for (int i = 0; i < PLUGINS; i++) {
    fixture_plugin(PLUGIN + i, OWNER, names[i], i == 0 ? "餐厅排队" : "天气", "餐厅", "catering.queueing");
    refresh(PLUGIN + i);
  }
  return 0;
}

/* "1" when the first plugin is all that is found, "" when nothing is. */
static const char *found(const char *q, const char *category, enum market_sort sort) {
  struct market_filter f = {.q = q, .category = category, .sort = sort, .page = 1};
  struct market_item *item = NULL;
  size_t n = 0;

  assert_int_equal(market_list(c, &f, &item, &n), RES_OK);
  if (n == 0 || item[0].kind != MARKET_FOUND)
    return "";
  assert_int_equal(n, 1);
  assert_int_equal(item[0].plugin_id, PLUGIN);
  return "1";
}

/* ---- terms follow the texts in the transaction that changes these ---- */

struct change {
  int64_t id;
  const char *action, *name;
  bool fail; /* undo all */
};

static enum res do_rename(void *arg) {
  struct change *x = arg;
  struct plugin p = {0};
  enum res r = plugin_load(c, x->id, &p);

  if (r == RES_OK)
    r = plugin_save(
        c, &p,
        &(struct plugin_input){
            .name = x->name, .intro = p.intro, .contact = p.contact, .add_mode = p.add_mode, .audience = p.audience});
  return r == RES_OK && x->fail ? RES_INVALID : r;
}

static enum res do_listing(void *arg) {
  struct change *x = arg;
  struct plugin p = {0};
  enum res r = plugin_load(c, x->id, &p);

  return r == RES_OK ? listing_do(c, &p, REL_MAIN, x->action, 0) : r;
}

static enum res do_online(void *arg) {
  struct change *x = arg;
  struct plugin p = {0};
  struct version v = {0};
  enum res r = plugin_load(c, x->id, &p);

  if (r == RES_OK)
    r = version_load(c, x->id, "1.1.0", &v);
  return r == RES_OK ? version_move(c, &p, &v, REL_MAIN, x->action) : r;
}

static void change(enum res (*work)(void *), struct change x) {
  c->why = (struct reason){0};
  assert_int_equal(fixture_tx(c, work, &x), x.fail ? RES_INVALID : RES_OK);
}

static int own(void **state) {
  (void)state;
  fixture_be(c, OWNER, "enterprise", "main", "verified");
  return 0;
}

static void a_new_name_finds_at_once(void **state) {
  (void)state;
  change(do_rename, (struct change){.id = PLUGIN, .name = "候位大师"});
  assert_string_equal(found("候位", NULL, 0), "1");
  assert_string_equal(found("取号", NULL, 0), "1"); /* it is found by its former name, too */
  assert_string_equal(found("候位大师", NULL, 0), "1");
  change(do_rename, (struct change){.id = PLUGIN, .name = "叫号大师", .fail = true}); /* rolled back with the name */
  assert_string_equal(found("叫号", NULL, 0), "");
  assert_string_equal(found("候位", NULL, 0), "1");
  change(do_rename, (struct change){.id = PLUGIN, .name = "排队取号"});
  assert_string_equal(found("候位", NULL, 0), "1");
}

static void hiding_and_unshelving_remove_at_once(void **state) {
  static const char *const pairs[][2] = {{"hide", "show"}, {"unshelve", "reshelve"}};

  (void)state;
  for (int i = 0; i < 2; i++) {
    change(do_listing, (struct change){.id = PLUGIN, .action = pairs[i][0]});
    assert_string_equal(found("排队取号", NULL, 0), "");
    assert_string_equal(found("1000000000000001", NULL, 0), "");
    assert_int_equal(fixture_int("SELECT COUNT(*) FROM search_gram WHERE doc = %lld", (long long)PLUGIN), 0);
    change(do_listing, (struct change){.id = PLUGIN, .action = pairs[i][1]});
    assert_string_equal(found("排队取号", NULL, 0), "1");
  }
}

static void a_shelved_revision_brings_its_summary(void **state) {
  (void)state;
  fixture_sql("INSERT INTO listing_revision (id, plugin_id, n, state, summary, what, how, benefit, cases, guide,"
              " created_at) VALUES (77, %lld, 2, 'passed', '远程等位与提醒', 'w', 'h', '', '', '', 1)",
              (long long)PLUGIN);
  assert_string_equal(found("等位", NULL, 0), "");
  change(do_listing, (struct change){.id = PLUGIN, .action = "shelve"});
  assert_string_equal(found("等位", NULL, 0), "1");
  assert_string_equal(found("餐厅排队", NULL, 0), ""); /* the former summary's */
}

static void an_online_version_brings_its_tags_and_category(void **state) {
  long long id = PLUGIN;

  (void)state;
  fixture_sql("INSERT INTO version (id, plugin_id, major, minor, patch, state, uploader, package_sha256, package_size,"
              " upload_sha256, upload_size, manifest, findings, category, tags, created_at) VALUES (78, %lld, 1, 1, 0,"
              " 'passed', 1, REPEAT('p', 32), 2048, REPEAT('p', 32), 1, '{}', '[]', 'catering.delivery', '骑手', 1)",
              id);
  assert_string_equal(found("骑手", NULL, 0), "");
  change(do_online, (struct change){.id = id, .action = "online"});
  assert_string_equal(found("骑手", "catering.delivery", 0), "1");
  assert_string_equal(found("排队取号", "catering.queueing", 0), "");
}

/* ---- the administrator's tools ---- */

static int64_t rebuild(bool stale) {
  int64_t after = 0, n = 1, rows = 0;

  while (n > 0) {
    assert_int_equal(market_rebuild(c, stale, &after, &n), RES_OK);
    rows += n;
  }
  return rows;
}

static size_t faults(void) {
  struct market_fault *fault = NULL;
  int64_t after = 0, rows = 1;
  size_t n = 0, all = 0;

  assert_int_equal(market_verify_rows(c, &fault, &all), RES_OK);
  while (rows > 0) {
    assert_int_equal(market_verify(c, &after, &rows, &fault, &n), RES_OK);
    all += n;
  }
  return all;
}

static void terms_are_verified_and_rebuilt(void **state) {
  int64_t shown = fixture_int("SELECT COUNT(*) FROM market");
  int64_t terms = fixture_int("SELECT COUNT(*) FROM search_gram"), epoch;

  (void)state;
  assert_int_equal(shown, PLUGINS);
  assert_int_equal(faults(), 0);
  fixture_sql("DELETE FROM search_gram WHERE gram = '天气' AND doc = %lld", (long long)(PLUGIN + 3));
  fixture_sql("INSERT INTO search_gram SELECT '多余', place, plugin_id, category FROM market WHERE plugin_id = %lld",
              (long long)(PLUGIN + 1));
  fixture_sql("UPDATE search_gram SET place = 1 WHERE gram = '天气' AND doc = %lld", (long long)(PLUGIN + 2));
  assert_int_equal(faults(), 3);
  epoch = fixture_int("SELECT n FROM epoch WHERE name = 'catalogue'");
  assert_int_equal(rebuild(true), 0); /* none is of an older version */
  fixture_sql("UPDATE market SET terms = 0, text = '', place = 0 WHERE plugin_id IN (%lld, %lld)",
              (long long)(PLUGIN + 3), (long long)(PLUGIN + 2));
  assert_int_equal(rebuild(true), 2);
  assert_int_equal(fixture_int("SELECT n FROM epoch WHERE name = 'catalogue'"), epoch + 1);
  assert_int_equal(faults(), 1);
  fixture_sql("UPDATE market SET terms = 0 WHERE plugin_id = %lld", (long long)(PLUGIN + 1));
  assert_int_equal(market_renew(c), RES_OK); /* the job finds it by itself */
  assert_int_equal(faults(), 0);
  assert_int_equal(market_renew(c), RES_OK);
  assert_int_equal(fixture_int("SELECT n FROM epoch WHERE name = 'catalogue'"), epoch + 2);
  assert_int_equal(rebuild(false), shown);
  assert_int_equal(faults(), 0);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM search_gram"), terms);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM market WHERE text = '' OR place = 0 OR terms <> %d", GRAM_VERSION),
                   0);
  fixture_sql("UPDATE listing SET hidden = 1 WHERE plugin_id = %lld",
              (long long)(PLUGIN + 3)); /* behind the program's back */
  fixture_sql("DELETE FROM market WHERE plugin_id = %lld", (long long)(PLUGIN + 4));
  assert_int_equal(faults(), 2);
  fixture_sql("UPDATE listing SET hidden = 0 WHERE plugin_id = %lld", (long long)(PLUGIN + 3));
  refresh(PLUGIN + 4);
  assert_int_equal(faults(), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(a_new_name_finds_at_once, own),
      cmocka_unit_test_setup(hiding_and_unshelving_remove_at_once, own),
      cmocka_unit_test_setup(a_shelved_revision_brings_its_summary, own),
      cmocka_unit_test_setup(an_online_version_brings_its_tags_and_category, own),
      cmocka_unit_test(terms_are_verified_and_rebuilt),
  };

  return cmocka_run_group_tests(tests, up, NULL);
}
