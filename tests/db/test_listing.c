/* Listings: every move in every state, their guards from both sides, what a revision keeps, and two at once. */
#include "base/text.h"
#include "domain/listing.h"

#include "domain/review.h"
#include "fixture.h"
#include "rule/policy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { SUBJECT = 41, REVIEWERS = 42 };
#define PLUGIN 1000000000004100

static struct ctx *c;

/* ---- the scene ---- */

static int up(void **state) {
  (void)state;
  c = fixture_ctx();
  fixture_subject(SUBJECT, "enterprise", "listing provider");
  fixture_subject(REVIEWERS, "enterprise", "others");
  fixture_plugin(PLUGIN, SUBJECT, "发布测试", "old", "标签", "tools.weather");
  return 0;
}

/* A plugin with an online version that was never published. */
static int fresh(void **state) {
  (void)state;
  fixture_sql("DELETE FROM market");
  fixture_sql("DELETE FROM picture");
  fixture_sql("DELETE FROM binding");
  fixture_sql("DELETE FROM history");
  fixture_sql("DELETE FROM finding");
  fixture_sql("DELETE FROM review");
  fixture_sql("DELETE FROM listing_revision");
  fixture_sql("UPDATE listing SET shelf = 'never', hidden = 0");
  fixture_sql("UPDATE plugin_state SET online_versions = 1");
  fixture_be(c, SUBJECT, "enterprise", "main", "verified");
  return 0;
}

struct deed {
  const char *action;
  int64_t rev;
  unsigned rel;
};

static enum res do_deed(void *arg) {
  const struct deed *x = arg;
  struct plugin p = {0};
  enum res r = plugin_load(c, PLUGIN, &p);

  return r == RES_OK ? listing_do(c, &p, x->rel, x->action, x->rev) : r;
}

static enum res act_as(const char *action, int64_t rev, unsigned rel) {
  struct deed x = {action, rev, rel};
  enum res r;

  c->why = (struct reason){0};
  r = fixture_tx(c, do_deed, &x);
  if (r == RES_INTERNAL)
    print_error("%s: %s\n", action, db_error(c->db));
  return r;
}

static enum res act(const char *action) { return act_as(action, 0, REL_MAIN); }

static struct revision open_now(void) {
  struct revision v = {0};

  assert_int_equal(revision_open(c, PLUGIN, &v), RES_OK);
  return v;
}

static const char *open_state(void) { return open_now().state; }

static const char *shelf(void) {
  struct plugin p = {0};

  assert_int_equal(plugin_load(c, PLUGIN, &p), RES_OK);
  return p.shelf;
}

static int64_t in_market(void) {
  return fixture_int("SELECT COUNT(*) FROM market WHERE plugin_id = %lld", (long long)PLUGIN);
}

struct info {
  const struct revision *v;
  struct revision texts;
  struct bytes *pictures;
  size_t n;
  const struct guide *guide;
};

static enum res do_info(void *arg) {
  struct info *x = arg;

  return revision_save_info(c, x->v, &x->texts, x->pictures, x->n);
}

static enum res do_guide(void *arg) {
  struct info *x = arg;

  return revision_save_guide(c, x->v, x->guide, true);
}

static enum res save_info(const struct revision *v, const char *summary, struct bytes *pictures, size_t n) {
  struct info x = {.v = v, .pictures = pictures, .n = n};

  c->why = (struct reason){0};
  x.texts = (struct revision){
      .summary = summary, .what = "做什么", .how = "怎么用", .benefit = "", .cases = "", .contact = "400-1234"};
  return fixture_tx(c, do_info, &x);
}

static enum res save_guide(const struct revision *v, const char *description) {
  const struct guide g = {.description = description, .sample = ""};
  struct info x = {.v = v, .guide = &g};

  return fixture_tx(c, do_guide, &x);
}

/* A complete draft. */
static void draft(void) {
  struct revision v;

  assert_int_equal(act("publish"), RES_OK);
  v = open_now();
  assert_int_equal(save_info(&v, "一句话", NULL, 0), RES_OK);
  v = open_now();
  assert_int_equal(save_guide(&v, "先引入"), RES_OK);
}

struct decision {
  bool approve;
  const char *reason;
};

static enum res do_decide(void *arg) {
  const struct decision *x = arg;
  struct revision v = open_now();
  struct review review = {0};
  enum res r = review_latest(c, "listing", v.id, &review);

