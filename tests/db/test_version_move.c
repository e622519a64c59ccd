/* The moves of a version against a real database: every guard, what follows a move, and the races of domain.md section 4. */
#include "version_scene.h"

#include "domain/review.h"
#include "rule/policy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void submit_wants_a_complete_submission(void **state) {
  struct version_submission in[5] = {complete, complete, complete, complete, complete};
  const char *field[5] = {"category", "tags", "description", "description", "self_check"};

  (void)state;
  in[0].category = "";
  in[1].tags = "";
  in[2].description = "";
  in[3].description = "一二三四";
  in[4].self_check = false;
  for (int i = 0; i < 5; i++) {
    struct plugin p = plugin_in("init");
    struct version v = fetch(&p, "1.0.0");

    assert_int_equal(save(&v, &in[i]), RES_OK);
    assert_int_equal(move(&p, "1.0.0", "submit"), RES_INVALID);
    assert_string_equal(c->why.field, field[i]);
    in[i].description = "一二三四五";
    assert_string_equal(fetch(&p, "1.0.0").state, "init");
  }
}

/* Break one thing, see where the refusal leads, mend it, and submit. Both statements end before the plugin's id. */
static void guarded(const char *breaks, const char *mends, const char *place) {
  struct plugin p = plugin_in("init");
  int64_t id = p.id;

  fixture_sql("%s %lld", breaks, (long long)id);
  assert_int_equal(plugin_load(c, id, &p), RES_OK);
  assert_int_equal(move(&p, "1.0.0", "submit"), RES_CONFLICT);
  assert_string_equal(c->why.place, place);
  assert_string_equal(fetch(&p, "1.0.0").state, "init");
  fixture_sql("%s %lld", mends, (long long)id);
  assert_int_equal(plugin_load(c, id, &p), RES_OK);
  assert_int_equal(move(&p, "1.0.0", "submit"), RES_OK);
}

static void submit_wants_what_the_plugin_needs(void **state) {
  (void)state;
  guarded("UPDATE plugin SET avatar = NULL WHERE id =", "UPDATE plugin SET avatar = REPEAT('a', 32) WHERE id =",
          "plugin_settings");
  guarded("UPDATE plugin SET intro = '' WHERE id =", "UPDATE plugin SET intro = 'i' WHERE id =", "plugin_settings");
  guarded("UPDATE plugin SET add_mode = '' WHERE id =", "UPDATE plugin SET add_mode = 'free' WHERE id =",
          "plugin_settings");
  guarded("UPDATE plugin SET audience = '' WHERE id =", "UPDATE plugin SET audience = 'enterprise' WHERE id =",
          "plugin_settings");
  guarded("UPDATE plugin SET contact = '' WHERE id =", "UPDATE plugin SET contact = 'c' WHERE id =", "plugin_settings");
  guarded("DELETE FROM doc WHERE plugin_id =",
          "INSERT INTO doc (id, plugin_id, n, state, readme, size, created_at) SELECT id + 7, id, 1, 'draft', 'x', 1, 1"
          " FROM plugin WHERE id =",
          "doc");
  guarded("UPDATE app_category SET state = 'revoked' WHERE app_id = 1000000 +",
          "UPDATE app_category SET state = 'passed' WHERE app_id = 1000000 +", "app_settings");
  guarded("UPDATE category SET open_to_plugins = 0 WHERE code = 'tools.weather' AND 0 <",
          "UPDATE category SET open_to_plugins = 1 WHERE code = 'tools.weather' AND 0 <", "app_settings");
  guarded("UPDATE real_name SET state = 'none' WHERE subject_id = 1 AND 0 <",
          "UPDATE real_name SET state = 'verified' WHERE subject_id = 1 AND 0 <", "app_settings");
}

static void one_version_is_on_its_way(void **state) {
  static const char *const busy[] = {"auditing", "passed"};

  (void)state;
  for (size_t i = 0; i < 2; i++) {
    struct plugin p = plugin_in(busy[i]);
    struct version v;

    assert_int_equal(upload(&p, "1.0.1"), RES_OK);
    v = fetch(&p, "1.0.1");
    assert_int_equal(save(&v, &complete), RES_OK);
    assert_int_equal(move(&p, "1.0.1", "submit"), RES_CONFLICT);
    assert_string_equal(c->why.place, "versions");
    assert_non_null(strstr(c->why.text, "1.0.0"));
    assert_int_equal(move(&p, "1.0.0", i == 0 ? "withdraw" : "online"), RES_OK);
    assert_int_equal(move(&p, "1.0.1", "submit"), RES_OK);
  }
}

