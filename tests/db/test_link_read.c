/* What is read of joint-debug links: the lists of both sides, how many wait for an owner, and what resolve_load finds in the
 * tables, for several pairs at once; what is made of it is tests/unit/test_resolve.c's. */
#include "domain/link.h"
#include "domain/resolve.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define P     2400000000000000LL
#define P2    2400000000000001LL
#define HOST  2400000000000101LL
#define HOST2 2400000000000102LL
#define OWN   2400000000000103LL /* of the provider */
#define OTHER 2400000000000104LL
#define THIRD 2400000000000105LL

enum { PROVIDER = 51, MERCHANT = 52 };

static struct ctx *c;

static int up(void **state) {
  (void)state;
  c = fixture_ctx();
  fixture_subject(PROVIDER, "enterprise", "provider 51");
  fixture_subject(MERCHANT, "enterprise", "merchant 52");
  fixture_plugin(P, PROVIDER, "resolved", "s", "t", "tools.weather");
  fixture_plugin(P2, PROVIDER, "resolved too", "s", "t", "tools.weather");
  fixture_app(HOST, MERCHANT, "resolving one", "tools.notes");
  fixture_app(HOST2, MERCHANT, "resolving two", "tools.notes");
  fixture_app(OWN, PROVIDER, "resolving own", "tools.notes");
  fixture_app(OTHER, MERCHANT, "resolving other", "tools.notes");
  fixture_app(THIRD, MERCHANT, "resolving third", "tools.notes");
  return 0;
}

static int fresh(void **state) {
  (void)state;
  fixture_sql("DELETE FROM link");
  fixture_sql("DELETE FROM trial");
  fixture_sql("DELETE FROM binding");
  fixture_sql("DELETE FROM entitlement");
  fixture_sql("UPDATE plugin SET state = 'active'");
  return 0;
}

static void insert(int64_t id, int64_t plugin, int64_t app, const char *state) {
  fixture_sql(
      "INSERT INTO link (id, plugin_id, app_id, state, added_by, created_at) VALUES (%lld, %lld, %lld, '%s', 10051,"
      " %lld)",
      (long long)id, (long long)plugin, (long long)app, state, (long long)id);
}

static void the_lists(void **state) {
  struct span newest = {.limit = 20}, two = {.limit = 2};
  struct link *l = NULL;
  size_t n = 0;

  (void)state;
  insert(11, P, HOST, "pending");
  insert(12, P, HOST2, "authorised");
  insert(13, P, OWN, "authorised");
  insert(14, P, OTHER, "pending");
  insert(15, P, THIRD, "cancelled");
  insert(16, P2, HOST, "authorised");
  assert_int_equal(link_of_plugin(c, P, true, &newest, &l, &n), RES_OK);
  assert_int_equal(n, 4);
  assert_int_equal(l[0].total, 4);
  assert_int_equal(l[0].app_id, OTHER);
  assert_int_equal(l[3].app_id, HOST);
  assert_string_equal(l[3].app_name, "resolving one");
  assert_string_equal(l[3].host, "merchant 52");
  assert_int_equal(l[3].host_id, MERCHANT);
  assert_int_equal(l[3].provider_id, PROVIDER);
  two.from = (struct place){l[1].created_at, l[1].id};
  assert_int_equal(link_of_plugin(c, P, true, &two, &l, &n), RES_OK);
  assert_int_equal(n, 2);
  assert_int_equal(l[0].app_id, HOST2);
  two.from = (struct place){l[0].created_at, l[0].id};
  two.back = true;
  assert_int_equal(link_of_plugin(c, P, true, &two, &l, &n), RES_OK);
  assert_int_equal(n, 2);
  assert_int_equal(l[0].app_id, OTHER);
  assert_int_equal(link_of_plugin(c, P, false, &newest, &l, &n), RES_OK);
  assert_int_equal(n, 1);
  assert_string_equal(l[0].state, "cancelled");
  assert_int_equal(link_of_app(c, HOST, true, &newest, &l, &n), RES_OK);
  assert_int_equal(n, 2);
  assert_string_equal(l[0].plugin_name, "resolved too");
  assert_int_equal(link_of_app(c, THIRD, true, &newest, &l, &n), RES_OK);
  assert_int_equal(n, 0);
}

