/* Mini-programs: names, categories and their states, payment, lists. domain.md section 2 "Mini-program". */
#include "domain/app.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct ctx *c;

/* One call, as a transaction wants it. */
struct call {
  const struct app *seen; /* NULL: create */
  struct app_input in;
  int64_t id;
};

static enum res work(void *arg) {
  struct call *x = arg;

  c->why = (struct reason){0};
  return x->seen == NULL ? app_create(c, &x->in, &x->id) : app_save(c, x->seen, &x->in);
}

static const char *const voting[] = {"tools.voting"};
static const char *const two[] = {"social.qa", "education.online", "social.qa"};
static const char *const six[] = {"tools.voting", "tools.notes",   "tools.office",
                                  "tools.lookup", "tools.weather", "it.software"};

#define INPUT(n, list, ...)                                                                                            \
  { .name = (n), .category = (list), .ncategories = sizeof(list) / sizeof(list)[0], __VA_ARGS__ }

static int64_t create(const char *name) {
  struct call x = {.in = INPUT(name, voting)};

  assert_int_equal(fixture_tx(c, work, &x), RES_OK);
  return x.id;
}

static void refused(struct call x, const char *field) {
  assert_int_equal(fixture_tx(c, work, &x), RES_INVALID);
  assert_non_null(c->why.text);
  assert_string_equal(c->why.field, field);
}

static int up(void **state) {
  (void)state;
  c = fixture_ctx();
  fixture_subject(1, "enterprise", "app owner");
  fixture_subject(2, "individual", "another owner");
  fixture_subject(3, "enterprise", "list owner");
  return 0;
}

static int me(void **state) {
  (void)state;
  fixture_be(c, 1, "enterprise", "main", "verified");
  return 0;
}

static void makes_one_with_its_categories(void **state) {
  struct call x = {.in = INPUT("票务 小程序", two)};
  struct app app = {0};

  (void)state;
  assert_int_equal(fixture_tx(c, work, &x), RES_OK);
  assert_true(x.id >= 1000000000000000 && x.id < (INT64_C(1) << 53));
  assert_int_equal(app_load(c, x.id, &app), RES_OK);
  assert_int_equal(app.subject_id, 1);
  assert_string_equal(app.name, "票务 小程序");
  assert_string_equal(app.categories, "education.online|social.qa"); /* tree order, each once */
  assert_string_equal(app.real_name, "verified");
  assert_int_equal(app.rev, 1);
  assert_int_equal(app.avatar.n, 0);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM audit WHERE act = 'app.create' AND object_id = %lld AND user_id ="
                               " 10001",
                               (long long)x.id),
                   1);
  assert_int_equal(app_load(c, 1, &app), RES_NOT_FOUND);
}

/* A chosen category counts as passed once the subject is verified. */
static void counts_categories_of_verified_subjects_only(void **state) {
  int64_t id = create("等待认证");
  struct app app = {0};

  (void)state;
  fixture_sql("UPDATE real_name SET state = 'auditing' WHERE subject_id = 1");
  assert_int_equal(app_load(c, id, &app), RES_OK);
  assert_string_equal(app.categories, "");
  assert_string_equal(app.real_name, "auditing");
  fixture_sql("UPDATE real_name SET state = 'verified' WHERE subject_id = 1");
  assert_int_equal(app_load(c, id, &app), RES_OK);
  assert_string_equal(app.categories, "tools.voting");
}

static void wants_one_to_five_known_categories(void **state) {
  static const char *const unknown[] = {"tools.voting", "tools.nothing"};
  static const char *const quote[] = {"tools.voting\"]"};
  struct call five = {.in = INPUT("五个类目", six)};

  (void)state;
  refused((struct call){.in = {.name = "没有类目"}}, "categories");
  refused((struct call){.in = INPUT("六个类目", six)}, "categories");
  refused((struct call){.in = INPUT("没有这个", unknown)}, "categories");
  refused((struct call){.in = INPUT("引号", quote)}, "categories");
  five.in.ncategories = APP_CATEGORIES;
  assert_int_equal(fixture_tx(c, work, &five), RES_OK);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM app WHERE name_key IN ('六个类目', '没有类目', '引号')"), 0);
}

static void names_are_taken_once(void **state) {
  int64_t id = create("Taken Name"), other = create("Other Name");
  struct app app = {0};

  (void)state;
  fixture_be(c, 2, "individual", "main", "verified");
  refused((struct call){.in = INPUT("taken  NAME", voting)}, "name");
  refused((struct call){.in = INPUT("x", voting)}, "name");
  refused((struct call){.in = INPUT("\xe2\x80\x8b\xe2\x80\x8b", voting)}, "name");
  fixture_be(c, 1, "enterprise", "main", "verified");
  assert_int_equal(app_load(c, other, &app), RES_OK);
  refused((struct call){.seen = &app, .in = INPUT("TAKEN name", voting)}, "name");
  assert_int_equal(app_load(c, id, &app), RES_OK);
  assert_int_equal(fixture_tx(c, work, &(struct call){.seen = &app, .in = INPUT("TAKEN NAME", voting)}), RES_OK);
}

