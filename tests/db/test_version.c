/* domain/version against a real database: numbers and limits, also under races, what is kept as a draft, and lists. */
#include "version_scene.h"

#include "rule/policy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void an_upload_keeps_everything(void **state) {
  struct plugin p = plugin_new();
  struct version_file *f = NULL;
  struct version v;
  size_t n = 0;

  (void)state;
  assert_int_equal(upload(&p, "1.2.3"), RES_OK);
  v = fetch(&p, "1.2.3");
  assert_string_equal(v.number, "1.2.3");
  assert_string_equal(v.state, "init");
  assert_string_equal(v.note, "n");
  assert_string_equal(v.min_base_library, "2.9.3");
  assert_string_equal(v.manifest, "{\"main\":\"index.js\"}");
  assert_string_equal(v.findings, "[]");
  assert_string_equal(v.uploader_name, "u10001");
  assert_int_equal(v.subject_id, 1);
  assert_int_equal(v.package_size, 9);
  assert_int_equal(version_files(c, v.id, 0, 100, &f, &n), RES_OK);
  assert_int_equal(n, 2);
  assert_int_equal(f[0].total, 2);
  assert_string_equal(f[1].path, "plugin.json");
  assert_int_equal(f[1].size, 4);
  assert_int_equal(f[1].sha256.n, 32);
  assert_int_equal(version_files(c, v.id, 1, 100, &f, &n), RES_OK);
  assert_int_equal(n, 1);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM content_chunk ch JOIN version v ON v.package_sha256 = ch.sha256"
                               " WHERE v.id = %lld AND ch.data = 'zip 1.2.3'",
                               (long long)v.id),
                   1);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM history WHERE machine = 'version' AND object_id = %lld"
                               " AND action = 'upload' AND to_state = 'init'",
                               (long long)v.id),
                   1);
  assert_int_equal(
      fixture_int("SELECT COUNT(*) FROM audit WHERE act = 'version.upload' AND object_id = %lld", (long long)v.id), 1);
}

static void who_may_not_upload_leaves_nothing(void **state) {
  struct plugin p = plugin_new();
  struct call x = {.c = c, .p = &p, .number = "1.0.0", .rel = REL_OPERATOR};

  (void)state;
  assert_int_equal(fixture_tx(c, do_upload, &x), RES_FORBIDDEN);
  x.rel = 0;
  assert_int_equal(fixture_tx(c, do_upload, &x), RES_FORBIDDEN);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM version WHERE plugin_id = %lld", (long long)p.id), 0);
}

static void numbers_grow_within_their_major(void **state) {
  static const struct {
    const char *number;
    enum res want;
  } rows[] = {
      {"1.2.3", RES_OK},       {"1.2.3", RES_INVALID},
      {"1.2.2", RES_INVALID},  {"1.1.999", RES_INVALID},
      {"1.2.4", RES_OK},       {"2.0.0", RES_OK},
      {"1.3.0", RES_OK},       {"0.0.1", RES_OK},
      {"0.999.999", RES_OK},   {"1.999.0", RES_OK},
      {"2.0.0", RES_INVALID},  {"2.0.1", RES_OK},
      {"999.999.999", RES_OK}, {"999.999.999", RES_INVALID},
  };
  struct plugin p = plugin_new();
  struct version_number next;

  (void)state;
  assert_int_equal(version_next(c, p.id, &next), RES_OK);
  assert_string_equal(version_format(c->a, next), "1.0.0");
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    assert_int_equal(upload(&p, rows[i].number), rows[i].want);
    if (rows[i].want == RES_INVALID)
      assert_string_equal(c->why.field, "version");
  }
}

static void a_deleted_number_stays_used(void **state) {
  struct plugin p = plugin_in("deleted");
  struct version_number next;

  (void)state;
  assert_int_equal(upload(&p, "1.0.0"), RES_INVALID);
  assert_string_equal(c->why.field, "version");
  assert_string_equal(fetch(&p, "1.0.0").state, "deleted");
  assert_int_equal(version_next(c, p.id, &next), RES_OK);
  assert_string_equal(version_format(c->a, next), "1.0.1");
  assert_int_equal(upload(&p, "1.0.1"), RES_OK);
}

static void the_next_number_carries(void **state) {
  struct plugin p = plugin_new();
  struct version_number next;

  (void)state;
  assert_int_equal(upload(&p, "3.4.999"), RES_OK);
  assert_int_equal(version_next(c, p.id, &next), RES_OK);
  assert_string_equal(version_format(c->a, next), "3.5.0");
  assert_int_equal(upload(&p, "3.999.999"), RES_OK);
  assert_int_equal(version_next(c, p.id, &next), RES_OK);
  assert_string_equal(version_format(c->a, next), "4.0.0");
}

