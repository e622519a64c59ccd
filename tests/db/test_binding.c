/* Binding: the guards, all or none, the moves, the version in effect, configuration, lists, and two at once. */
#include "domain/binding.h"

#include "domain/entitlement.h"
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define P    2100000000000000LL /* weather: any mini-program */
#define MED  2100000000000001LL /* medical mini-programs only */
#define APP  2100000000000101LL
#define APP2 2100000000000102LL
#define DOC  2100000000000103LL /* a medical mini-program */
#define ELSE 2100000000000104LL /* another subject's */

static struct ctx *c;

static int up(void **state) {
  (void)state;
  c = fixture_ctx();
  fixture_subject(21, "enterprise", "provider 21");
  fixture_subject(22, "enterprise", "merchant 22");
  fixture_subject(23, "enterprise", "stranger 23");
  fixture_plugin(P, 21, "bindable", "s", "t", "tools.weather");
  fixture_plugin(MED, 21, "medical", "s", "t", "medical.care");
  fixture_app(APP, 22, "app one", "tools.notes");
  fixture_app(APP2, 22, "app 100%", "education.school");
  fixture_app(DOC, 22, "doctor", "medical.drugs");
  fixture_app(ELSE, 23, "elsewhere", "tools.notes");
  return 0;
}

static int fresh(void **state) {
  (void)state;
  fixture_sql("DELETE FROM binding");
  fixture_sql("DELETE FROM entitlement");
  fixture_sql("UPDATE plugin SET state = 'active'");
  fixture_sql("UPDATE listing SET shelf = 'on'");
  fixture_sql("DELETE FROM version WHERE plugin_id = %lld AND id <> %lld", P, P + 2000000);
  fixture_sql("UPDATE version SET state = 'online'");
  fixture_sql(
      "INSERT INTO entitlement (id, subject_id, plugin_id, state, obtained_at) VALUES (61, 22, %lld, 'held', 1),"
      " (62, 22, %lld, 'held', 1)",
      P, MED);
  fixture_be(c, 22, "enterprise", "main", "verified");
  return 0;
}

struct want {
  int64_t plugin, app[BINDING_HOSTS + 1];
  size_t n;
};

static enum res do_bind(void *arg) {
  struct want *w = arg;
  struct offer o = {0};
  size_t waits = 0;
  enum res r = offer_load(c, w->plugin, &o);

  return r == RES_OK ? binding_bind(c, &o, w->app, w->n, "", &waits) : r;
}

static enum res bind2(int64_t plugin, int64_t a, int64_t b) {
  struct want w = {plugin, {a, b}, b == 0 ? 1 : 2};

  c->why = (struct reason){0};
  return fixture_tx(c, do_bind, &w);
}

static int64_t bindings(const char *where) { return fixture_int("SELECT COUNT(*) FROM binding WHERE %s", where); }

static void several_are_bound_at_once(void **state) {
  (void)state;
  assert_int_equal(bind2(P, APP, APP2), RES_OK);
  assert_int_equal(bindings("state = 'active' AND policy = 'follow' AND major = 1 AND subject_id = 22"
                            " AND agreed_by = 10022 AND token IS NOT NULL AND created_at = 1790000000"),
                   2);
  assert_int_equal(fixture_int("SELECT COUNT(DISTINCT token_hash) FROM binding"), 2);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM history h JOIN binding b ON b.id = h.object_id WHERE h.machine ="
                               " 'binding' AND h.action = 'bind' AND h.to_state = 'active' AND h.side = 'owner'"),
                   2);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM audit a JOIN binding b ON b.id = a.object_id WHERE a.act ="
                               " 'binding.bind' AND a.detail LIKE '%%active%%'"),
                   2);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM public_id i JOIN binding b ON b.id = i.id"), 2);
}

static void the_major_is_of_the_newest_online(void **state) {
  (void)state;
  fixture_sql(
      "INSERT INTO version (id, plugin_id, major, minor, patch, state, uploader, package_sha256, package_size,"
      " upload_sha256, upload_size, manifest, findings, created_at, min_base_library) SELECT 71, plugin_id, 2, 10,"
      " 0, 'online', 1, package_sha256, 1, upload_sha256, 1, '{}', '[]', 1, '2.1.0' FROM version WHERE"
      " plugin_id = %lld",
      P);
  fixture_sql("INSERT INTO version (id, plugin_id, major, minor, patch, state, uploader, package_sha256, package_size,"
              " upload_sha256, upload_size, manifest, findings, created_at) SELECT 72, plugin_id, 3, 0, 0, 'passed', 1,"
              " package_sha256, 1, upload_sha256, 1, '{}', '[]', 1 FROM version WHERE id = 71");
  assert_int_equal(bind2(P, APP, 0), RES_OK);
  assert_int_equal(bindings("major = 2"), 1);
}

