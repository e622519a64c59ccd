/* The contract of versions against a real database: which version is the old one, which guide is the new one, what has to be
 * explained, and that what was submitted stays what it was. */
#include "version_scene.h"

#include "domain/desk.h"
#include "domain/offer.h"
#include "domain/version_check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char both[] = "{\"main\":\"index.js\",\"publicComponents\":{\"card\":\"c/card\",\"list\":\"c/list\"}}",
                  one[] = "{\"main\":\"index.js\",\"publicComponents\":{\"card\":\"c/card\"}}",
                  reason[] = "列表并入卡片";

/* A plugin with `number` online. */
static void online(const struct plugin *p, const char *number, const char *manifest, const char *override) {
  struct version_submission in = complete;
  struct version v;

  in.override = override;
  assert_int_equal(upload_with(p, number, manifest), RES_OK);
  v = fetch(p, number);
  assert_int_equal(save(&v, &in), RES_OK);
  assert_int_equal(move(p, number, "submit"), RES_OK);
  assert_int_equal(decide(p, number, "approve", NULL, v.package_sha256), RES_OK);
  assert_int_equal(move(p, number, "online"), RES_OK);
}

static struct version draft(const struct plugin *p, const char *number, const char *manifest, const char *override) {
  struct version_submission in = complete;
  struct version v;

  in.override = override;
  assert_int_equal(upload_with(p, number, manifest), RES_OK);
  v = fetch(p, number);
  assert_int_equal(save(&v, &in), RES_OK);
  return fetch(p, number);
}

static struct contract_diff compared(const struct version *v) {
  struct version_check d;
  struct plugin p = {0};

  assert_int_equal(plugin_load(c, v->plugin_id, &p), RES_OK);
  assert_int_equal(version_check(c, &p, v, &d), RES_OK);
  assert_true(d.compared);
  return d.diff;
}

static void explain(const struct plugin *p, const char *number, const char *override) {
  struct version_submission in = complete;
  struct version v = fetch(p, number);

  in.override = override;
  assert_int_equal(save(&v, &in), RES_OK);
}

static void the_first_version_is_compared_with_nothing(void **state) {
  struct plugin p = plugin_new();
  struct version v = draft(&p, "1.0.0", both, reason);

  (void)state;
  assert_string_equal(compared(&v).base, "");
  assert_int_equal(move(&p, "1.0.0", "submit"), RES_OK);
  v = fetch(&p, "1.0.0");
  assert_string_equal(compared(&v).base, "");
  assert_int_equal(v.breaking, 0);
  assert_string_equal(v.override_reason, ""); /* there was nothing to explain */
}

static void breaking_within_a_major_needs_a_reason(void **state) {
  struct plugin p = plugin_new();
  struct version v;

  (void)state;
  online(&p, "1.0.0", both, NULL);
  v = draft(&p, "1.1.0", one, NULL);
  assert_string_equal(compared(&v).base, "1.0.0");
  assert_int_equal(move(&p, "1.1.0", "submit"), RES_INVALID);
  assert_string_equal(c->why.field, "override");
  explain(&p, "1.1.0", "一二三四");
  assert_int_equal(move(&p, "1.1.0", "submit"), RES_INVALID);
  explain(&p, "1.1.0", "一二三四五");
  assert_int_equal(move(&p, "1.1.0", "submit"), RES_OK);
  v = fetch(&p, "1.1.0");
  assert_int_equal(v.breaking, 1);
  assert_string_equal(v.override_reason, "一二三四五");
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM history WHERE machine = 'version' AND action = 'submit' AND"
                               " object_id = %lld AND reason = '一二三四五'",
                               (long long)v.id),
                   1);
}

static void additions_need_none(void **state) {
  struct plugin p = plugin_new();

  (void)state;
  online(&p, "1.0.0", one, NULL);
  draft(&p, "1.1.0", both, reason);
  assert_int_equal(move(&p, "1.1.0", "submit"), RES_OK);
  assert_int_equal(fetch(&p, "1.1.0").breaking, 0);
  assert_string_equal(fetch(&p, "1.1.0").override_reason, "");
}

static void a_new_major_may_break(void **state) {
  struct plugin p = plugin_new();
  struct version v;

  (void)state;
  online(&p, "1.0.0", both, NULL);
  draft(&p, "2.0.0", one, NULL);
  assert_int_equal(move(&p, "2.0.0", "submit"), RES_OK);
  v = fetch(&p, "2.0.0");
  assert_int_equal(v.breaking, 1);
  assert_true(compared(&v).major);
}

/* The nearest one below that is online; of its major one that was online before any of a lower major. */
static void which_version_is_the_old_one(void **state) {
  struct plugin p = plugin_new(), other = plugin_new();
  struct version v;

  (void)state;
  online(&other, "1.4.0", one, NULL);
  online(&p, "1.0.0", both, NULL);
  online(&p, "1.2.0", both, NULL);
  v = draft(&p, "1.3.0", one, NULL);
  assert_string_equal(compared(&v).base, "1.2.0");
  fixture_sql("UPDATE version SET state = 'offline' WHERE plugin_id = %lld AND minor = 2", (long long)p.id);
  assert_string_equal(compared(&v).base, "1.0.0");
  fixture_sql("UPDATE version SET state = 'offline' WHERE plugin_id = %lld AND minor = 0", (long long)p.id);
  assert_string_equal(compared(&v).base, "1.2.0");
  v = draft(&p, "2.0.0", one, NULL);
  assert_string_equal(compared(&v).base, "1.2.0");
  fixture_sql("UPDATE version SET state = 'online' WHERE plugin_id = %lld AND minor = 0 AND major = 1",
              (long long)p.id);
  assert_string_equal(compared(&v).base, "1.0.0");
  fixture_sql("UPDATE version SET state = 'passed' WHERE plugin_id = %lld AND minor = 0 AND major = 1",
              (long long)p.id);
  fixture_sql("UPDATE version SET state = 'taken_down' WHERE plugin_id = %lld AND minor = 2", (long long)p.id);
  assert_string_equal(compared(&v).base, "");
}