static void twenty_are_open_at_most(void **state) {
  struct plugin p = plugin_in("rejected"); /* counts too */

  (void)state;
  for (int i = 1; i < VERSION_OPEN_MAX; i++)
    assert_int_equal(upload(&p, arena_fmt(c->a, "1.0.%d", i)), RES_OK);
  assert_int_equal(upload(&p, "1.0.90"), RES_INVALID);
  assert_null(c->why.field);
  assert_non_null(c->why.text);
  assert_int_equal(move(&p, "1.0.5", "delete"), RES_OK);
  assert_int_equal(upload(&p, "1.0.90"), RES_OK);
  assert_int_equal(upload(&p, "1.0.91"), RES_INVALID);
}

static enum res race_number(struct ctx *mine, int i, void *arg) {
  struct call x = {.c = mine, .p = arg, .number = "1.0.0", .rel = REL_MAIN};

  (void)i;
  fixture_be(mine, 1, "enterprise", "main", "verified");
  return do_upload(&x);
}

/* As a page does it: the transaction has read before, so what it sees without a lock is of then. */
static enum res race_limit(struct ctx *mine, int i, void *arg) {
  struct call x = {.c = mine, .p = arg, .number = arena_fmt(mine->a, "%d.0.0", i + 100), .rel = REL_MAIN};
  struct plugin seen = {0};
  enum res r;

  fixture_be(mine, 1, "enterprise", "main", "verified");
  r = plugin_load(mine, x.p->id, &seen);
  return r == RES_OK ? do_upload(&x) : r;
}

static void one_of_many_gets_the_number(void **state) {
  struct plugin p = plugin_new();

  (void)state;
  assert_int_equal(fixture_race(20, race_number, &p, RES_OK), 1);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM version WHERE plugin_id = %lld", (long long)p.id), 1);
  assert_int_equal(fixture_race(8, race_number, &p, RES_INVALID), 8);
}

static void the_limit_holds_under_a_race(void **state) {
  struct plugin p = plugin_new();

  (void)state;
  for (int i = 1; i <= VERSION_OPEN_MAX - 3; i++)
    assert_int_equal(upload(&p, arena_fmt(c->a, "1.0.%d", i)), RES_OK);
  assert_int_equal(fixture_race(12, race_limit, &p, RES_OK), 3);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM version WHERE plugin_id = %lld", (long long)p.id),
                   VERSION_OPEN_MAX);
}

static void a_draft_is_kept_and_guarded(void **state) {
  struct plugin p = plugin_new();
  struct version_submission in = {
      .category = "", .tags = "", .description = "", .usage = "", .account = "", .password = ""};
  struct version v, old;
  const char *account, *password;

  (void)state;
  assert_int_equal(upload(&p, "1.0.0"), RES_OK);
  v = old = fetch(&p, "1.0.0");
  assert_int_equal(save(&v, &in), RES_OK); /* nothing is needed for a draft */
  assert_int_equal(save(&old, &in), RES_STALE);
  in = (struct version_submission){.category = "tools.weather",
                                   .tags = " 天气，天气 预报",
                                   .description = "一二",
                                   .usage = "u",
                                   .account = "tester",
                                   .password = "s3cret\n",
                                   .self_check = true};
  assert_int_equal(save(&v, &in), RES_OK);
  v = fetch(&p, "1.0.0");
  assert_string_equal(v.category, "tools.weather");
  assert_string_equal(v.category_en, "Tools / Weather");
  assert_string_equal(v.tags, "天气、预报");
  assert_string_equal(v.description, "一二");
  assert_string_equal(v.usage_text, "u");
  assert_int_equal(v.self_check, 1);
  version_login(c, &v, &account, &password);
  assert_string_equal(account, "tester");
  assert_string_equal(password, "s3cret\n");
  assert_int_equal(
      fixture_int("SELECT COUNT(*) FROM version WHERE id = %lld AND INSTR(test_login, 'tester') > 0", (long long)v.id),
      0);
}

static void the_test_account_is_a_pair(void **state) {
  struct plugin p = plugin_in("init");
  struct version v = fetch(&p, "1.0.0");
  struct version_submission in = complete;
  const char *account, *password;

  (void)state;
  in.password = "x";
  assert_int_equal(save(&v, &in), RES_INVALID);
  assert_string_equal(c->why.field, "test_account");
  in.account = "a";
  in.password = "";
  assert_int_equal(save(&v, &in), RES_INVALID);
  assert_string_equal(c->why.field, "test_password");
  in.password = "p1";
  assert_int_equal(save(&v, &in), RES_OK);
  in.password = "";
  assert_int_equal(save(&v, &in), RES_OK); /* the same account: its password stays */
  v = fetch(&p, "1.0.0");
  version_login(c, &v, &account, &password);
  assert_string_equal(password, "p1");
  in.account = "b";
  assert_int_equal(save(&v, &in), RES_INVALID); /* another account: not its password */
  in.account = "";
  assert_int_equal(save(&v, &in), RES_OK);
  v = fetch(&p, "1.0.0");
  version_login(c, &v, &account, &password);
  assert_string_equal(account, "");
  in.account = in.password = arena_fmt(c->a, "%0*d", 64, 0);
  assert_int_equal(save(&v, &in), RES_OK);
  in.account = in.password = arena_fmt(c->a, "%0*d", 300, 0);
  assert_int_equal(save(&v, &in), RES_INVALID);
}