static void what_does_not_fit_is_named(void **state) {
  struct want many = {P, {0}, BINDING_HOSTS + 1}, none = {P, {0}, 0};

  (void)state;
  assert_int_equal(bind2(MED, DOC, 0), RES_OK);
  assert_int_equal(bind2(MED, APP, 0), RES_INVALID);
  assert_string_equal(c->why.field, "app");
  assert_non_null(strstr(c->why.text, "app one"));
  assert_int_equal(bind2(P, APP, ELSE), RES_INVALID); /* not ours: none of both */
  assert_int_equal(bind2(P, APP, APP), RES_INVALID);  /* the same twice */
  assert_int_equal(bind2(P, APP, 5), RES_INVALID);
  assert_int_equal(bindings("plugin_id <> 2100000000000001"), 0);
  assert_int_equal(fixture_tx(c, do_bind, &none), RES_INVALID);
  assert_int_equal(fixture_tx(c, do_bind, &many), RES_INVALID);
  assert_int_equal(bind2(P, APP, 0), RES_OK);
  assert_int_equal(bind2(P, APP2, APP), RES_INVALID); /* bound already: the other is not bound either */
  assert_non_null(strstr(c->why.text, "app one"));
  assert_int_equal(bindings("plugin_id <> 2100000000000001"), 1);
}

static void revoked_categories_do_not_count(void **state) {
  (void)state;
  fixture_sql("UPDATE app_category SET state = 'revoked' WHERE app_id = %lld", DOC);
  assert_int_equal(bind2(MED, DOC, 0), RES_INVALID);
  fixture_sql("UPDATE app_category SET state = 'passed' WHERE app_id = %lld", DOC);
  assert_int_equal(bind2(MED, DOC, 0), RES_OK);
}

static void the_plugin_must_be_held_and_servable(void **state) {
  (void)state;
  fixture_sql("UPDATE listing SET shelf = 'off'");
  assert_int_equal(bind2(P, APP, 0), RES_OK); /* unshelving stops new obtaining only */
  fixture_sql("DELETE FROM binding");
  fixture_sql("UPDATE plugin SET state = 'disabled' WHERE id = %lld", P);
  assert_int_equal(bind2(P, APP, 0), RES_CONFLICT);
  fixture_sql("UPDATE plugin SET state = 'active' WHERE id = %lld", P);
  fixture_sql("UPDATE version SET state = 'offline' WHERE plugin_id = %lld", P);
  assert_int_equal(bind2(P, APP, 0), RES_CONFLICT);
  fixture_sql("UPDATE version SET state = 'online' WHERE plugin_id = %lld", P);
  fixture_sql("UPDATE listing SET shelf = 'on'");
  fixture_sql("UPDATE entitlement SET state = 'released'");
  assert_int_equal(bind2(P, APP, 0), RES_CONFLICT);
  assert_string_equal(c->why.place, "market_plugin");
  fixture_sql("DELETE FROM entitlement");
  assert_int_equal(bind2(P, APP, 0), RES_CONFLICT);
  assert_int_equal(bindings("1"), 0);
}

struct step {
  const char *action;
};

static enum res do_move(void *arg) {
  struct binding b = {0};
  enum res r = binding_load(c, APP, P, &b);

  return r == RES_OK ? binding_move(c, &b, ((struct step *)arg)->action) : r;
}

static enum res move(const char *action) {
  struct step s = {action};

  return fixture_tx(c, do_move, &s);
}

static void stop_resume_unbind(void **state) {
  (void)state;
  assert_int_equal(move("stop"), RES_NOT_FOUND);
  assert_int_equal(bind2(P, APP, 0), RES_OK);
  assert_int_equal(move("resume"), RES_CONFLICT);
  assert_int_equal(move("stop"), RES_OK);
  assert_int_equal(move("stop"), RES_CONFLICT);
  assert_int_equal(move("bind"), RES_CONFLICT);
  assert_int_equal(move("resume"), RES_OK);
  fixture_be(c, 22, "enterprise", "developer", "verified");
  assert_int_equal(move("stop"), RES_FORBIDDEN);
  fixture_be(c, 22, "enterprise", "operator", "verified");
  assert_int_equal(move("unbind"), RES_OK);
  assert_int_equal(bindings("state = 'closed' AND token IS NULL AND token_hash IS NULL AND closed_at = 1790000000"), 1);
  assert_int_equal(move("unbind"), RES_CONFLICT);
  assert_int_equal(bind2(P, APP, 0), RES_OK); /* again: closed rows are history */
  assert_int_equal(move("stop"), RES_OK);
  assert_int_equal(move("unbind"), RES_OK);
  assert_int_equal(bindings("state = 'closed'"), 2);
}

