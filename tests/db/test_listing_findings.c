/* What a reviewer finds: kept with the rejection, shown to the provider while the place it is about is as the reviewer saw
 * it, and gone with the next submission. And what keeps a submission back. */
#include "domain/listing_task.h"

#include "domain/desk.h"
#include "fixture.h"
#include "rule/policy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { SUBJECT = 51, STAFF = 20051 };
#define PLUGIN 1000000000005100

static struct ctx *c;

static int up(void **state) {
  (void)state;
  c = fixture_ctx();
  fixture_subject(SUBJECT, "enterprise", "findings provider");
  fixture_plugin(PLUGIN, SUBJECT, "意见测试", "old", "标签", "tools.weather");
  fixture_sql("INSERT INTO user (id, email, email_key, display_name, password, created_at) VALUES"
              " (%d, 'f@x.cn', 'f@x.cn', '审核员', '', 1)",
              STAFF);
  return 0;
}

static int fresh(void **state) {
  (void)state;
  fixture_sql("DELETE FROM picture");
  fixture_sql("DELETE FROM finding");
  fixture_sql("DELETE FROM review");
  fixture_sql("DELETE FROM listing_revision");
  fixture_sql("UPDATE listing SET shelf = 'never', hidden = 0");
  fixture_sql("UPDATE plugin_state SET online_versions = 1");
  c->why = (struct reason){0};
  fixture_be(c, SUBJECT, "enterprise", "main", "verified");
  return 0;
}

/* ---- the provider ---- */

static enum res do_move(void *arg) {
  struct plugin p = {0};
  enum res r = plugin_load(c, PLUGIN, &p);

  return r == RES_OK ? listing_do(c, &p, REL_MAIN, arg, 0) : r;
}

static enum res act(const char *action) {
  char copy[16];

  fixture_be(c, SUBJECT, "enterprise", "main", "verified");
  strcpy(copy, action);
  return fixture_tx(c, do_move, copy);
}

static struct revision now_open(void) {
  struct revision v = {0};

  assert_int_equal(revision_open(c, PLUGIN, &v), RES_OK);
  return v;
}

struct texts {
  struct revision info;
  const char *guide; /* JSON */
};

static enum res do_texts(void *arg) {
  const struct texts *x = arg;
  struct revision v = now_open();
  struct guide g;
  enum res r = revision_save_info(c, &v, &x->info, NULL, 0);

  assert_true(guide_decode(c->a, x->guide, &g));
  v = now_open();
  return r == RES_OK ? revision_save_guide(c, &v, &g, true) : r;
}

#define GUIDE "{\"description\":\"先引入\",\"components\":[{\"name\":\"card\"},{\"name\":\"entry\"}]}"

static void write_texts(const char *cases, const char *guide) {
  struct texts x = {{.summary = "一句话", .what = "做什么", .how = "怎么用", .benefit = "", .contact = "400"}, guide};

  x.info.cases = cases;
  fixture_be(c, SUBJECT, "enterprise", "main", "verified");
  assert_int_equal(fixture_tx(c, do_texts, &x), RES_OK);
}

static void submitted(void) {
  assert_int_equal(act("publish"), RES_OK);
  write_texts("旧案例", GUIDE);
  assert_int_equal(act("submit"), RES_OK);
}

/* ---- the reviewer ---- */

struct decision {
  const char *kind;
  int64_t object;
  const char *reason;
  struct finding_item *f;
  size_t n;
};

static enum res do_reject(void *arg) {
  const struct decision *x = arg;
  struct review v = {0};
  enum res r = review_latest(c, x->kind, x->object, &v);

  if (r == RES_OK && strcmp(v.state, "queued") == 0)
    r = desk_claim(c, &v, review_rel(c, &v));
  if (r == RES_OK)
    r = review_load(c, v.id, &v);
  return r == RES_OK ? desk_reject(c, &v, review_rel(c, &v), x->reason, v.shown_hash, x->f, x->n) : r;
}

static enum res reject(const char *reason, struct finding_item *f, size_t n) {
  struct decision x = {"listing", now_open().id, reason, f, n};

  c->why = (struct reason){0};
  c->who = (struct principal){.user_id = STAFF, .session_id = 1, .rights = REL_LISTING, .factor = 2};
  return fixture_tx(c, do_reject, &x);
}

static struct finding_item about(const char *target, const char *text) {
  return (struct finding_item){
      .rule = "unclear", .target = target, .severity = "error", .text = text, .hint = "改一改"};
}