static void drafts_are_for_init_only(void **state) {
  static const char *const closed[] = {"auditing", "rejected", "passed", "online", "deleted"};
  struct call x = {.c = c, .in = &complete, .rel = REL_OPERATOR};

  (void)state;
  for (size_t i = 0; i < sizeof closed / sizeof closed[0]; i++) {
    struct plugin p = plugin_in(closed[i]);
    struct version v = fetch(&p, "1.0.0");

    assert_int_equal(save(&v, &complete), RES_CONFLICT);
  }
  struct plugin p = plugin_in("init");
  struct version v = fetch(&p, "1.0.0");

  x.v = &v;
  assert_int_equal(fixture_tx(c, do_save, &x), RES_FORBIDDEN);
}

static void lists_go_both_ways(void **state) {
  static const char *const numbers[] = {"1.0.0", "1.0.2", "1.1.0", "2.0.0", "10.0.0"};
  struct plugin p = plugin_new();
  struct version_item *v = NULL;
  size_t n = 0;

  (void)state;
  for (size_t i = 0; i < 5; i++)
    assert_int_equal(upload(&p, numbers[i]), RES_OK);
  assert_int_equal(version_list(c, p.id, "", "", false, 20, &v, &n), RES_OK);
  assert_int_equal(n, 5);
  assert_int_equal(v[0].total, 5);
  for (size_t i = 0; i < 5; i++)
    assert_string_equal(v[i].number, numbers[4 - i]);
  assert_int_equal(version_list(c, p.id, "", "2.0.0", false, 2, &v, &n), RES_OK);
  assert_int_equal(n, 2);
  assert_string_equal(v[0].number, "1.1.0");
  assert_string_equal(v[1].number, "1.0.2");
  assert_int_equal(version_list(c, p.id, "", "1.0.2", true, 2, &v, &n), RES_OK);
  assert_int_equal(n, 2);
  assert_string_equal(v[0].number, "2.0.0");
  assert_string_equal(v[1].number, "1.1.0");
  assert_int_equal(version_list(c, p.id, "", "1.0.0", false, 2, &v, &n), RES_OK);
  assert_int_equal(n, 0);
  fixture_sql("UPDATE version SET state = 'deleted' WHERE plugin_id = %lld AND minor = 0", (long long)p.id);
  assert_int_equal(version_list(c, p.id, "deleted", "10.0.0", false, 2, &v, &n), RES_OK);
  assert_int_equal(n, 2);
  assert_int_equal(v[0].total, 4); /* counted as narrowed */
  assert_string_equal(v[0].number, "2.0.0");
  assert_string_equal(v[1].number, "1.0.2");
  assert_int_equal(version_list(c, p.id, "init", "", false, 20, &v, &n), RES_OK);
  assert_int_equal(n, 1);
  assert_int_equal(version_list(c, p.id, "deleted", "1.0.0", true, 20, &v, &n), RES_OK);
  assert_int_equal(n, 3);
  assert_string_equal(v[0].number, "10.0.0");
  assert_int_equal(version_list_online(c, p.id, &v, &n), RES_OK);
  assert_int_equal(n, 0);
}

static void only_numbers_are_found(void **state) {
  static const char *const odd[] = {"", "1", "1.0", "01.0.0", "1.0.0 ", "1.0.0.0", "x", "1.0.1", "1000.0.0", NULL};
  struct plugin p = plugin_in("online"), other = plugin_new();
  struct version_item *item = NULL;
  struct version v = {0};
  size_t n = 0;

  (void)state;
  for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++)
    assert_int_equal(version_load(c, p.id, odd[i], &v), RES_NOT_FOUND);
  assert_int_equal(version_load(c, other.id, "1.0.0", &v), RES_NOT_FOUND);
  assert_int_equal(version_list_online(c, p.id, &item, &n), RES_OK);
  assert_int_equal(n, 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_upload_keeps_everything),      cmocka_unit_test(who_may_not_upload_leaves_nothing),
      cmocka_unit_test(numbers_grow_within_their_major), cmocka_unit_test(a_deleted_number_stays_used),
      cmocka_unit_test(the_next_number_carries),         cmocka_unit_test(twenty_are_open_at_most),
      cmocka_unit_test(one_of_many_gets_the_number),     cmocka_unit_test(the_limit_holds_under_a_race),
      cmocka_unit_test(a_draft_is_kept_and_guarded),     cmocka_unit_test(the_test_account_is_a_pair),
      cmocka_unit_test(drafts_are_for_init_only),        cmocka_unit_test(lists_go_both_ways),
      cmocka_unit_test(only_numbers_are_found),
  };

  return cmocka_run_group_tests_name("test_version", tests, scene_up, NULL);
}