static void submitting_queues_a_review(void **state) {
  struct plugin p = plugin_in("auditing");
  struct version v = fetch(&p, "1.0.0");
  struct review r = {0};

  (void)state;
  assert_int_equal(v.submitted_at, c->now);
  assert_int_equal(review_latest(c, "version", v.id, &r), RES_OK);
  assert_string_equal(r.state, "queued");
  assert_int_equal(r.plugin_id, p.id);
  assert_int_equal(r.subject_id, 1);
  assert_true(bytes_same(r.shown_hash, v.package_sha256));
  assert_int_equal(move(&p, "1.0.0", "withdraw"), RES_OK);
  assert_string_equal(fetch(&p, "1.0.0").state, "init");
  assert_int_equal(review_latest(c, "version", v.id, &r), RES_OK);
  assert_string_equal(r.state, "withdrawn");
  assert_int_equal(move(&p, "1.0.0", "submit"), RES_OK);
  assert_int_equal(review_latest(c, "version", v.id, &r), RES_OK);
  assert_string_equal(r.state, "queued");
  assert_int_equal(r.round, 2);
}

static enum res race_submit(struct ctx *mine, int i, void *arg) {
  const struct plugin *p = arg;
  struct version v = {0};
  enum res r = version_load(mine, p->id, i % 2 == 0 ? "1.0.0" : "1.0.1", &v);

  fixture_be(mine, 1, "enterprise", "main", "verified");
  return r == RES_OK ? version_move(mine, p, &v, REL_MAIN, "submit") : r;
}

static void one_submission_wins_a_race(void **state) {
  (void)state;
  for (int round = 0; round < 5; round++) {
    struct plugin p = plugin_in("init");
    struct version v;

    assert_int_equal(upload(&p, "1.0.1"), RES_OK);
    v = fetch(&p, "1.0.1");
    assert_int_equal(save(&v, &complete), RES_OK);
    assert_int_equal(fixture_race(6, race_submit, &p, RES_OK), 1);
    assert_int_equal(
        fixture_int("SELECT COUNT(*) FROM review WHERE plugin_id = %lld AND state = 'queued'", (long long)p.id), 1);
    assert_int_equal(
        fixture_int("SELECT COUNT(*) FROM version WHERE plugin_id = %lld AND state = 'auditing'", (long long)p.id), 1);
  }
}

static enum res race_end(struct ctx *mine, int i, void *arg) {
  const struct plugin *p = arg;
  struct version v = {0};
  enum res r = version_load(mine, p->id, "1.0.0", &v);

  fixture_be(mine, 1, "enterprise", "main", "verified");
  if (r != RES_OK)
    return r;
  if (i % 2 == 0)
    return version_move(mine, p, &v, REL_MAIN, "withdraw");
  return version_decided(mine, v.id, true, NULL, v.package_sha256);
}

static void approve_and_withdraw_do_not_both_win(void **state) {
  (void)state;
  for (int round = 0; round < 5; round++) {
    struct plugin p = plugin_in("auditing");

    assert_int_equal(fixture_race(6, race_end, &p, RES_OK), 1);
    assert_int_equal(fixture_int("SELECT COUNT(*) FROM history h JOIN version v ON v.id = h.object_id"
                                 " WHERE h.machine = 'version' AND v.plugin_id = %lld AND h.from_state = 'auditing'",
                                 (long long)p.id),
                     1);
  }
}

static void only_the_bytes_that_were_shown_are_decided(void **state) {
  struct plugin p = plugin_in("auditing");
  struct version v = fetch(&p, "1.0.0");
  unsigned char other[SEAL_HASH];

  (void)state;
  memcpy(other, v.package_sha256.p, SEAL_HASH);
  other[31] ^= 1;
  assert_int_equal(decide(&p, "1.0.0", "approve", NULL, (struct bytes){other, SEAL_HASH}), RES_CONFLICT);
  assert_int_equal(decide(&p, "1.0.0", "approve", NULL, (struct bytes){NULL, 0}), RES_CONFLICT);
  assert_int_equal(decide(&p, "1.0.0", "reject", "no", (struct bytes){other, SEAL_HASH}), RES_CONFLICT);
  assert_string_equal(fetch(&p, "1.0.0").state, "auditing");
  assert_int_equal(decide(&p, "1.0.0", "reject", "", v.package_sha256), RES_INVALID);
  assert_int_equal(decide(&p, "1.0.0", "reject", "请补充说明", v.package_sha256), RES_OK);
  assert_string_equal(fetch(&p, "1.0.0").state, "rejected");
  assert_string_equal(fetch(&p, "1.0.0").reason, "请补充说明");
  assert_int_equal(decide(&p, "1.0.0", "approve", NULL, v.package_sha256), RES_CONFLICT);
  assert_int_equal(move(&p, "1.0.0", "return"), RES_OK);
  assert_string_equal(fetch(&p, "1.0.0").reason, "请补充说明"); /* still to be read while it is mended */
}