  return r == RES_OK ? listing_decided(c, v.id, x->approve, x->reason, review.shown_hash) : r;
}

/* The object's side of a decision; the review's own side is the desk's. */
static enum res decide(bool approve, const char *reason) {
  struct decision x = {approve, reason};
  enum res r;

  fixture_sql("UPDATE review SET state = '%s', decided_at = %lld WHERE state = 'queued'",
              approve ? "approved" : "rejected", (long long)c->now);
  r = fixture_tx(c, do_decide, &x);
  return r;
}

static void shelve_one(void) {
  draft();
  assert_int_equal(act("submit"), RES_OK);
  assert_int_equal(decide(true, NULL), RES_OK);
  assert_int_equal(act("shelve"), RES_OK);
}

/* ---- the story ---- */

static void from_draft_to_the_shelf(void **state) {
  struct revision v;

  (void)state;
  draft();
  assert_int_equal(open_now().n, 1);
  assert_int_equal(act("submit"), RES_OK);
  assert_string_equal(open_state(), "auditing");
  assert_int_equal(open_now().submitted_at, c->now);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM review WHERE kind = 'listing' AND state = 'queued'"), 1);

  assert_int_equal(decide(false, "图片不清楚"), RES_OK);
  v = open_now();
  assert_string_equal(v.state, "rejected");
  assert_string_equal(v.reason, "图片不清楚");
  assert_int_equal(save_info(&v, "改过", NULL, 0), RES_OK); /* edited as it is, then sent again */
  assert_int_equal(act("submit"), RES_OK);
  assert_null(open_now().reason);

  assert_int_equal(act("withdraw"), RES_OK);
  assert_string_equal(open_state(), "draft");
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM review WHERE state = 'withdrawn'"), 1);
  assert_int_equal(act("submit"), RES_OK);
  assert_int_equal(decide(true, NULL), RES_OK);
  assert_int_equal(act("amend"), RES_OK);
  assert_string_equal(open_state(), "draft");
  assert_int_equal(act("submit"), RES_OK);
  assert_int_equal(decide(true, NULL), RES_OK);
  assert_string_equal(shelf(), "never");
  assert_int_equal(in_market(), 0);

  assert_int_equal(act("shelve"), RES_OK);
  assert_string_equal(shelf(), "on");
  assert_int_equal(in_market(), 1);
  assert_int_equal(revision_live(c, PLUGIN, &v), RES_OK);
  assert_int_equal(v.live_at, c->now);
  assert_string_equal(v.summary, "改过");
  v = (struct revision){0};
  assert_int_equal(revision_open(c, PLUGIN, &v), RES_NOT_FOUND);
  assert_false(revision_editable(&v));
  /* publish 1, submit 4, reject 1, withdraw 1, approve 2, amend 1, shelve 1; and the shelf */
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM history WHERE machine = 'listing'"), 11);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM history WHERE machine = 'shelf' AND action = 'shelve'"), 1);
}

static void the_live_one_stays_while_another_is_open(void **state) {
  struct revision v, live = {0};
  struct revision_line *line = NULL;
  struct bytes one = {NULL, 32};
  size_t n = 0;

  (void)state;
  one.p = arena_fmt(c->a, "%032d", 7);
  fixture_sql(
      "INSERT IGNORE INTO content (sha256, size, type, class, created_at) VALUES ('%s', 1, 'image/png', 'image', 1)",
      (const char *)one.p);
  draft();
  v = open_now();
  assert_int_equal(save_info(&v, "第一版", &one, 1), RES_OK);
  assert_int_equal(act("submit"), RES_OK);
  assert_int_equal(decide(true, NULL), RES_OK);
  assert_int_equal(act("shelve"), RES_OK);

  assert_int_equal(act("revise"), RES_OK);
  v = open_now();
  assert_int_equal(v.n, 2);
  assert_string_equal(v.summary, "第一版");
  assert_string_equal(v.contact, "400-1234");
  assert_non_null(strstr(v.guide, "先引入"));
  assert_non_null(v.pictures);
  assert_int_equal(v.info_saved + v.guide_saved, 2);
  assert_int_equal(save_info(&v, "第二版", NULL, 0), RES_OK);
  assert_int_equal(revision_live(c, PLUGIN, &live), RES_OK);
  assert_string_equal(live.summary, "第一版");
  assert_non_null(live.pictures);

  assert_int_equal(revision_lines(c, PLUGIN, &line, &n), RES_OK);
  assert_int_equal(n, 2);
  assert_string_equal(line[0].state, "draft");
  assert_string_equal(line[1].state, "live");

  assert_int_equal(act("submit"), RES_OK);
  assert_int_equal(decide(true, NULL), RES_OK);
  assert_int_equal(act("shelve"), RES_OK);
  assert_int_equal(revision_live(c, PLUGIN, &live), RES_OK);
  assert_int_equal(live.n, 2);
  assert_null(live.pictures);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM listing_revision WHERE state = 'superseded' AND n = 1"), 1);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM market WHERE summary = '第二版'"), 1);
}

