/* Opening the plugin function, basic settings, and how far a plugin is. domain.md section 2 "Plugin", section 4 "submit". */
#include "domain/plugin.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct ctx *c;

enum { MINE = 7001, OTHERS = 7002 };

struct call {
  const struct plugin *seen; /* NULL: create */
  struct plugin_input in;
  int64_t app, id;
};

static enum res work(void *arg) {
  struct call *x = arg;

  c->why = (struct reason){0};
  return x->seen == NULL ? plugin_create(c, x->app, x->in.name, x->in.intro, &x->id) : plugin_save(c, x->seen, &x->in);
}

static enum res create(const char *name, int64_t *id) {
  struct call x = {.in = {.name = name, .intro = "做一件事"}, .app = MINE};
  enum res r = fixture_tx(c, work, &x);

  if (id != NULL)
    *id = x.id;
  return r;
}

static struct plugin made(const char *name) {
  struct plugin p = {0};
  int64_t id = 0;

  assert_int_equal(create(name, &id), RES_OK);
  assert_int_equal(plugin_load(c, id, &p), RES_OK);
  return p;
}

static int up(void **state) {
  (void)state;
  c = fixture_ctx();
  fixture_subject(1, "enterprise", "plugin owner");
  fixture_subject(2, "organisation", "somebody else");
  fixture_subject(3, "enterprise", "plugin list owner");
  fixture_app(MINE, 1, "mine", "tools.voting");
  fixture_app(OTHERS, 2, "others", "tools.voting");
  fixture_sql("INSERT INTO content (sha256, size, type, class, created_at) VALUES (REPEAT('b', 32), 1, 'image/png',"
              " 'image', 1)");
  return 0;
}

static int me(void **state) {
  (void)state;
  fixture_be(c, 1, "enterprise", "main", "verified");
  return 0;
}

static void opens_the_function_for_a_mini_program(void **state) {
  struct plugin p = made("票务插件");

  (void)state;
  assert_int_equal(p.app_id, MINE);
  assert_int_equal(p.subject_id, 1);
  assert_string_equal(p.name, "票务插件");
  assert_string_equal(p.intro, "做一件事");
  assert_string_equal(p.app_name, "mine");
  assert_string_equal(p.state, "active");
  assert_string_equal(p.shelf, "never");
  assert_string_equal(p.add_mode, "");
  assert_null(p.category);
  assert_int_equal(p.online_versions, 0);
  assert_int_equal(p.rev, 1);
  assert_int_equal(
      fixture_int("SELECT COUNT(*) FROM audit WHERE act = 'plugin.create' AND object_id = %lld", (long long)p.id), 1);
  assert_int_equal(plugin_load(c, MINE, &p), RES_NOT_FOUND); /* one namespace, two kinds */
  assert_int_equal(create("第二个插件", NULL), RES_OK);      /* several per mini-program */
}

static void is_for_verified_organisations_only(void **state) {
  static const char *const types[] = {"enterprise", "media", "government", "organisation"};
  static const char *const states[] = {"none", "auditing", "refused", NULL};

  (void)state;
  for (size_t i = 0; i < 4; i++) {
    fixture_be(c, 1, types[i], "main", "verified");
    assert_int_equal(plugin_may_open(c), RES_OK);
    fixture_be(c, 1, types[i], "main", states[i]);
    assert_int_equal(plugin_may_open(c), RES_FORBIDDEN);
    assert_string_equal(c->why.place, "real_name");
    assert_int_equal(create("未认证的插件", NULL), RES_FORBIDDEN);
    assert_string_equal(c->why.place, "real_name");
  }
  fixture_be(c, 1, "individual", "main", "verified");
  assert_int_equal(create("个人的插件", NULL), RES_FORBIDDEN);
  assert_string_equal(c->why.place, "subject");
  assert_non_null(strstr(c->why.text, "个人主体"));
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM plugin WHERE name IN ('未认证的插件', '个人的插件')"), 0);
}