/* The codes of what is open, blanks between. */
static const char *open_codes(void) {
  struct revision v = now_open();
  struct listing_finding *f = NULL;
  struct buf b = buf_new(c->a, 4096);
  struct guide g;
  size_t n = 0;

  assert_true(guide_decode(c->a, v.guide, &g));
  assert_int_equal(listing_findings(c, &v, &g, &f, &n), RES_OK);
  for (size_t i = 0; i < n; i++)
    buf_fmt(&b, "%s%s", i == 0 ? "" : " ", f[i].spot.code);
  return b.n == 0 ? "" : b.p;
}

/* ---- tests ---- */

static void they_stand_until_their_place_changes(void **state) {
  struct finding_item f[] = {about("cases", "案例太旧"), about("components/card", "说明不够"), about("info", "都看看"),
                             about("guide.sample", "缺示例")};
  struct finding_item *kept = NULL;
  struct revision v;
  size_t n = 0;

  (void)state;
  submitted();
  assert_string_equal(open_codes(), "");
  assert_int_equal(reject("请看意见", f, 4), RES_OK);
  v = now_open();
  assert_string_equal(v.state, "rejected");
  assert_string_equal(v.reason, "请看意见");
  assert_int_equal(review_findings_last(c, "listing", v.id, &kept, &n), RES_OK);
  assert_int_equal(n, 4);
  assert_string_equal(kept[1].target, "components/card");
  assert_string_equal(kept[1].text, "说明不够");
  assert_string_equal(kept[1].hint, "改一改");
  assert_string_equal(kept[1].rule, "unclear");
  assert_int_equal(kept[1].seen.n, SEAL_HASH);
  assert_string_equal(open_codes(), "cases components/card info guide.sample");

  write_texts("旧案例", GUIDE); /* saved as it was: nothing is mended */
  assert_string_equal(open_codes(), "cases components/card info guide.sample");
  write_texts("新案例", GUIDE);
  assert_string_equal(open_codes(), "components/card guide.sample");
  write_texts("旧案例", GUIDE); /* and back */
  assert_string_equal(open_codes(), "cases components/card info guide.sample");
  write_texts("新案例", "{\"description\":\"先引入\",\"components\":[{\"name\":\"entry\"},{\"name\":\"card\"}]}");
  assert_string_equal(open_codes(), "components/card guide.sample"); /* moved, not changed */
  write_texts("新案例", "{\"description\":\"先引入\",\"sample\":\"x\",\"components\":[{\"name\":\"card\",\"sample\":"
                        "\"y\"},{\"name\":\"entry\"}]}");
  assert_string_equal(open_codes(), "");
  write_texts("旧案例", "{\"description\":\"先引入\",\"components\":[{\"name\":\"entry\"}]}");
  assert_string_equal(open_codes(), "cases info guide.sample"); /* the card is gone, and so is what was said of it */
}

static void the_next_submission_ends_them(void **state) {
  struct finding_item f[] = {about("cases", "案例太旧")};

  (void)state;
  submitted();
  assert_int_equal(reject("请看意见", f, 1), RES_OK);
  assert_string_equal(open_codes(), "cases");
  assert_int_equal(act("submit"), RES_OK); /* one may disagree: nothing was changed */
  assert_string_equal(open_codes(), "");
  assert_int_equal(act("withdraw"), RES_OK);
  assert_string_equal(open_codes(), "");
}

static void a_reason_alone_is_one_finding(void **state) {
  (void)state;
  submitted();
  assert_int_equal(reject("", NULL, 0), RES_INVALID);
  assert_string_equal(c->why.field, "reason");
  assert_int_equal(reject("图片不清楚", NULL, 0), RES_OK);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM finding WHERE rule = 'reviewer' AND text = '图片不清楚'"), 1);
  assert_string_equal(open_codes(), "");
}

static void findings_alone_make_the_reason(void **state) {
  struct finding_item f[] = {about("cases", "案例太旧"), about("", "错字很多")};

  (void)state;
  submitted();
  assert_int_equal(reject("", f, 2), RES_OK);
  assert_string_equal(now_open().reason, "案例太旧\n错字很多");
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM finding"), 2);
  assert_string_equal(open_codes(), "cases ");
}

static void places_must_be_there(void **state) {
  static const char *const wrong[] = {"what ", "components/none", "components/", "nothing/card", "guide.what", "/card"};

  (void)state;
  submitted();
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
    struct finding_item f[] = {about("cases", "好的位置"), about(wrong[i], "没有的位置")};

    assert_int_equal(reject("原因", f, 2), RES_INVALID);
    assert_string_equal(c->why.field, "findings.2.target");
  }
  assert_string_equal(now_open().state, "auditing");
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM finding"), 0);
}

