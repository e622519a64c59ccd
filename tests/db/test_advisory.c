/* Advisories on the provider's side: drafts and their limits, moves and who may, the list. */
#include "advisory_scene.h"

#include "base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void refuses(struct advisory_input in, const char *field) {
  struct call k = {.in = &in};

  assert_int_equal(run(do_create, &k), RES_INVALID);
  assert_string_equal(c->why.field, field);
}

static void a_range_is_of_versions_that_hosts_had(void **state) {
  struct advisory_input in = good;

  (void)state;
  in.first = "1.2.0"; /* was never online */
  in.last = "1.2.0";
  refuses(in, "first");
  in = good, in.last = "1.2.0";
  refuses(in, "last");
  in = good, in.last = "2.0.0"; /* another major */
  refuses(in, "last");
  in = good, in.first = "1.1.0", in.last = "1.0.0";
  refuses(in, "last");
  in = good, in.fixed = "1.1.0"; /* is affected itself */
  refuses(in, "fixed");
  in = good, in.fixed = "1.2.0";
  refuses(in, "fixed");
  in = good, in.first = "x";
  refuses(in, "first");
  in = good, in.severity = "bad";
  refuses(in, "severity");
  in = good, in.fixed = "2.0.0";
  assert_string_equal(stored(draft(&in)).fixed, "2.0.0");
  in = good, in.first = "1.1.0"; /* one version */
  assert_string_equal(stored(draft(&in)).first, "1.1.0");
}

static void a_due_day_is_ahead(void **state) {
  int zone = (int)c->conf->zone;
  struct advisory_input in = good;
  struct advisory a;

  (void)state;
  in.due = "2026-02-30";
  refuses(in, "due");
  in.due = clock_date(c->a, NOW - DAY, zone);
  refuses(in, "due");
  in.due = clock_date(c->a, NOW + 367 * (int64_t)DAY, zone);
  refuses(in, "due");
  in.due = clock_date(c->a, NOW + 364 * (int64_t)DAY, zone);
  (void)draft(&in);
  in.due = clock_date(c->a, NOW, zone);
  a = stored(draft(&in));
  assert_string_equal(clock_date(c->a, a.due_at, zone), in.due);
  assert_true(a.due_at >= NOW && a.due_at < NOW + DAY);
  c->now = a.due_at + 1; /* the draft lay too long */
  assert_int_equal(move(a.id, "publish", NULL), RES_CONFLICT);
  c->now = a.due_at;
  assert_int_equal(move(a.id, "publish", NULL), RES_OK);
}

static void drafts_change_and_what_is_published_does_not(void **state) {
  struct advisory_input other = good;
  int64_t id = draft(&good);
  struct call k = {.in = &other, .id = id};
  struct advisory seen = stored(id);

  (void)state;
  other.title = "换了标题";
  assert_int_equal(run(do_save, &k), RES_OK);
  assert_string_equal(stored(id).title, "换了标题");
  assert_int_equal(advisory_save(c, &seen, &good), RES_STALE); /* somebody else saved first */
  assert_int_equal(move(id, "withdraw", "x"), RES_CONFLICT);
  assert_int_equal(move(id, "publish", NULL), RES_OK);
  assert_int_equal(stored(id).published_at, NOW);
  assert_int_equal(run(do_save, &k), RES_CONFLICT);
  assert_int_equal(move(id, "delete", NULL), RES_CONFLICT);
  assert_int_equal(move(id, "withdraw", ""), RES_INVALID);
  assert_int_equal(move(id, "withdraw", "误报"), RES_OK);
  assert_string_equal(stored(id).reason, "误报");
  assert_int_equal(
      fixture_int("SELECT COUNT(*) FROM history WHERE machine = 'advisory' AND object_id = %lld", (long long)id), 3);
  assert_int_equal(
      fixture_int("SELECT COUNT(*) FROM audit WHERE act LIKE 'advisory.%%' AND object_id = %lld", (long long)id), 4);
  id = draft(&good);
  assert_int_equal(move(id, "delete", NULL), RES_OK);
  assert_int_equal(advisory_load(c, id, &seen), RES_NOT_FOUND);
}