static void belongs_to_a_mini_program_of_the_subject(void **state) {
  struct call x = {.in = {.name = "别人的小程序", .intro = ""}, .app = OTHERS};

  (void)state;
  assert_int_equal(fixture_tx(c, work, &x), RES_NOT_FOUND);
  x.app = 0;
  assert_int_equal(fixture_tx(c, work, &x), RES_NOT_FOUND);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM plugin WHERE name = '别人的小程序'"), 0);
}

static void names_are_unique_and_unlike(void **state) {
  struct plugin p = made("Pay Online 101"), other = made("完全不同");
  struct call x = {
      .seen = &other,
      .in = {.name = "pay online 1O1", .intro = "i", .add_mode = "free", .audience = "enterprise", .contact = "c"}};

  (void)state;
  assert_int_equal(create("PAY  online 101", NULL), RES_INVALID);
  assert_string_equal(c->why.field, "name");
  assert_non_null(strstr(c->why.text, "已被使用"));
  assert_int_equal(create("Pay-Online l0l", NULL), RES_INVALID); /* another name, the same look */
  assert_string_equal(c->why.field, "name");
  assert_non_null(strstr(c->why.text, "太像"));
  assert_int_equal(create("x", NULL), RES_INVALID);
  assert_int_equal(fixture_tx(c, work, &x), RES_INVALID); /* renaming is held to the same */
  x.seen = &p;
  assert_int_equal(fixture_tx(c, work, &x), RES_OK); /* but may look like what it was */
}

static void basic_settings_become_complete(void **state) {
  struct plugin p = made("待完善的插件"), q = {0};
  struct call x = {.seen = &p,
                   .in = {.name = "完善的插件",
                          .intro = "简介",
                          .add_mode = "free",
                          .audience = "enterprise|individual",
                          .contact = "help@example.cn"}};

  (void)state;
  assert_string_equal(plugin_missing(&p), "插件头像");
  assert_int_equal(fixture_tx(c, work, &x), RES_OK);
  assert_int_equal(plugin_load(c, p.id, &q), RES_OK);
  assert_string_equal(plugin_missing(&q), "插件头像");
  assert_int_equal(q.rev, 2);
  x.seen = &q;
  x.in.avatar = (struct bytes){"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", 32};
  assert_int_equal(fixture_tx(c, work, &x), RES_OK);
  assert_int_equal(plugin_load(c, p.id, &q), RES_OK);
  assert_null(plugin_missing(&q));
  assert_string_equal(q.name, "完善的插件");
  assert_string_equal(q.audience, "enterprise|individual");
  assert_int_equal(q.avatar.n, 32);
  x.seen = &p;
  assert_int_equal(fixture_tx(c, work, &x), RES_STALE);
  assert_int_equal(
      fixture_int("SELECT COUNT(*) FROM audit WHERE act = 'plugin.settings' AND object_id = %lld", (long long)p.id), 2);
}

static void names_the_first_thing_that_is_missing(void **state) {
  struct plugin p = {
      .name = "n", .avatar = {"x", 32}, .intro = "i", .add_mode = "free", .audience = "enterprise", .contact = "c"};
  struct plugin q = p;

  (void)state;
  assert_null(plugin_missing(&p));
  q.avatar.n = 0;
  assert_string_equal(plugin_missing(&q), "插件头像");
  q = p, q.intro = "";
  assert_string_equal(plugin_missing(&q), "插件简介");
  q = p, q.add_mode = "";
  assert_string_equal(plugin_missing(&q), "添加方式");
  q = p, q.audience = NULL;
  assert_string_equal(plugin_missing(&q), "可获取的主体");
  q = p, q.contact = "";
  assert_string_equal(plugin_missing(&q), "客服联系方式");
}