static void a_discarded_one_gives_way(void **state) {
  (void)state;
  assert_int_equal(act("publish"), RES_OK);
  assert_int_equal(act("discard"), RES_OK);
  assert_int_equal(act("publish"), RES_OK);
  assert_int_equal(open_now().n, 2);
  assert_string_equal(open_now().contact, "c"); /* the plugin's */
}

/* ---- every move in every state ---- */

static const char *const actions[] = {"publish", "revise",   "submit",   "withdraw", "amend", "discard",
                                      "shelve",  "unshelve", "reshelve", "hide",     "show"};
enum { ACTIONS = sizeof actions / sizeof actions[0] };

/* State of the open revision ("" for none), of the shelf, and what may be done then. */
static const struct {
  const char *open, *shelf, *legal;
} scenes[] = {
    {"", "never", "publish"},
    {"draft", "never", "submit discard"},
    {"auditing", "never", "withdraw"},
    {"passed", "never", "amend discard shelve"},
    {"rejected", "never", "submit discard"},
    {"", "on", "revise unshelve hide"},
    {"draft", "on", "submit discard unshelve hide"},
    {"auditing", "on", "withdraw unshelve hide"},
    {"passed", "on", "amend discard shelve unshelve hide"},
    {"rejected", "on", "submit discard unshelve hide"},
    {"", "off", "revise reshelve"},
    {"draft", "off", "submit discard reshelve"},
    {"auditing", "off", "withdraw reshelve"},
    {"passed", "off", "amend discard shelve reshelve"},
    {"rejected", "off", "submit discard reshelve"},
};

static void set_scene(const char *open, const char *on) {
  fresh(NULL);
  if (strcmp(on, "never") != 0)
    shelve_one();
  if (strcmp(on, "off") == 0)
    assert_int_equal(act("unshelve"), RES_OK);
  if (open[0] == '\0')
    return;
  if (strcmp(on, "never") == 0)
    draft();
  else
    assert_int_equal(act("revise"), RES_OK);
  if (strcmp(open, "draft") != 0)
    assert_int_equal(act("submit"), RES_OK);
  if (strcmp(open, "passed") == 0 || strcmp(open, "rejected") == 0)
    assert_int_equal(decide(open[0] == 'p', "原因"), RES_OK);
  assert_string_equal(open_state(), open);
}

static void every_move_in_every_state(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof scenes / sizeof scenes[0]; i++)
    for (size_t k = 0; k < ACTIONS; k++) {
      bool legal = text_listed(scenes[i].legal, actions[k]);
      int64_t before;
      enum res r;

      set_scene(scenes[i].open, scenes[i].shelf);
      before = fixture_int("SELECT COUNT(*) FROM history");
      assert_true(act_as(actions[k], 0, REL_DEVELOPER | REL_OBTAINER | REL_CLAIMANT | REL_LISTING) != RES_OK);
      r = act(actions[k]);
      if (r != (legal ? RES_OK : RES_CONFLICT))
        fail_msg("%s with %s, shelf %s: %s", actions[k], scenes[i].open, scenes[i].shelf, res_code(r));
      assert_true(legal == (fixture_int("SELECT COUNT(*) FROM history") > before));
      assert_true(legal || c->why.text != NULL);
    }
}

static void others_may_not(void **state) {
  (void)state;
  assert_int_equal(act_as("publish", 0, REL_DEVELOPER), RES_FORBIDDEN);
  assert_int_equal(act_as("publish", 0, 0), RES_FORBIDDEN);
  assert_int_equal(act_as("publish", 0, REL_OPERATOR), RES_OK);
  assert_int_equal(act_as("discard", 0, REL_DEVELOPER), RES_FORBIDDEN);
  assert_int_equal(act_as("discard", 0, REL_ADMIN), RES_OK);
  assert_int_equal(act("approve"), RES_MALFORMED);
  assert_int_equal(act("supersede"), RES_MALFORMED);
  assert_int_equal(act(""), RES_MALFORMED);
}

