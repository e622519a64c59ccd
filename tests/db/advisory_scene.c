/* The plugin has 1.0.0, 1.1.0 and 2.0.0 online and 1.2.0 in development; two mini-programs of the merchant are bound to its first
 * major, one of them stopped. */
#include "advisory_scene.h"

#include "rule/policy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct ctx *c;
const struct advisory_input good = {.title = "少算优惠",
                                    .severity = "critical",
                                    .first = "1.0.0",
                                    .last = "1.1.0",
                                    .fixed = "",
                                    .text = "请先关闭满减",
                                    .due = ""};

static void version(int no, int major, int minor, const char *state, int online_at) {
  fixture_sql(
      "INSERT INTO version (id, plugin_id, major, minor, patch, state, uploader, package_sha256, package_size,"
      " upload_sha256, upload_size, manifest, findings, created_at, online_at) VALUES (%d, %lld, %d, %d, 0, '%s',"
      " 1, REPEAT('p', 32), 1, REPEAT('p', 32), 1, '{}', '[]', 1, %d)",
      no, P, major, minor, state, online_at);
}

int advisory_up(void **state) {
  (void)state;
  c = fixture_ctx();
  fixture_subject(PROVIDER, "enterprise", "provider 71");
  fixture_subject(MERCHANT, "enterprise", "merchant 72");
  fixture_subject(STRANGER, "enterprise", "stranger 73");
  fixture_plugin(P, PROVIDER, "told", "s", "t", "tools.weather"); /* 1.0.0 is online */
  fixture_plugin(ELSE, PROVIDER, "another", "s", "t", "tools.weather");
  fixture_app(APP, MERCHANT, "app one", "tools.notes");
  fixture_app(APP2, MERCHANT, "app two", "tools.notes");
  return 0;
}

void as(int64_t subject, const char *role) { fixture_be(c, subject, "enterprise", role, "verified"); }

int fresh(void **state) {
  (void)state;
  fixture_sql("DELETE FROM advisory_ack");
  fixture_sql("DELETE FROM advisory");
  fixture_sql("DELETE FROM binding");
  fixture_sql("DELETE FROM version WHERE plugin_id = %lld AND id <> %lld", P, P + 2000000);
  version(7201, 1, 1, "online", 6);
  version(7202, 1, 2, "init", 0);
  version(7203, 2, 0, "online", 7);
  fixture_sql("INSERT IGNORE INTO entitlement (id, subject_id, plugin_id, state, obtained_at) VALUES (7301, %d, %lld,"
              " 'held', 1)",
              MERCHANT, P);
  fixture_sql("INSERT INTO binding (id, app_id, plugin_id, subject_id, major, state, config, agreed_by, created_at)"
              " VALUES (%d, %lld, %lld, %d, 1, 'active', '{}', 1, 1), (%d, %lld, %lld, %d, 1, 'stopped', '{}', 1, 2)",
              B1, APP, P, MERCHANT, B2, APP2, P, MERCHANT);
  c->now = NOW;
  c->why = (struct reason){0};
  as(PROVIDER, "main");
  return 0;
}

/* ---- calls, each in a transaction of its own ---- */

enum res do_create(void *arg) {
  struct call *k = arg;
  struct plugin p = {0};
  enum res r = plugin_load(c, P, &p);

  return r == RES_OK ? advisory_create(c, &p, k->in, &k->id) : r;
}

enum res do_save(void *arg) {
  struct call *k = arg;
  struct advisory a = {0};
  enum res r = advisory_load(c, k->id, &a);

  return r == RES_OK ? advisory_save(c, &a, k->in) : r;
}

enum res move_in(struct ctx *me, const struct call *k) {
  struct advisory a = {0};
  enum res r = advisory_load(me, k->id, &a);

  return r == RES_OK ? advisory_move(me, &a, k->action, k->reason) : r;
}

enum res do_move(void *arg) { return move_in(c, arg); }

enum res ack_in(struct ctx *me, const struct call *k) {
  struct binding b = {0};
  enum res r = binding_load(me, k->app, k->plugin, &b);

  return r == RES_OK ? advisory_acknowledge(me, &b, k->id) : r;
}

enum res do_ack(void *arg) { return ack_in(c, arg); }

enum res run(enum res (*work)(void *), struct call *k) {
  c->why = (struct reason){0};
  return fixture_tx(c, work, k);
}

int64_t draft(const struct advisory_input *in) {
  struct call k = {.in = in};

  assert_int_equal(run(do_create, &k), RES_OK);
  return k.id;
}

enum res move(int64_t id, const char *action, const char *reason) {
  struct call k = {.id = id, .action = action, .reason = reason};

  return run(do_move, &k);
}

int64_t published(const struct advisory_input *in) {
  int64_t id = draft(in);

  assert_int_equal(move(id, "publish", NULL), RES_OK);
  return id;
}

enum res ack(int64_t id, int64_t app) {
  struct call k = {.id = id, .plugin = P, .app = app};

  return run(do_ack, &k);
}

struct advisory stored(int64_t id) {
  struct advisory a = {0};

  assert_int_equal(advisory_load(c, id, &a), RES_OK);
  return a;
}

size_t told(int64_t app) {
  struct advisory_notice *n = NULL;
  struct binding b = {0};
  size_t count = 0;

  assert_int_equal(binding_load(c, app, P, &b), RES_OK);
  assert_int_equal(advisory_of_binding(c, &b, &n, &count), RES_OK);
  return count;
}

size_t left(int64_t subject) {
  struct advisory_open *o = NULL;
  size_t n = 0;

  assert_int_equal(advisory_open_of(c, subject, 101, &o, &n), RES_OK);
  return n;
}

/* How many a row of the list of a mini-program's plugins says. */
int64_t badge(int64_t app) {
  struct binding_filter all = {"", ""};
  struct span span = {.limit = 21};
  struct binding_item *b = NULL;
  size_t n = 0;

  assert_int_equal(binding_of_app(c, app, &all, &span, &b, &n), RES_OK);
  assert_int_equal(n, 1);
  return b[0].notices;
}