/* What is saved is what the market shows, in the same transaction. */
static void the_market_follows(void **state) {
  struct plugin p = {0};
  struct call x = {
      .seen = &p,
      .in = {.name = "改名上架", .intro = "i", .add_mode = "free", .audience = "individual", .contact = "c"}};

  (void)state;
  fixture_plugin(9200, 1, "shelf plugin", "s", "t", "tools.voting");
  assert_int_equal(plugin_load(c, 9200, &p), RES_OK);
  assert_string_equal(p.shelf, "on");
  assert_string_equal(p.category, "tools.voting");
  assert_int_equal(fixture_tx(c, work, &x), RES_OK);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM market WHERE plugin_id = 9200 AND name = '改名上架' AND audience ="
                               " 'individual'"),
                   1);
}

static void tells_how_far_it_is(void **state) {
  struct plugin_progress g = {0};
  struct plugin p = made("进度插件");
  long long id = p.id;

  (void)state;
  assert_int_equal(plugin_progress(c, p.id, &g), RES_OK);
  assert_true(g.pipeline == NULL && g.waiting == NULL && g.revision == NULL);
  assert_true(g.versions == 0 && g.holders == 0 && g.hosts == 0);
  fixture_sql("INSERT INTO version (id, plugin_id, major, minor, patch, state, uploader, package_sha256, package_size,"
              " upload_sha256, upload_size, manifest, findings, created_at) SELECT %lld + seq, %lld, 1, 0, seq,"
              " ELT(seq, 'deleted', 'passed', 'init'), 1, REPEAT('p', 32), 1, REPEAT('p', 32), 1, '{}', '[]', 1"
              " FROM seq_1_to_3",
              id + 10, id);
  fixture_sql("INSERT INTO listing_revision (id, plugin_id, n, state, what, how, benefit, cases, guide, created_at)"
              " VALUES (%lld, %lld, 1, 'superseded', '', '', '', '', '', 1), (%lld, %lld, 2, 'rejected', '', '', '',"
              " '', '', 1)",
              id + 20, id, id + 21, id);
  fixture_sql(
      "INSERT INTO entitlement (id, subject_id, plugin_id, state, obtained_at) VALUES (%lld, 1, %lld, 'held', 1),"
      " (%lld, 2, %lld, 'released', 1)",
      id + 30, id, id + 31, id);
  fixture_sql("INSERT INTO binding (id, app_id, plugin_id, subject_id, major, state, config, agreed_by, created_at)"
              " VALUES (%lld, 7001, %lld, 1, 1, 'stopped', '{}', 1, 1), (%lld, 7002, %lld, 2, 1, 'closed', '{}', 1, 1)",
              id + 40, id, id + 41, id);
  assert_int_equal(plugin_progress(c, p.id, &g), RES_OK);
  assert_string_equal(g.pipeline, "passed");
  assert_string_equal(g.waiting, "1.0.3");
  assert_string_equal(g.revision, "rejected");
  assert_true(g.versions == 2 && g.holders == 1 && g.hosts == 1);
}

/* The ids of a part of the list in the order in which they come, one character each ("531"). */
static const char *listed(const char *q, const char *shelf, struct span span) {
  struct plugin_filter f = {q, shelf};
  struct plugin_item *p = NULL;
  struct buf b = buf_new(c->a, 100);
  size_t n = 0;

  assert_int_equal(plugin_list(c, 3, &f, &span, &p, &n), RES_OK);
  for (size_t i = 0; i < n; i++)
    buf_fmt(&b, "%lld", (long long)(p[i].id - 9300));
  return b.p;
}