static void guards_say_where_to_go(void **state) {
  struct revision v;

  (void)state;
  fixture_sql("UPDATE plugin_state SET online_versions = 0");
  assert_int_equal(act("publish"), RES_CONFLICT);
  assert_string_equal(c->why.place, "versions");
  fixture_sql("UPDATE plugin_state SET online_versions = 1");
  assert_int_equal(act("publish"), RES_OK);
  assert_int_equal(act("submit"), RES_CONFLICT);
  assert_string_equal(c->why.place, "listing_info");
  v = open_now();
  assert_int_equal(save_info(&v, "一句话", NULL, 0), RES_OK);
  assert_int_equal(act("submit"), RES_CONFLICT);
  assert_string_equal(c->why.place, "listing_guide");
  v = open_now();
  assert_int_equal(save_guide(&v, "先引入"), RES_OK);
  assert_int_equal(act("submit"), RES_OK);
  assert_int_equal(decide(true, NULL), RES_OK);
  fixture_sql("UPDATE plugin_state SET online_versions = 0");
  assert_int_equal(act("shelve"), RES_CONFLICT);
  assert_string_equal(c->why.place, "versions");
  assert_string_equal(open_state(), "passed");
  fixture_sql("UPDATE plugin_state SET online_versions = 1");
  assert_int_equal(act("shelve"), RES_OK);
  assert_int_equal(act("unshelve"), RES_OK);
  fixture_sql("UPDATE plugin_state SET online_versions = 0");
  assert_int_equal(act("reshelve"), RES_CONFLICT);
  assert_string_equal(c->why.place, "versions");
}

static void an_old_form_is_stale(void **state) {
  struct revision v;
  struct plugin p = {0};

  (void)state;
  draft();
  v = open_now();
  assert_int_equal(act_as("submit", v.rev - 1, REL_MAIN), RES_STALE);
  assert_int_equal(act_as("submit", v.rev, REL_MAIN), RES_OK);
  assert_int_equal(decide(true, NULL), RES_OK);
  assert_int_equal(act("shelve"), RES_OK);
  assert_int_equal(plugin_load(c, PLUGIN, &p), RES_OK);
  assert_int_equal(act_as("hide", p.listing_rev + 1, REL_MAIN), RES_STALE);
  assert_int_equal(act_as("hide", p.listing_rev, REL_MAIN), RES_OK);
}

static void the_shelf(void **state) {
  (void)state;
  shelve_one();
  assert_int_equal(act("hide"), RES_OK);
  assert_int_equal(in_market(), 0);
  assert_string_equal(shelf(), "on");
  assert_int_equal(act("hide"), RES_CONFLICT);
  assert_int_equal(act("show"), RES_OK);
  assert_int_equal(act("show"), RES_CONFLICT);
  assert_int_equal(in_market(), 1);
  assert_int_equal(act("unshelve"), RES_OK);
  assert_string_equal(shelf(), "off");
  assert_int_equal(in_market(), 0);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM listing_revision WHERE state = 'live'"), 1);
  assert_int_equal(act("reshelve"), RES_OK);
  assert_int_equal(in_market(), 1);
  assert_true(
      fixture_int("SELECT COUNT(*) FROM audit WHERE act = 'shelf.hide' AND object_id = %lld", (long long)PLUGIN) > 0);
}

/* ---- what a revision keeps ---- */

static void editing_has_its_time(void **state) {
  struct revision v, old;

  (void)state;
  draft();
  old = open_now();
  assert_int_equal(save_info(&old, "新的", NULL, 0), RES_OK);
  assert_int_equal(save_info(&old, "旧", NULL, 0), RES_STALE);
  assert_int_equal(save_guide(&old, "旧"), RES_STALE);
  assert_int_equal(act("submit"), RES_OK);
  v = open_now();
  assert_int_equal(save_info(&v, "不行", NULL, 0), RES_CONFLICT);
  assert_string_equal(c->why.place, "listing");
  assert_int_equal(save_guide(&v, "不行"), RES_CONFLICT);
  assert_int_equal(decide(true, NULL), RES_OK);
  v = open_now();
  assert_int_equal(save_info(&v, "不行", NULL, 0), RES_CONFLICT);
  assert_string_equal(open_now().summary, "新的");
}