static void its_owner_is_told(void **state) {
  struct span all = {.limit = 20};
  struct app_item *item = NULL;
  struct app a = {0};
  size_t n = 0;

  (void)state;
  insert(11, P, HOST2, "pending");
  insert(12, P2, HOST, "authorised");
  insert(13, P2, OWN, "refused");
  assert_int_equal(app_load(c, HOST2, &a), RES_OK);
  assert_int_equal(a.asked, 1);
  assert_int_equal(app_load(c, HOST, &a), RES_OK);
  assert_int_equal(a.asked, 0);
  assert_int_equal(app_load(c, OWN, &a), RES_OK);
  assert_int_equal(a.asked, 0);
  assert_int_equal(app_list(c, MERCHANT, "", &all, &item, &n), RES_OK);
  assert_int_equal(n, 4);
  for (size_t i = 0; i < n; i++)
    assert_int_equal(item[i].asked, item[i].id == HOST2);
}

static void link(const char *to) {
  fixture_sql(
      "INSERT INTO link (id, plugin_id, app_id, state, added_by, created_at) VALUES (83, %lld, %lld, '%s', 1, 1)"
      " ON DUPLICATE KEY UPDATE state = '%s'",
      P, HOST, to, to);
}

static const char *got(int64_t app, int64_t plugin, const char *scene, const char *spec, const char **version) {
  const struct resolve_pair pair[] = {{1, 1}, {app, plugin}, {HOST2, P2}};
  struct resolve_facts *f = NULL;
  struct resolve_ask ask;
  struct resolve_answer a;

  assert_true(resolve_ask_read(scene, spec, NULL, &ask));
  assert_int_equal(resolve_load(c, pair, 3, ask.spec == RESOLVE_EXACT ? &ask.number : NULL, &f), RES_OK);
  assert_int_equal(f[1].app_id, app);
  assert_int_equal(f[1].plugin_id, plugin);
  a = resolve(&f[1], &ask);
  *version = a.version == NULL ? "-" : version_format(c->a, a.version->number);
  return a.rule->name;
}

#define WANT(app, plugin, scene, spec, rule, number)                                                                   \
  do {                                                                                                                 \
    const char *version;                                                                                               \
                                                                                                                       \
    assert_string_equal(got((app), (plugin), (scene), (spec), &version), (rule));                                      \
    assert_string_equal(version, (number));                                                                            \
  } while (0)

static void bind(const char *state, const char *policy, int64_t pin) {
  fixture_sql("DELETE FROM binding");
  fixture_sql(
      "INSERT INTO binding (id, app_id, plugin_id, subject_id, major, state, policy, config, agreed_by, created_at)"
      " VALUES (81, %lld, %lld, %d, 1, '%s', '%s', '{}', 1, 1)",
      HOST, P, MERCHANT, state, policy);
  if (pin != 0)
    fixture_sql("UPDATE binding SET pin_version = %lld", (long long)pin);
}

/* Versions as resolve_load has to find them: 1.0.0 online, 1.1.0 offline, 1.2.0 gray, 1.3.0 in development. */
static int64_t versions(void) {
  static const char *const state[] = {"online", "offline", "gray", "init"};
  int64_t first = fixture_int("SELECT id FROM version WHERE plugin_id = %lld AND minor = 0", P);

  fixture_sql("DELETE FROM version WHERE plugin_id = %lld AND minor > 0", P);
  for (int i = 1; i < 4; i++)
    fixture_sql(
        "INSERT INTO version (id, plugin_id, major, minor, patch, state, gray_percent, uploader, package_sha256,"
        " package_size, upload_sha256, upload_size, manifest, findings, created_at) SELECT %lld, plugin_id, 1, %d,"
        " 0, '%s', 30, uploader, package_sha256, 1, upload_sha256, 1, manifest, findings, 1 FROM version"
        " WHERE id = %lld",
        (long long)(first + 100 + i), i, state[i], (long long)first);
  return first;
}