static void lists_by_key_both_ways(void **state) {
  struct plugin_item *p = NULL;
  size_t n = 0;

  (void)state;
  for (int i = 1; i <= 5; i++) {
    fixture_plugin(9300 + i, 3, arena_fmt(c->a, "Listed_plugin %c", 'a' + i), "s", "t", "tools.voting");
    fixture_sql("UPDATE plugin SET created_at = %d WHERE id = %d", 100 + (i == 3 ? 2 : i), 9300 + i);
  }
  assert_string_equal(listed("", "", (struct span){{0, 0}, false, false, 3}), "543");
  assert_string_equal(listed("", "", (struct span){{102, 9303}, false, false, 3}), "21");
  assert_string_equal(listed("", "", (struct span){{102, 9302}, true, false, 2}), "43");
  assert_string_equal(listed("", "", (struct span){{0, 0}, false, true, 3}), "123");
  assert_string_equal(listed("", "", (struct span){{102, 9303}, false, true, 3}), "45");
  assert_string_equal(listed("", "", (struct span){{104, 9304}, true, true, 2}), "23");
  assert_int_equal(plugin_list(c, 3, &(struct plugin_filter){"", ""}, &(struct span){.limit = 2}, &p, &n), RES_OK);
  assert_int_equal(p[0].total, 5);
  assert_string_equal(p[0].shelf, "on");
}

static void filters_narrow_the_list(void **state) {
  struct span all = {.limit = 21};
  struct plugin_item *p = NULL;
  size_t n = 0;

  (void)state;
  fixture_sql("UPDATE listing SET shelf = 'off' WHERE plugin_id = 9302");
  fixture_sql("UPDATE plugin SET state = 'disabled' WHERE id IN (9301, 9303)");
  assert_string_equal(listed("", "on", all), "54");
  assert_string_equal(listed("", "off", all), "2");
  assert_string_equal(listed("", "disabled", all), "31");
  assert_string_equal(listed("", "never", all), "");
  assert_string_equal(listed("LISTED_", "", all), "54321"); /* as it is written or not; _ is a letter here */
  assert_string_equal(listed("listed%plugin", "", all), "");
  assert_string_equal(listed("plugin e", "", all), "4");
  assert_string_equal(listed("plugin e", "off", all), "");
  assert_string_equal(listed("0000000000009304", "", all), "4");
  assert_string_equal(listed("0000000000009304", "off", all), "");
  assert_int_equal(plugin_list(c, 3, &(struct plugin_filter){"", "on"}, &all, &p, &n), RES_OK);
  assert_int_equal(p[0].total, 2); /* counted as narrowed */
  assert_int_equal(plugin_list(c, 4, &(struct plugin_filter){"0000000000009304", ""}, &all, &p, &n), RES_OK);
  assert_int_equal(n, 0); /* another subject's */
}

static enum res race(struct ctx *mine, int i, void *arg) {
  int64_t id = 0;

  (void)arg;
  fixture_be(mine, 1, "enterprise", "main", "verified");
  return plugin_create(mine, MINE, i % 2 == 0 ? "Race for it" : "race-for-1t", "i", &id);
}

static void one_taker_of_a_look_wins(void **state) {
  (void)state;
  assert_int_equal(fixture_race(6, race, NULL, RES_OK), 1);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM plugin WHERE name IN ('Race for it', 'race-for-1t')"), 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(opens_the_function_for_a_mini_program, me),
      cmocka_unit_test_setup(is_for_verified_organisations_only, me),
      cmocka_unit_test_setup(belongs_to_a_mini_program_of_the_subject, me),
      cmocka_unit_test_setup(names_are_unique_and_unlike, me),
      cmocka_unit_test_setup(basic_settings_become_complete, me),
      cmocka_unit_test(names_the_first_thing_that_is_missing),
      cmocka_unit_test_setup(the_market_follows, me),
      cmocka_unit_test_setup(tells_how_far_it_is, me),
      cmocka_unit_test_setup(lists_by_key_both_ways, me),
      cmocka_unit_test_setup(filters_narrow_the_list, me),
      cmocka_unit_test_setup(one_taker_of_a_look_wins, me),
  };

  return cmocka_run_group_tests(tests, up, NULL);
}