static void a_guide_has_a_size(void **state) {
  struct revision v;
  char *text = arena_alloc(c->a, GUIDE_MAX + 1);

  (void)state;
  memset(text, 'a', GUIDE_MAX);
  assert_int_equal(act("publish"), RES_OK);
  v = open_now();
  assert_int_equal(save_guide(&v, text), RES_INVALID);
  text[GUIDE_MAX - 200] = '\0';
  assert_int_equal(save_guide(&v, text), RES_OK);
}

static void pictures_keep_their_order(void **state) {
  struct bytes all[6];
  struct picture_item *there = NULL;
  struct revision v;
  size_t n = 0;

  (void)state;
  for (int i = 0; i < 6; i++) {
    all[i] = (struct bytes){arena_fmt(c->a, "%032d", i), 32};
    fixture_sql("INSERT IGNORE INTO content (sha256, size, type, class, created_at) VALUES ('%s', 1, 'image/png',"
                " 'image', 1)",
                (const char *)all[i].p);
  }
  assert_int_equal(act("publish"), RES_OK);
  v = open_now();
  assert_int_equal(save_info(&v, "a", all, 6), RES_INVALID);
  assert_string_equal(c->why.field, "images");
  assert_int_equal(save_info(&v, "a", all, 5), RES_OK);
  assert_int_equal(revision_pictures(c, v.id, &there, &n), RES_OK);
  assert_int_equal(n, 5);
  assert_true(bytes_same(there[4].sha256, all[4]));
  v = open_now();
  assert_int_equal(revision_shots(c, &v, &there), 5);
  assert_true(bytes_same(there[0].sha256, all[0]));
  all[0] = all[3];
  assert_int_equal(save_info(&v, "a", all, 2), RES_OK);
  v = open_now();
  assert_int_equal(revision_shots(c, &v, &there), 2);
  assert_true(bytes_same(there[0].sha256, all[3]));
  assert_int_equal(save_info(&v, "a", NULL, 0), RES_OK);
  assert_null(open_now().pictures);
}

static void what_is_approved_is_what_was_shown(void **state) {
  (void)state;
  draft();
  assert_int_equal(act("submit"), RES_OK);
  fixture_sql("UPDATE listing_revision SET cases = 'x' WHERE state = 'auditing'");
  assert_int_equal(decide(true, NULL), RES_CONFLICT);
  fixture_sql("UPDATE listing_revision SET cases = '' WHERE state = 'auditing'");
  fixture_sql("UPDATE review SET shown_hash = NULL");
  assert_int_equal(decide(true, NULL), RES_CONFLICT);
  assert_string_equal(open_state(), "auditing");
}

static void every_part_counts_in_the_hash(void **state) {
  const struct revision plain = {
      .summary = "s", .what = "w", .how = "h", .benefit = "b", .cases = "c", .contact = "t", .guide = "{}"};
  unsigned char first[SEAL_HASH], other[SEAL_HASH];
  struct revision v;
  const char **part[] = {&v.summary, &v.what, &v.how, &v.benefit, &v.cases, &v.contact, &v.guide, &v.pictures};

  (void)state;
  revision_hash(&plain, first);
  for (size_t i = 0; i < sizeof part / sizeof part[0]; i++) {
    v = plain;
    *part[i] = "changed";
    revision_hash(&v, other);
    assert_memory_not_equal(first, other, SEAL_HASH);
  }
  v = plain; /* a border moves */
  v.summary = "sw";
  v.what = "";
  revision_hash(&v, other);
  assert_memory_not_equal(first, other, SEAL_HASH);
}

static void a_rejection_needs_its_reason(void **state) {
  (void)state;
  draft();
  assert_int_equal(act("submit"), RES_OK);
  assert_int_equal(decide(false, ""), RES_INVALID);
  assert_string_equal(open_state(), "auditing");
}

static void what_happened_is_listed(void **state) {
  struct listing_event *e = NULL;
  int64_t bound = -1;
  size_t n = 0;

  (void)state;
  shelve_one();
  assert_int_equal(act("hide"), RES_OK);
  assert_int_equal(listing_events(c, PLUGIN, 0, false, 50, &e, &n), RES_OK);
  assert_int_equal(n, 6);
  assert_string_equal(e[0].action, "hide");
  assert_int_equal(e[0].n, 0);
  assert_string_equal(e[5].action, "publish");
  assert_int_equal(e[5].n, 1);
  assert_string_equal(e[5].who, "u10041");
  assert_int_equal(listing_bound(c, PLUGIN, &bound), RES_OK);
  assert_int_equal(bound, 0);
  for (int i = 0; i < 3; i++)
    fixture_sql("INSERT INTO binding (id, app_id, plugin_id, subject_id, major, state, config, agreed_by, created_at)"
                " VALUES (%d, %lld, %lld, 42, 1, '%s', '', 1, 1)",
                i + 1, (long long)(PLUGIN + 1000000), (long long)PLUGIN, i == 0 ? "active" : "closed");
  assert_int_equal(listing_bound(c, PLUGIN, &bound), RES_OK);
  assert_int_equal(bound, 1);
}