static void the_version_in_effect(void **state) {
  struct binding b = {0};

  (void)state;
  assert_int_equal(bind2(P, APP, 0), RES_OK);
  fixture_sql(
      "INSERT INTO version (id, plugin_id, major, minor, patch, state, uploader, package_sha256, package_size,"
      " upload_sha256, upload_size, manifest, findings, created_at, min_base_library, online_at) SELECT 80 + s.seq,"
      " plugin_id, IF(s.seq = 3, 2, 1), s.seq * 5, 0, IF(s.seq = 4, 'offline', 'online'), 1, package_sha256, 1,"
      " upload_sha256, 1, '{}', '[]', 1, '2.0.0', 99 FROM version JOIN seq_1_to_4 s WHERE plugin_id = %lld",
      P);
  assert_int_equal(binding_load(c, APP, P, &b), RES_OK);
  assert_string_equal(b.version, "1.10.0"); /* 2.15.0 is another major, 1.20.0 is offline */
  assert_string_equal(b.base_library, "2.0.0");
  assert_int_equal(b.version_at, 99);
  assert_string_equal(b.app_name, "app one");
  assert_string_equal(b.agreed_name, "u10022");
  fixture_sql("UPDATE version SET state = 'offline' WHERE plugin_id = %lld", P);
  b = (struct binding){0};
  assert_int_equal(binding_load(c, APP, P, &b), RES_OK);
  assert_null(b.version);
  assert_int_equal(binding_load(c, APP2, P, &b), RES_NOT_FOUND);
}

struct save {
  struct binding b;
  const char *json;
};

static enum res do_configure(void *arg) {
  struct save *s = arg;

  return binding_configure(c, &s->b, s->json);
}

static void configuration_is_guarded_by_rev(void **state) {
  struct save s = {.json = "{\"k\":1}"};

  (void)state;
  assert_int_equal(bind2(P, APP, 0), RES_OK);
  assert_int_equal(binding_load(c, APP, P, &s.b), RES_OK);
  assert_string_equal(s.b.config, "{}");
  assert_int_equal(fixture_tx(c, do_configure, &s), RES_OK);
  assert_int_equal(fixture_tx(c, do_configure, &s), RES_STALE);
  assert_int_equal(bindings("config = '{\"k\":1}' AND rev = 2"), 1);
  assert_int_equal(binding_load(c, APP, P, &s.b), RES_OK);
  assert_int_equal(move("unbind"), RES_OK);
  assert_int_equal(fixture_tx(c, do_configure, &s), RES_STALE);
}

static void hosts_are_the_subjects_own(void **state) {
  struct host *h = NULL;
  size_t n = 0;
  struct offer o = {0};

  (void)state;
  assert_int_equal(bind2(P, APP, 0), RES_OK);
  assert_int_equal(binding_hosts(c, P, "", &h, &n), RES_OK);
  assert_int_equal(n, 3);
  assert_int_equal(h[0].id, DOC);
  assert_null(h[0].bound);
  assert_string_equal(h[0].categories, "medical.drugs");
  assert_string_equal(h[2].bound, "active");
  assert_int_equal(offer_load(c, P, &o), RES_OK);
  assert_non_null(binding_unfit(c, &o, &h[2]).text);
  assert_int_equal(binding_unfit(c, &o, &h[2]).kind, UNFIT_BOUND);
  assert_null(binding_unfit(c, &o, &h[1]).text);
  assert_int_equal(binding_hosts(c, P, "2100000000000102", &h, &n), RES_OK);
  assert_int_equal(n, 1);
  assert_int_equal(h[0].id, APP2);
  assert_int_equal(binding_hosts(c, P, "2100000000000104", &h, &n), RES_OK); /* another subject's */
  assert_int_equal(n, 0);
  assert_int_equal(binding_hosts(c, P, "0%", &h, &n), RES_OK);
  assert_int_equal(n, 1);
  assert_int_equal(binding_hosts(c, P, "_", &h, &n), RES_OK);
  assert_int_equal(n, 0);
}

static size_t of_plugin(int64_t subject, const char *q, const char *at, struct span span, struct binding_item **item) {
  size_t n = 0;

  span.limit = 21;
  assert_int_equal(binding_of_plugin(c, subject, P, &(struct binding_filter){q, at}, &span, item, &n), RES_OK);
  return n;
}

static size_t of_app(int64_t app, const char *q, const char *at) {
  struct binding_item *item = NULL;
  size_t n = 0;

  assert_int_equal(binding_of_app(c, app, &(struct binding_filter){q, at}, &(struct span){.limit = 21}, &item, &n),
                   RES_OK);
  return n;
}