static void what_is_in_the_tables(void **state) {
  int64_t first = versions();

  (void)state;
  WANT(7, P, "release", "*", "app_not_found", "-");
  WANT(HOST, 7, "release", "*", "plugin_not_found", "-");
  WANT(HOST, P, "release", "*", "not_subscribed", "-");
  link("pending");
  WANT(HOST, P, "develop", "*", "not_subscribed", "-"); /* pending is not authorised */
  link("authorised");
  WANT(HOST, P, "develop", "*", "no_trial_and_not_subscribed", "-");
  WANT(HOST, P, "release", "*", "link_is_not_subscription", "-");
  fixture_sql("INSERT INTO trial (plugin_id, version_id, set_by, set_at) VALUES (%lld, %lld, 1, 1)", P,
              (long long)(first + 103));
  WANT(HOST, P, "develop", "*", "trial", "1.3.0");
  WANT(HOST2, P, "develop", "*", "not_subscribed", "-");
  WANT(OWN, P, "develop", "*", "not_subscribed", "-");
  bind("active", "follow", 0);
  WANT(HOST, P, "develop", "1.3.0", "trial", "1.3.0");
  WANT(HOST, P, "develop", "1.0.0", "dev_exact", "1.0.0");
  WANT(HOST, P, "release", "*", "effective", "1.0.0");
  WANT(HOST, P, "release", "1.1.0", "version_not_online", "1.1.0");
  WANT(HOST, P, "release", "1.9.0", "version_not_online", "-");
  bind("active", "pin", first + 101);
  WANT(HOST, P, "release", "*", "effective", "1.1.0");
  WANT(HOST, P, "release", "1.1.0", "exact", "1.1.0");
  bind("stopped", "follow", 0);
  WANT(HOST, P, "release", "*", "binding_stopped", "-");
  bind("waiting", "follow", 0);
  WANT(HOST, P, "release", "*", "binding_waiting", "-");
  bind("closed", "follow", 0);
  WANT(HOST, P, "release", "*", "link_is_not_subscription", "-");
  link("ended");
  WANT(HOST, P, "release", "*", "not_subscribed", "-");
  fixture_sql("UPDATE plugin SET state = 'disabled' WHERE id = %lld", P);
  WANT(HOST, P, "release", "*", "plugin_disabled", "-");
}

static void gray_and_what_the_words_need(void **state) {
  const struct resolve_pair pair = {HOST, P};
  struct resolve_ask ask = {.bucket = 29};
  struct resolve_facts *f = NULL;

  (void)state;
  (void)versions();
  bind("active", "follow", 0);
  fixture_sql(
      "INSERT INTO entitlement (id, subject_id, plugin_id, state, obtained_at) VALUES (82, %d, %lld, 'held', 1)",
      MERCHANT, P);
  assert_int_equal(resolve_load(c, &pair, 1, NULL, &f), RES_OK);
  assert_string_equal(resolve(f, &ask).version->state, "gray");
  ask.bucket = 30;
  assert_string_equal(resolve(f, &ask).version->state, "online");
  assert_true(f->obtained);
  assert_string_equal(f->shelf, "on");
}

static const char *payment(void) {
  const struct resolve_pair pair[] = {{HOST, P}, {HOST, 7}};
  const struct resolve_ask ask = {.bucket = RESOLVE_OUTSIDE};
  struct resolve_facts *f = NULL;

  assert_int_equal(resolve_load(c, pair, 2, NULL, &f), RES_OK);
  assert_string_equal(f[1].payment, "none");
  return resolve(f, &ask).payment;
}

static void payment_comes_with_the_answer(void **state) {
  (void)state;
  (void)versions();
  bind("active", "follow", 0);
  assert_string_equal(payment(), "none");
  fixture_sql("INSERT INTO payment (plugin_id, app_id, state, mode) SELECT id, app_id, 'open', 'merchant' FROM plugin"
              " WHERE id = %lld",
              P);
  assert_string_equal(payment(), "none"); /* its mini-program has none */
  fixture_sql("UPDATE app a JOIN plugin p ON p.app_id = a.id SET a.payment_opened = 1 WHERE p.id = %lld", P);
  assert_string_equal(payment(), "merchant");
  bind("stopped", "follow", 0);
  assert_string_equal(payment(), "none"); /* nothing is served */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(the_lists, fresh),
      cmocka_unit_test_setup(its_owner_is_told, fresh),
      cmocka_unit_test_setup(what_is_in_the_tables, fresh),
      cmocka_unit_test_setup(gray_and_what_the_words_need, fresh),
      cmocka_unit_test_setup(payment_comes_with_the_answer, fresh),
  };

  return cmocka_run_group_tests(tests, up, NULL);
}