/* ---- two at once ---- */

static enum res race(struct ctx *mine, int i, void *arg) {
  const char *const *action = arg;
  struct plugin p = {0};
  enum res r;

  fixture_be(mine, SUBJECT, "enterprise", "main", "verified");
  r = plugin_load(mine, PLUGIN, &p);
  return r == RES_OK ? listing_do(mine, &p, REL_MAIN, action[i % 2], 0) : r;
}

static int racing(const char *a, const char *b) {
  const char *both[] = {a, b};

  return fixture_race(6, race, both, RES_OK);
}

static void races_have_one_winner(void **state) {
  (void)state;
  assert_int_equal(racing("publish", "publish"), 1);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM listing_revision"), 1);
  set_scene("draft", "never");
  assert_int_equal(racing("submit", "submit"), 1);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM review"), 1);
  set_scene("passed", "on");
  assert_int_equal(racing("shelve", "shelve"), 1);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM listing_revision WHERE state = 'live'"), 1);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM listing_revision WHERE state = 'superseded'"), 1);
  set_scene("passed", "never");
  assert_int_equal(racing("shelve", "discard"), 1);
  set_scene("", "on");
  assert_int_equal(racing("revise", "revise"), 1);
  set_scene("", "on");
  assert_int_equal(racing("unshelve", "unshelve"), 1);
  assert_int_equal(in_market(), 0);
}

static enum res withdraw_or_approve(struct ctx *mine, int i, void *arg) {
  struct revision v = {0};
  struct review review = {0};
  struct plugin p = {0};
  enum res r = plugin_load(mine, PLUGIN, &p);

  (void)arg;
  if (i % 2 == 0) {
    fixture_be(mine, SUBJECT, "enterprise", "main", "verified");
    return r == RES_OK ? listing_do(mine, &p, REL_MAIN, "withdraw", 0) : r;
  }
  fixture_be(mine, REVIEWERS, "enterprise", "main", "verified");
  r = revision_open(mine, PLUGIN, &v);
  if (r == RES_OK)
    r = review_latest(mine, "listing", v.id, &review);
  return r == RES_OK ? listing_decided(mine, v.id, true, NULL, review.shown_hash) : r;
}

static void approval_against_withdrawal(void **state) {
  (void)state;
  for (int i = 0; i < 5; i++) {
    set_scene("auditing", "never");
    assert_int_equal(fixture_race(2, withdraw_or_approve, NULL, RES_OK), 1);
    assert_int_equal(fixture_int("SELECT COUNT(*) FROM history WHERE machine = 'listing' AND from_state = 'auditing'"),
                     1);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(from_draft_to_the_shelf, fresh),
      cmocka_unit_test_setup(the_live_one_stays_while_another_is_open, fresh),
      cmocka_unit_test_setup(a_discarded_one_gives_way, fresh),
      cmocka_unit_test_setup(every_move_in_every_state, fresh),
      cmocka_unit_test_setup(others_may_not, fresh),
      cmocka_unit_test_setup(guards_say_where_to_go, fresh),
      cmocka_unit_test_setup(an_old_form_is_stale, fresh),
      cmocka_unit_test_setup(the_shelf, fresh),
      cmocka_unit_test_setup(editing_has_its_time, fresh),
      cmocka_unit_test_setup(a_guide_has_a_size, fresh),
      cmocka_unit_test_setup(pictures_keep_their_order, fresh),
      cmocka_unit_test_setup(what_is_approved_is_what_was_shown, fresh),
      cmocka_unit_test_setup(every_part_counts_in_the_hash, fresh),
      cmocka_unit_test_setup(a_rejection_needs_its_reason, fresh),
      cmocka_unit_test_setup(what_happened_is_listed, fresh),
      cmocka_unit_test_setup(races_have_one_winner, fresh),
      cmocka_unit_test_setup(approval_against_withdrawal, fresh),
  };

  return cmocka_run_group_tests(tests, up, NULL);
}
