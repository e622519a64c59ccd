/* The trial pointer against a real database: where it may point, what moves it and what takes it away, what stays as it was, and
 * the race of domain.md section 4. */
#include "version_scene.h"

#include "domain/trial.h"
#include "rule/policy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static int64_t pointed(const struct plugin *p) {
  struct trial t = {0};
  enum res r = trial_load(c, p->id, &t);

  if (r == RES_NOT_FOUND)
    return 0;
  assert_int_equal(r, RES_OK);
  return t.version_id;
}

static void it_is_set_on_what_is_not_released(void **state) {
  static const struct {
    const char *state;
    enum res want;
  } rows[] = {{"init", RES_OK},         {"auditing", RES_OK},      {"rejected", RES_OK},     {"passed", RES_OK},
              {"online", RES_CONFLICT}, {"offline", RES_CONFLICT}, {"deleted", RES_CONFLICT}};

  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    struct plugin p = plugin_in(rows[i].state);
    struct version was = fetch(&p, "1.0.0");

    assert_int_equal(move_as(&p, "1.0.0", "set-trial", REL_DEVELOPER), rows[i].want);
    assert_int_equal(pointed(&p), rows[i].want == RES_OK ? was.id : 0);
    assert_int_equal(fetch(&p, "1.0.0").rev, was.rev); /* an open form stays good */
    assert_int_equal(fetch(&p, "1.0.0").trial, rows[i].want == RES_OK);
    if (rows[i].want != RES_OK)
      continue;
    assert_int_equal(move(&p, "1.0.0", "set-trial"), RES_CONFLICT);
    assert_int_equal(move(&p, "1.0.0", "clear-trial"), RES_OK);
    assert_int_equal(pointed(&p), 0);
    assert_int_equal(move(&p, "1.0.0", "clear-trial"), RES_CONFLICT);
    assert_string_equal(c->why.place, "versions");
    assert_string_equal(fetch(&p, "1.0.0").state, was.state);
    assert_int_equal(fetch(&p, "1.0.0").rev, was.rev);
  }
}

static void it_says_who_set_it_when(void **state) {
  struct plugin p = plugin_in("auditing");
  struct trial t = {0};

  (void)state;
  assert_int_equal(trial_load(c, p.id, &t), RES_NOT_FOUND);
  assert_int_equal(move(&p, "1.0.0", "set-trial"), RES_OK);
  assert_int_equal(trial_load(c, p.id, &t), RES_OK);
  assert_string_equal(t.number, "1.0.0");
  assert_string_equal(t.state, "auditing");
  assert_int_equal(t.set_at, c->now);
  assert_int_equal(t.major * 100 + t.minor * 10 + t.patch, 100);
  assert_int_equal(fixture_int("SELECT set_by FROM trial WHERE plugin_id = %lld", (long long)p.id), c->who.user_id);
}

static int64_t told(int64_t version, const char *action) {
  return fixture_int("SELECT COUNT(*) FROM history h JOIN audit a ON a.object_id = h.object_id AND a.act ="
                     " CONCAT('version.', h.action) WHERE h.machine = 'version' AND h.object_id = %lld"
                     " AND h.action = '%s' AND h.from_state = h.to_state",
                     (long long)version, action);
}

static void setting_it_elsewhere_moves_it(void **state) {
  struct plugin p = plugin_in("rejected");
  struct version one = fetch(&p, "1.0.0"), two;

  (void)state;
  assert_int_equal(upload(&p, "1.0.1"), RES_OK);
  two = fetch(&p, "1.0.1");
  assert_int_equal(move(&p, "1.0.0", "set-trial"), RES_OK);
  assert_int_equal(move(&p, "1.0.1", "set-trial"), RES_OK);
  assert_int_equal(pointed(&p), two.id);
  assert_int_equal(told(one.id, "set-trial"), 1);
  assert_int_equal(told(one.id, "clear-trial"), 1);
  assert_int_equal(told(two.id, "set-trial"), 1);
  assert_int_equal(told(two.id, "clear-trial"), 0);
}

static void it_goes_with_its_version(void **state) {
  struct plugin p = plugin_in("init");
  struct version v = fetch(&p, "1.0.0");

  (void)state;
  assert_int_equal(move(&p, "1.0.0", "set-trial"), RES_OK);
  assert_int_equal(move(&p, "1.0.0", "delete"), RES_CONFLICT);
  assert_string_equal(c->why.place, "versions");
  assert_int_equal(move(&p, "1.0.0", "submit"), RES_OK);
  assert_int_equal(pointed(&p), v.id);
  assert_int_equal(decide(&p, "1.0.0", "approve", NULL, v.package_sha256), RES_OK);
  assert_int_equal(pointed(&p), v.id);
  /* whoever may put it online may not set the pointer, but takes it away */
  assert_int_equal(move_as(&p, "1.0.0", "clear-trial", REL_OPERATOR), RES_FORBIDDEN);
  assert_int_equal(move_as(&p, "1.0.0", "online", REL_OPERATOR), RES_OK);
  assert_int_equal(pointed(&p), 0);
  assert_int_equal(told(v.id, "clear-trial"), 1);
  assert_string_equal(fetch(&p, "1.0.0").state, "online");
}

static void another_pointer_stays(void **state) {
  struct plugin p = plugin_in("passed");

  (void)state;
  assert_int_equal(upload(&p, "1.0.1"), RES_OK);
  assert_int_equal(upload(&p, "1.0.2"), RES_OK);
  assert_int_equal(move(&p, "1.0.1", "set-trial"), RES_OK);
  assert_int_equal(move(&p, "1.0.0", "online"), RES_OK);
  assert_int_equal(move(&p, "1.0.2", "delete"), RES_OK);
  assert_int_equal(pointed(&p), fetch(&p, "1.0.1").id);
}

static enum res set_or_delete(struct ctx *mine, int i, void *arg) {
  const struct plugin *p = arg;
  struct version v = {0};
  enum res r = version_load(mine, p->id, i % 4 == 3 ? "1.0.1" : "1.0.0", &v);

  fixture_be(mine, 1, "enterprise", "main", "verified");
  return r == RES_OK ? version_move(mine, p, &v, REL_MAIN, i % 2 == 0 ? "set-trial" : "delete") : r;
}

static void no_deleted_version_is_pointed_at(void **state) {
  (void)state;
  for (int round = 0; round < 6; round++) {
    struct plugin p = plugin_in("init");

    assert_int_equal(upload(&p, "1.0.1"), RES_OK);
    (void)fixture_race(8, set_or_delete, &p, RES_OK);
    assert_int_equal(fixture_int("SELECT COUNT(*) FROM trial t JOIN version v ON v.id = t.version_id"
                                 " WHERE t.plugin_id = %lld AND v.state = 'deleted'",
                                 (long long)p.id),
                     0);
    assert_int_equal(
        fixture_int("SELECT (SELECT COUNT(version_id) FROM trial WHERE plugin_id = %lld) = (state = 'init')"
                    " FROM version WHERE plugin_id = %lld AND patch = 0",
                    (long long)p.id, (long long)p.id),
        1);
    assert_string_equal(fetch(&p, "1.0.1").state, "deleted");
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(it_is_set_on_what_is_not_released),
      cmocka_unit_test(it_says_who_set_it_when),
      cmocka_unit_test(setting_it_elsewhere_moves_it),
      cmocka_unit_test(it_goes_with_its_version),
      cmocka_unit_test(another_pointer_stays),
      cmocka_unit_test(no_deleted_version_is_pointed_at),
  };

  return cmocka_run_group_tests_name("test_trial", tests, scene_up, NULL);
}