static void online_tells_the_plugin(void **state) {
  int64_t epoch = fixture_int("SELECT n FROM epoch WHERE name = 'catalogue'");
  struct plugin p = plugin_in("online");
  struct version v = fetch(&p, "1.0.0");

  (void)state;
  assert_int_equal(v.online_at, c->now);
  assert_true(fixture_int("SELECT n FROM epoch WHERE name = 'catalogue'") > epoch); /* the market is told, too */
  assert_int_equal(plugin_load(c, p.id, &p), RES_OK);
  assert_int_equal(p.online_versions, 1);
  assert_int_equal(p.latest_version, v.id);
  assert_string_equal(p.category, "tools.weather");
  assert_string_equal(p.tags, "天气、预报");
}

/* Is told something, or has a guard of its own: in test_release. */
static bool needs_more(const char *action) { return strcmp(action, "gray") == 0 || strcmp(action, "offline") == 0; }

/* Every state × every action × a caller of each kind: what the table does not allow changes nothing. */
static void nothing_else_moves(void **state) {
  static const char *const states[] = {"init", "auditing", "rejected", "passed", "online", "offline", "deleted"};
  static const char *const actions[] = {"submit",    "withdraw", "return",  "delete",   "gray",
                                        "stop-gray", "online",   "offline", "set-trial"};
  static const unsigned callers[] = {REL_MAIN,     REL_ADMIN,     REL_DEVELOPER, REL_OPERATOR,
                                     REL_OBTAINER, REL_REVIEWERS, REL_PLATFORM,  REL_ANYONE | REL_USER};

  (void)state;
  for (size_t s = 0; s < sizeof states / sizeof states[0]; s++)
    for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++) {
      struct plugin p = plugin_in(states[s]);
      const struct move *row = NULL;

      for (size_t k = 8; k-- > 0;) { /* those who may come last */
        enum verdict may = move_check(&version_machine, states[s], actions[i], callers[k], &row);
        int64_t rev = fetch(&p, "1.0.0").rev;

        if (may == MOVE_OK)
          continue;
        assert_int_equal(move_as(&p, "1.0.0", actions[i], callers[k]),
                         may == MOVE_ILLEGAL ? RES_CONFLICT : RES_FORBIDDEN);
        assert_string_equal(fetch(&p, "1.0.0").state, states[s]);
        assert_int_equal(fetch(&p, "1.0.0").rev, rev);
      }
      if (move_check(&version_machine, states[s], actions[i], REL_MAIN, &row) != MOVE_OK || needs_more(actions[i]))
        continue;
      assert_int_equal(move(&p, "1.0.0", actions[i]), RES_OK);
      assert_string_equal(fetch(&p, "1.0.0").state, row->to);
    }
  struct plugin p = plugin_in("auditing");

  assert_int_equal(move_as(&p, "1.0.0", "approve", REL__ALL), RES_MALFORMED); /* not a provider's move */
}

static void a_move_writes_its_history_and_audit(void **state) {
  struct plugin p = plugin_in("online");
  long long id = fetch(&p, "1.0.0").id;

  (void)state;
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM history WHERE machine = 'version' AND object_id = %lld", id), 4);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM audit WHERE object_kind = 'version' AND object_id = %lld", id), 4);
  assert_int_equal(
      fixture_int("SELECT COUNT(*) FROM history h JOIN history g ON g.object_id = h.object_id AND g.machine"
                  " = h.machine AND g.id > h.id WHERE h.machine = 'version' AND h.object_id = %lld"
                  " AND h.action = 'upload' AND g.from_state = 'passed' AND g.to_state = 'online'",
                  id),
      1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(submit_wants_a_complete_submission),
      cmocka_unit_test(submit_wants_what_the_plugin_needs),
      cmocka_unit_test(one_version_is_on_its_way),
      cmocka_unit_test(submitting_queues_a_review),
      cmocka_unit_test(one_submission_wins_a_race),
      cmocka_unit_test(approve_and_withdraw_do_not_both_win),
      cmocka_unit_test(only_the_bytes_that_were_shown_are_decided),
      cmocka_unit_test(online_tells_the_plugin),
      cmocka_unit_test(nothing_else_moves),
      cmocka_unit_test(a_move_writes_its_history_and_audit),
  };

  return cmocka_run_group_tests_name("test_version_move", tests, scene_up, NULL);
}