/* A version between two others is no successor of the higher one. */
static void a_version_in_between(void **state) {
  struct plugin p = plugin_new();
  struct version v;

  (void)state;
  online(&p, "1.0.0", one, NULL);
  v = draft(&p, "1.1.0", one, NULL);
  online(&p, "1.2.0", both, NULL);
  v = fetch(&p, "1.1.0");
  assert_string_equal(compared(&v).base, "1.0.0");
  assert_int_equal(compared(&v).n[CONTRACT_BREAKING], 0);
}

static void revision(const struct plugin *p, int n, const char *state, const char *guide) {
  fixture_sql("INSERT INTO listing_revision (id, plugin_id, n, state, what, how, benefit, cases, guide, created_at)"
              " VALUES (%lld, %lld, %d, '%s', '', '', '', '', '%s', 1)",
              (long long)p->id * 10 + n, (long long)p->id, n, state, guide);
}

static void the_open_guide_is_the_new_one(void **state) {
  struct plugin p = plugin_new();
  struct version v;

  (void)state;
  online(&p, "1.0.0", one, NULL);
  v = draft(&p, "1.1.0", one, NULL);
  revision(&p, 1, "live", "{\"interfaces\":[{\"name\":\"open\"},{\"name\":\"close\"}]}");
  assert_int_equal(compared(&v).n[CONTRACT_BREAKING], 0); /* the same guide for both */
  revision(&p, 2, "draft", "{\"interfaces\":[{\"name\":\"open\"}]}");
  assert_int_equal(compared(&v).n[CONTRACT_BREAKING], 1);
  fixture_sql("UPDATE listing_revision SET guide = '' WHERE plugin_id = %lld AND n = 2", (long long)p.id);
  assert_int_equal(compared(&v).n[CONTRACT_BREAKING], 0); /* nothing is written yet */
}

static void what_was_submitted_stays(void **state) {
  struct plugin p = plugin_new();
  struct version_check old;
  struct version v;

  (void)state;
  online(&p, "1.0.0", both, NULL);
  draft(&p, "1.1.0", one, reason);
  assert_int_equal(move(&p, "1.1.0", "submit"), RES_OK);
  fixture_sql("UPDATE version SET manifest = '%s' WHERE plugin_id = %lld AND minor = 0", one, (long long)p.id);
  v = fetch(&p, "1.1.0");
  assert_int_equal(compared(&v).n[CONTRACT_BREAKING], 1);
  assert_int_equal(move(&p, "1.1.0", "withdraw"), RES_OK);
  v = fetch(&p, "1.1.0");
  assert_int_equal(compared(&v).n[CONTRACT_BREAKING], 0); /* until it is submitted, it is as it is now */
  assert_string_equal(v.override_reason, reason);
  assert_int_equal(move(&p, "1.1.0", "submit"), RES_OK);
  assert_int_equal(fetch(&p, "1.1.0").breaking, 0);
  fixture_sql("UPDATE version SET contract = NULL WHERE plugin_id = %lld", (long long)p.id);
  v = fetch(&p, "1.1.0");
  assert_int_equal(version_check(c, &p, &v, &old), RES_OK);
  assert_false(old.compared);
}

static void reviewers_and_merchants_read_why(void **state) {
  struct plugin p = plugin_new();
  struct desk_version d = {0};
  struct offer_version *v = NULL;
  size_t n = 0;

  (void)state;
  online(&p, "1.0.0", both, NULL);
  online(&p, "1.1.0", one, reason);
  assert_int_equal(desk_version_load(c, fetch(&p, "1.1.0").id, &d), RES_OK);
  assert_string_equal(d.override_reason, reason);
  assert_non_null(strstr(d.contract, "item_removed"));
  assert_int_equal(offer_versions(c, p.id, &v, &n), RES_OK);
  assert_int_equal(n, 2);
  assert_string_equal(v[0].override_reason, reason);
  assert_non_null(strstr(v[0].contract, "list"));
  assert_null(v[1].contract); /* nothing of it breaks */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_first_version_is_compared_with_nothing),
      cmocka_unit_test(breaking_within_a_major_needs_a_reason),
      cmocka_unit_test(additions_need_none),
      cmocka_unit_test(a_new_major_may_break),
      cmocka_unit_test(which_version_is_the_old_one),
      cmocka_unit_test(a_version_in_between),
      cmocka_unit_test(the_open_guide_is_the_new_one),
      cmocka_unit_test(what_was_submitted_stays),
      cmocka_unit_test(reviewers_and_merchants_read_why),
  };

  return cmocka_run_group_tests_name("test_contract", tests, scene_up, NULL);
}