static void fifty_at_most(void **state) {
  struct finding_item f[REVIEW_FINDINGS + 1];

  (void)state;
  for (size_t i = 0; i < REVIEW_FINDINGS + 1; i++)
    f[i] = about("", arena_fmt(c->a, "第 %zu 处", i + 1));
  submitted();
  assert_int_equal(reject("原因", f, REVIEW_FINDINGS + 1), RES_INVALID);
  assert_string_equal(c->why.field, "findings");
  assert_int_equal(reject("原因", f, REVIEW_FINDINGS), RES_OK);
  assert_int_equal(fixture_int("SELECT MAX(n) FROM finding"), REVIEW_FINDINGS);
}

/* A version's findings name files of its package, spelled as they are. */
static void files_must_be_in_the_package(void **state) {
  struct finding_item f[] = {about("", "整体"), about("index.js", "文件")};
  int64_t id = fixture_int("SELECT MIN(id) FROM version WHERE plugin_id = %lld", (long long)PLUGIN);
  struct decision x = {"version", id, "原因", f, 2};

  (void)state;
  fixture_sql("DELETE FROM version_file WHERE version_id = %lld", (long long)id);
  fixture_sql("INSERT INTO version_file (version_id, n, path, size, sha256) VALUES (%lld, 1, 'index.js', 1, REPEAT('x',"
              " 32))",
              (long long)id);
  fixture_sql("UPDATE version SET state = 'auditing' WHERE id = %lld", (long long)id);
  fixture_sql("INSERT INTO review (id, kind, object_id, plugin_id, subject_id, submitter, state, queued_at,"
              " submitted_at, due_at, shown_hash) SELECT 51, 'version', id, plugin_id, %d, 1, 'queued', 1, 1, 1,"
              " package_sha256 FROM version WHERE id = %lld",
              SUBJECT, (long long)id);
  c->who = (struct principal){.user_id = STAFF, .session_id = 1, .rights = REL_VERSION, .factor = 2};
  f[1].target = "Index.js";
  assert_int_equal(fixture_tx(c, do_reject, &x), RES_INVALID);
  assert_string_equal(c->why.field, "findings.2.target");
  f[1].target = "index.js";
  f[1].line = 7;
  assert_int_equal(fixture_tx(c, do_reject, &x), RES_OK);
  assert_int_equal(fixture_int("SELECT line FROM finding WHERE review_id = 51 AND target = 'index.js'"), 7);
  fixture_sql("UPDATE version SET state = 'online' WHERE id = %lld", (long long)id);
}

/* What the wizard shows as missing is what the guard refuses. */
static void what_is_missing_keeps_it_back(void **state) {
  struct texts x = {{.summary = "一", .what = "做什么", .how = "怎么用", .benefit = "", .cases = "", .contact = "400"},
                    GUIDE};

  (void)state;
  assert_int_equal(act("publish"), RES_OK);
  assert_int_equal(fixture_tx(c, do_texts, &x), RES_OK);
  assert_int_equal(act("submit"), RES_CONFLICT); /* saved, but one character is no line */
  assert_string_equal(c->why.place, "listing_info");
  x.info.summary = "一句";
  x.guide = "{\"description\":\"先\"}";
  assert_int_equal(fixture_tx(c, do_texts, &x), RES_OK);
  assert_int_equal(act("submit"), RES_CONFLICT);
  assert_string_equal(c->why.place, "listing_guide");
  x.guide = GUIDE;
  assert_int_equal(fixture_tx(c, do_texts, &x), RES_OK);
  assert_int_equal(act("submit"), RES_OK);
}

static void the_manifest_is_that_of_the_newest_online(void **state) {
  struct listing_manifest m = {0};

  (void)state;
  fixture_sql("UPDATE version SET state = 'offline' WHERE plugin_id = %lld", (long long)PLUGIN);
  assert_int_equal(listing_manifest(c, PLUGIN, &m), RES_NOT_FOUND);
  fixture_sql("UPDATE version SET state = 'online' WHERE plugin_id = %lld", (long long)PLUGIN);
  assert_int_equal(listing_manifest(c, PLUGIN, &m), RES_OK);
  assert_string_equal(m.number, "1.0.0");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(they_stand_until_their_place_changes, fresh),
      cmocka_unit_test_setup(the_next_submission_ends_them, fresh),
      cmocka_unit_test_setup(a_reason_alone_is_one_finding, fresh),
      cmocka_unit_test_setup(findings_alone_make_the_reason, fresh),
      cmocka_unit_test_setup(places_must_be_there, fresh),
      cmocka_unit_test_setup(fifty_at_most, fresh),
      cmocka_unit_test_setup(files_must_be_in_the_package, fresh),
      cmocka_unit_test_setup(what_is_missing_keeps_it_back, fresh),
      cmocka_unit_test_setup(the_manifest_is_that_of_the_newest_online, fresh),
  };

  return cmocka_run_group_tests(tests, up, NULL);
}