static void lists_go_by_time_and_filters(void **state) {
  struct span all = {{0, 0}, false, false, 0};
  struct binding_item *item = NULL, *more = NULL;

  (void)state;
  assert_int_equal(bind2(P, APP, 0), RES_OK);
  c->now += 10;
  assert_int_equal(bind2(P, APP2, DOC), RES_OK);
  assert_int_equal(bind2(MED, DOC, 0), RES_OK);
  c->now -= 10;
  assert_int_equal(of_plugin(22, "", "", all, &item), 3);
  assert_int_equal(item[2].app_id, APP);
  assert_int_equal(item[2].total, 3);
  assert_int_equal(of_plugin(22, "", "", (struct span){{item[0].created_at, item[0].id}, false, false, 0}, &more), 2);
  assert_int_equal(of_plugin(22, "", "", (struct span){{item[2].created_at, item[2].id}, true, false, 0}, &more), 2);
  assert_true(more[0].id > more[1].id);
  assert_int_equal(of_plugin(22, "", "", (struct span){{0, 0}, false, true, 0}, &more), 3);
  assert_int_equal(more[0].app_id, APP);
  assert_int_equal(of_plugin(22, "", "active", all, &more), 3);
  assert_int_equal(of_plugin(22, "", "stopped", all, &more), 0);
  assert_int_equal(of_plugin(22, "2100000000000102", "", all, &more), 1);
  assert_int_equal(more[0].app_id, APP2);
  assert_int_equal(more[0].total, 1);
  assert_int_equal(of_plugin(23, "", "", all, &more), 0);
  assert_int_equal(of_app(DOC, "", ""), 2);
  assert_int_equal(of_app(DOC, "", "active"), 2);
  assert_int_equal(of_app(DOC, "no such name", ""), 0);
  assert_int_equal(of_app(DOC, arena_fmt(c->a, "%lld", (long long)P), ""), 1);
  assert_int_equal(move("unbind"), RES_OK);
  assert_int_equal(of_app(APP, "", ""), 0); /* closed ones are history */
  assert_int_equal(of_plugin(22, "", "", all, &more), 2);
  assert_int_equal(of_plugin(22, "", "closed", all, &more), 0);
}

static enum res race_bind(struct ctx *mine, int i, void *arg) {
  struct offer o = {0};
  int64_t app[2] = {APP, APP2};
  size_t waits = 0;
  enum res r;

  (void)i;
  fixture_be(mine, 22, "enterprise", "main", "verified");
  r = offer_load(mine, *(int64_t *)arg, &o);
  return r == RES_OK ? binding_bind(mine, &o, app, 2, "", &waits) : r;
}

/* Even ones bind, odd ones release: never a binding without an entitlement. */
static enum res race_release(struct ctx *mine, int i, void *arg) {
  struct offer o = {0};
  enum res r;

  if (i % 2 == 0)
    return race_bind(mine, i, arg);
  fixture_be(mine, 22, "enterprise", "main", "verified");
  r = offer_load(mine, *(int64_t *)arg, &o);
  return r == RES_OK ? entitlement_release(mine, &o) : r;
}

static void many_at_once_have_one_effect(void **state) {
  int64_t id = P;

  for (int round = 0; round < 8; round++) {
    fixture_sql("DELETE FROM binding");
    assert_int_equal(fixture_race(6, race_bind, &id, RES_OK), 1);
    assert_int_equal(bindings("1"), 2);
    assert_int_equal(fixture_int("SELECT COUNT(*) FROM history h JOIN binding b ON b.id = h.object_id"), 2);
  }
  for (int round = 0; round < 8; round++) {
    fresh(state);
    assert_int_equal(fixture_race(4, race_release, &id, RES_OK), 1);
    assert_int_equal(fixture_int("SELECT COUNT(*) FROM binding b JOIN entitlement e ON e.subject_id = b.subject_id AND"
                                 " e.plugin_id = b.plugin_id WHERE e.state <> 'held'"),
                     0);
  }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup(name, fresh)
  const struct CMUnitTest tests[] = {
      TEST(several_are_bound_at_once),
      TEST(the_major_is_of_the_newest_online),
      TEST(what_does_not_fit_is_named),
      TEST(revoked_categories_do_not_count),
      TEST(the_plugin_must_be_held_and_servable),
      TEST(stop_resume_unbind),
      TEST(the_version_in_effect),
      TEST(configuration_is_guarded_by_rev),
      TEST(hosts_are_the_subjects_own),
      TEST(lists_go_by_time_and_filters),
      TEST(many_at_once_have_one_effect),
  };

  return cmocka_run_group_tests(tests, up, NULL);
}