static void a_developer_drafts_and_others_do_nothing(void **state) {
  struct call k = {.in = &good};
  int64_t id;

  (void)state;
  as(PROVIDER, "developer");
  id = draft(&good);
  assert_int_equal(move(id, "publish", NULL), RES_FORBIDDEN);
  as(PROVIDER, "operator");
  assert_int_equal(move(id, "publish", NULL), RES_OK);
  as(PROVIDER, "developer");
  assert_int_equal(move(id, "withdraw", "x"), RES_FORBIDDEN);
  as(STRANGER, "main");
  assert_int_equal(move(id, "withdraw", "x"), RES_FORBIDDEN);
  k.id = id;
  assert_int_equal(run(do_create, &k), RES_FORBIDDEN);
  k.id = id;
  assert_int_equal(run(do_save, &k), RES_FORBIDDEN);
}

static void limits_hold(void **state) {
  struct call k = {.in = &good};
  int64_t last = 0;

  (void)state;
  for (int i = 0; i < ADVISORY_PUBLISHED; i++)
    last = published(&good);
  for (int i = 0; i < ADVISORY_DRAFTS; i++)
    k.id = draft(&good);
  assert_int_equal(move(k.id, "publish", NULL), RES_CONFLICT);
  assert_int_equal(run(do_create, &k), RES_CONFLICT);
  assert_int_equal(told(APP), ADVISORY_PUBLISHED);
  assert_int_equal(move(last, "withdraw", "x"), RES_OK);
  k.id = fixture_int("SELECT id FROM advisory WHERE state = 'draft' LIMIT 1");
  assert_int_equal(move(k.id, "publish", NULL), RES_OK);
  assert_int_equal(run(do_create, &k), RES_OK);
}

static void lists_narrow_and_page(void **state) {
  struct advisory_filter all = {"", ""}, drafts = {"draft", ""}, mild = {"", "info"};
  struct span span = {.limit = 2};
  struct advisory_item *a = NULL;
  struct advisory_input info = good;
  int64_t newest;
  size_t n = 0;

  (void)state;
  info.severity = "info";
  (void)published(&good);
  c->now++;
  assert_int_equal(move(draft(&good), "delete", NULL), RES_OK);
  c->now++;
  (void)draft(&info);
  c->now++;
  newest = draft(&good);
  assert_int_equal(advisory_list(c, P, &all, &span, &a, &n), RES_OK);
  assert_int_equal(n, 2);
  assert_int_equal(a[0].id, newest);
  assert_int_equal(a[0].total, 3);
  span.from = (struct place){a[1].made_at, a[1].id};
  assert_int_equal(advisory_list(c, P, &all, &span, &a, &n), RES_OK);
  assert_int_equal(n, 1);
  assert_string_equal(a[0].state, "published");
  span = (struct span){.limit = 21};
  assert_int_equal(advisory_list(c, P, &drafts, &span, &a, &n), RES_OK);
  assert_int_equal(n, 2);
  assert_int_equal(advisory_list(c, P, &mild, &span, &a, &n), RES_OK);
  assert_int_equal(n, 1);
  assert_int_equal(a[0].total, 1);
  assert_int_equal(advisory_list(c, ELSE, &all, &span, &a, &n), RES_OK);
  assert_int_equal(n, 0);
}

static enum res publish_mine(struct ctx *mine, int i, void *arg) {
  struct call k = {.id = ((int64_t *)arg)[i], .action = "publish"};
  enum res r;

  mine->now = NOW;
  fixture_be(mine, PROVIDER, "enterprise", "main", "verified");
  r = move_in(mine, &k);
  return r;
}

static void the_limit_holds_at_once(void **state) {
  int64_t id[8];

  (void)state;
  for (int i = 0; i < ADVISORY_PUBLISHED - 3; i++)
    (void)published(&good);
  for (int i = 0; i < 8; i++)
    id[i] = draft(&good);
  assert_int_equal(fixture_race(8, publish_mine, id, RES_OK), 3);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM advisory WHERE state = 'published'"), ADVISORY_PUBLISHED);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup(name, fresh)
  const struct CMUnitTest tests[] = {
      TEST(a_range_is_of_versions_that_hosts_had),
      TEST(a_due_day_is_ahead),
      TEST(drafts_change_and_what_is_published_does_not),
      TEST(a_developer_drafts_and_others_do_nothing),
      TEST(limits_hold),
      TEST(lists_narrow_and_page),
      TEST(the_limit_holds_at_once),
  };

  return cmocka_run_group_tests(tests, advisory_up, NULL);
}