static void saves_what_was_seen_only(void **state) {
  int64_t id = create("设置的小程序");
  struct app app = {0}, again = {0};
  struct call x = {.seen = &app, .in = INPUT("改了名字", two, .merchant_no = "M20881234", .payment_opened = 1)};

  (void)state;
  fixture_sql("INSERT INTO content (sha256, size, type, class, created_at) VALUES (REPEAT('a', 32), 1, 'image/png',"
              " 'image', 1)");
  assert_int_equal(app_load(c, id, &app), RES_OK);
  x.in.avatar = (struct bytes){"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 32};
  assert_int_equal(fixture_tx(c, work, &x), RES_OK);
  assert_int_equal(app_load(c, id, &again), RES_OK);
  assert_string_equal(again.name, "改了名字");
  assert_string_equal(again.merchant_no, "M20881234");
  assert_int_equal(again.payment_opened, 1);
  assert_string_equal(again.categories, "education.online|social.qa");
  assert_int_equal(again.rev, 2);
  assert_int_equal(again.avatar.n, 32);
  assert_int_equal(fixture_tx(c, work, &x), RES_STALE); /* with what was seen before */
  x.seen = &again;
  x.in.avatar = (struct bytes){NULL, 0};
  assert_int_equal(fixture_tx(c, work, &x), RES_OK);
  assert_int_equal(app_load(c, id, &again), RES_OK);
  assert_int_equal(again.avatar.n, 32); /* none given: as it was */
}

static void payment_needs_its_number(void **state) {
  int64_t id = create("支付的小程序");
  struct app app = {0};

  (void)state;
  assert_int_equal(app_load(c, id, &app), RES_OK);
  refused((struct call){.seen = &app, .in = INPUT(app.name, voting, .payment_opened = 1)}, "merchant_no");
  refused((struct call){.seen = &app, .in = INPUT(app.name, voting, .merchant_no = "12 34")}, "merchant_no");
  refused((struct call){.seen = &app, .in = INPUT(app.name, voting, .merchant_no = "商户")}, "merchant_no");
  refused(
      (struct call){.seen = &app, .in = INPUT(app.name, voting, .merchant_no = "123456789012345678901234567890123")},
      "merchant_no");
  assert_int_equal(
      fixture_tx(c, work,
                 &(struct call){.seen = &app,
                                .in = INPUT(app.name, voting, .merchant_no = "12345678901234567890123456789012")}),
      RES_OK);
}

static void what_the_operator_revoked_stays_revoked(void **state) {
  int64_t id = create("被取消类目");
  struct app_category *k = NULL;
  struct app app = {0};
  size_t n = 0;

  (void)state;
  fixture_sql("UPDATE app_category SET state = 'revoked' WHERE app_id = %lld", (long long)id);
  assert_int_equal(app_load(c, id, &app), RES_OK);
  assert_string_equal(app.categories, "");
  refused((struct call){.seen = &app, .in = INPUT(app.name, voting)}, "categories");
  assert_int_equal(fixture_tx(c, work, &(struct call){.seen = &app, .in = INPUT(app.name, two)}), RES_OK);
  assert_int_equal(app_categories(c, id, &k, &n), RES_OK);
  assert_int_equal(n, 3); /* dropping it and choosing it again would be a way around */
  assert_string_equal(k[1].code, "tools.voting");
  assert_string_equal(k[1].state, "revoked");
}

/* domain.md section 9.10: bindings stay when a host's categories change. */
static void bindings_outlive_categories(void **state) {
  int64_t id = create("绑定的小程序");
  struct app_plugin *p = NULL;
  struct app app = {0};
  size_t n = 0;

  (void)state;
  fixture_plugin(9100, 2, "bound plugin", "s", "t", "tools.voting");
  fixture_sql("INSERT INTO binding (id, app_id, plugin_id, subject_id, major, state, config, agreed_by, created_at)"
              " VALUES (1, %lld, 9100, 1, 1, 'active', '{}', 1, 1), (2, %lld, 9100, 1, 1, 'closed', '{}', 1, 1)",
              (long long)id, (long long)id);
  assert_int_equal(app_load(c, id, &app), RES_OK);
  assert_int_equal(fixture_tx(c, work, &(struct call){.seen = &app, .in = INPUT(app.name, two)}), RES_OK);
  assert_int_equal(app_running(c, id, &p, &n), RES_OK);
  assert_int_equal(n, 1); /* closed ones are history */
  assert_string_equal(p[0].name, "bound plugin");
  assert_string_equal(p[0].intro, "i");
  assert_string_equal(p[0].contact, "c");
  assert_string_equal(p[0].state, "active");
  assert_int_equal(app_own_plugins(c, id, &p, &n), RES_OK);
  assert_int_equal(n, 0);
}

/* The ids of a part of the list in the order in which they come, one character each ("754"). */
static const char *listed(const char *q, struct span span) {
  struct app_item *a = NULL;
  struct buf b = buf_new(c->a, 100);
  size_t n = 0;

  assert_int_equal(app_list(c, 3, q, &span, &a, &n), RES_OK);
  for (size_t i = 0; i < n; i++)
    buf_fmt(&b, "%lld", (long long)(a[i].id - 5000));
  return b.p;
}

static void lists_by_key_both_ways(void **state) {
  struct app_item *a = NULL;
  size_t n = 0;

  (void)state;
  for (int i = 1; i <= 7; i++) { /* two with the same second */
    fixture_app(5000 + i, 3, arena_fmt(c->a, "listed %d", i), "");
    fixture_sql("UPDATE app SET created_at = %d WHERE id = %d", 100 + (i == 4 ? 3 : i), 5000 + i);
  }
  assert_string_equal(listed("", (struct span){{0, 0}, false, false, 4}), "7654");
  assert_string_equal(listed("", (struct span){{103, 5004}, false, false, 4}), "321");
  assert_string_equal(listed("", (struct span){{103, 5003}, true, false, 2}), "54");
  assert_string_equal(listed("", (struct span){{0, 0}, false, true, 4}), "1234");
  assert_string_equal(listed("", (struct span){{103, 5003}, false, true, 4}), "4567");
  assert_string_equal(listed("", (struct span){{103, 5004}, true, true, 2}), "23");
  assert_int_equal(app_names(c, 3, 0, &a, &n), RES_OK);
  assert_int_equal(n, 7);
  assert_string_equal(a[0].name, "listed 7");
  assert_int_equal(app_names(c, 3, 5002, &a, &n), RES_OK); /* the one that is asked for, once */
  assert_int_equal(n, 7);
  assert_string_equal(a[0].name, "listed 2");
  assert_int_equal(app_names(c, 4, 5002, &a, &n), RES_OK); /* not a stranger's */
  assert_int_equal(n, 0);
  assert_int_equal(app_list(c, 999, "", &(struct span){.limit = 4}, &a, &n), RES_OK);
  assert_int_equal(n, 0);
}

static void names_and_ids_narrow_the_list(void **state) {
  struct span all = {.limit = 21};

  (void)state;
  assert_string_equal(listed("sted 5", all), "5");
  assert_string_equal(listed("LISTED", all), "7654321"); /* written in small letters or full width: the same */
  assert_string_equal(listed("ｌｉｓｔｅｄ　５", all), "5");
  assert_string_equal(listed("0000000000005006", all), "6");
  assert_string_equal(listed("5006", all), ""); /* an id is looked for as a whole */
  assert_string_equal(listed("%", all), "");
  assert_string_equal(listed("listed _", all), "");
  assert_string_equal(listed("\\", all), "");
}

static int64_t counted(const char *q) {
  struct app_item *a = NULL;
  size_t n = 0;

  assert_int_equal(app_list(c, 3, q, &(struct span){.limit = 1}, &a, &n), RES_OK);
  return a[0].total;
}

static void counts_exactly_to_a_thousand(void **state) {
  (void)state;
  fixture_sql(
      "INSERT INTO app (id, subject_id, name, name_key, created_at) SELECT 700000 + seq, 3, seq, CONCAT('n', seq),"
      " seq FROM seq_1_to_993");
  assert_int_equal(counted(""), 1000);
  fixture_sql(
      "INSERT INTO app (id, subject_id, name, name_key, created_at) SELECT 800000 + seq, 3, seq, CONCAT('m', seq),"
      " seq FROM seq_1_to_50");
  assert_int_equal(counted(""), 1001);
  assert_int_equal(counted("m"), 50);
}

static enum res race(struct ctx *mine, int i, void *arg) {
  struct app_input in = INPUT("race for a name", voting);
  int64_t id = 0;

  (void)i;
  (void)arg;
  fixture_be(mine, 1, "enterprise", "main", "verified");
  return app_create(mine, &in, &id);
}

static void one_taker_of_a_name_wins(void **state) {
  (void)state;
  assert_int_equal(fixture_race(6, race, NULL, RES_OK), 1);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM app WHERE name_key = 'race for a name'"), 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(makes_one_with_its_categories, me),
      cmocka_unit_test_setup(counts_categories_of_verified_subjects_only, me),
      cmocka_unit_test_setup(wants_one_to_five_known_categories, me),
      cmocka_unit_test_setup(names_are_taken_once, me),
      cmocka_unit_test_setup(saves_what_was_seen_only, me),
      cmocka_unit_test_setup(payment_needs_its_number, me),
      cmocka_unit_test_setup(what_the_operator_revoked_stays_revoked, me),
      cmocka_unit_test_setup(bindings_outlive_categories, me),
      cmocka_unit_test(lists_by_key_both_ways),
      cmocka_unit_test(names_and_ids_narrow_the_list),
      cmocka_unit_test(counts_exactly_to_a_thousand),
      cmocka_unit_test_setup(one_taker_of_a_name_wins, me),
  };

  return cmocka_run_group_tests(tests, up, NULL);
}
