/* Development settings against a real database: domains normalised and guarded by their revision; the Token made when asked
 * for, sealed, shown once to the one who made it, replaced by one of two at once, and in no log. */
#include "domain/development.h"
#include "domain/plugin_token.h"

#include "base/seal.h"
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct ctx *c;

enum { PLUGIN = 7301, OTHER = 7302, MINE = 41, ANOTHERS = 42 };

/* ---- domains ---- */

static struct development seen_now(void) {
  struct development d = {0};

  assert_int_equal(development_load(c, PLUGIN, &d), RES_OK);
  return d;
}

struct saving {
  struct development seen;
  const char *typed;
};

static enum res save(void *arg) {
  struct saving *x = arg;
  const char *domains = "";
  size_t n = 0;
  enum res r;

  c->why = (struct reason){0};
  r = development_read(c, x->typed, &domains, &n);
  return r == RES_OK ? development_save(c, &x->seen, domains) : r;
}

static enum res save_typed(const char *typed) {
  struct saving x = {seen_now(), typed};

  return fixture_tx(c, save, &x);
}

static void domains_have_one_form(void **state) {
  struct development d = seen_now();

  (void)state;
  assert_int_equal(d.rev, 1);
  assert_string_equal(d.domains, "");
  assert_int_equal(d.changed_at, 0);
  assert_int_equal(save_typed("API.Example.com\r\n\n  https://b.example.com:8443/ \nhttps://api.example.com\n"),
                   RES_OK);
  d = seen_now();
  assert_int_equal(d.rev, 2);
  assert_int_equal(d.changed_at, c->now);
  assert_string_equal(d.changed_by, "u10001");
  assert_string_equal(d.domains, "https://api.example.com\nhttps://b.example.com:8443");
  assert_int_equal(save_typed(d.domains), RES_OK); /* what it shows may be sent again */
  assert_string_equal(seen_now().domains, d.domains);
  assert_int_equal(save_typed(" \n"), RES_OK);
  assert_string_equal(seen_now().domains, "");
  assert_int_equal(
      fixture_int("SELECT COUNT(*) FROM audit WHERE act = 'plugin.domains' AND object_kind = 'plugin' AND"
                  " object_id = %d AND JSON_EXTRACT(detail, '$.domains[1]') = 'https://b.example.com:8443'",
                  PLUGIN),
      2);
}

static void wrong_lines_are_named(void **state) {
  struct buf b = buf_new(c->a, 4096);

  (void)state;
  assert_int_equal(save_typed("a.example.com\nhttp://b.example.com\n\n10.0.0.1\nc.example.com/v1"), RES_INVALID);
  assert_string_equal(c->why.field, "domains");
  assert_non_null(strstr(c->why.text, "第 2 行“http://b.example.com”：只支持 https"));
  assert_non_null(strstr(c->why.text, "第 4 行“10.0.0.1”"));
  assert_non_null(strstr(c->why.text, "第 5 行“c.example.com/v1”"));
  assert_null(strstr(c->why.text, "第 1 行"));
  assert_null(strstr(c->why.text, "还有"));
  for (int i = 0; i < 7; i++)
    buf_fmt(&b, "bad%d\n", i);
  assert_int_equal(save_typed(b.p), RES_INVALID);
  assert_non_null(strstr(c->why.text, "第 5 行"));
  assert_null(strstr(c->why.text, "第 6 行"));
  assert_non_null(strstr(c->why.text, "还有 2 行"));
}

static const char *numbered(int n) {
  struct buf b = buf_new(c->a, 16 * 1024);

  for (int i = 0; i < n; i++)
    buf_fmt(&b, "s%d.example.com\nS%d.example.com\n", i, i); /* each twice */
  return b.p;
}

static void twenty_at_most(void **state) {
  (void)state;
  assert_int_equal(save_typed(numbered(DEVELOPMENT_DOMAINS)), RES_OK);
  assert_int_equal(save_typed(numbered(DEVELOPMENT_DOMAINS + 1)), RES_INVALID);
  assert_non_null(strstr(c->why.text, "21"));
  assert_null(strstr(seen_now().domains, "s20."));
}

static void the_longest_still_fit(void **state) {
  struct buf b = buf_new(c->a, 16 * 1024);

  (void)state;
  for (int i = 0; i < DEVELOPMENT_DOMAINS; i++) {
    buf_fmt(&b, "h%02d.", i);
    for (int k = 0; k < 62; k++)
      buf_str(&b, "abc.");
    buf_str(&b, "c\n");
  }
  assert_int_equal(save_typed(b.p), RES_OK);
  assert_true(fixture_int("SELECT JSON_VALID(detail) AND JSON_VALUE(detail, '$.more') FROM audit"
                          " WHERE act = 'plugin.domains' ORDER BY id DESC LIMIT 1"));
  assert_true(strlen(seen_now().domains) > 20 * 250);
}

static void a_form_that_was_left_open_is_stale(void **state) {
  struct saving x = {seen_now(), "late.example.com"};

  (void)state;
  assert_int_equal(save_typed("first.example.com"), RES_OK);
  assert_int_equal(fixture_tx(c, save, &x), RES_STALE);
  assert_string_equal(seen_now().domains, "https://first.example.com");
  x.seen = (struct development){.plugin_id = PLUGIN, .rev = 1}; /* as it was before anything was saved */
  assert_int_equal(fixture_tx(c, save, &x), RES_STALE);
}

/* ---- the Token ---- */

static struct plugin_token token_of(int64_t plugin) {
  struct plugin_token t = {0};

  assert_int_equal(plugin_token_load(c, plugin, &t), RES_OK);
  return t;
}

struct rotating {
  struct plugin_token seen;
};

static enum res rotate(void *arg) {
  struct rotating *x = arg;

  return plugin_token_rotate(c, &x->seen, MINE);
}

static const char *shown(int64_t session) {
  struct plugin_token t = token_of(PLUGIN);
  const char *text = NULL;

  c->who.session_id = session;
  assert_int_equal(plugin_token_show(c, &t, &text), RES_OK);
  return text;
}

static void made_when_asked_for_and_shown_once(void **state) {
  struct plugin_token t = token_of(PLUGIN);
  struct rotating x = {t};
  const char *text;

  (void)state;
  assert_int_equal(t.n, 0);
  assert_null(plugin_token_text(c, &t));
  assert_null(shown(MINE));
  assert_int_equal(fixture_tx(c, rotate, &x), RES_OK);
  t = token_of(PLUGIN);
  assert_int_equal(t.n, 1);
  assert_int_equal(t.made_at, c->now);
  assert_string_equal(t.made_by, "u10001");
  assert_null(shown(ANOTHERS));
  assert_null(shown(0));
  text = shown(MINE);
  assert_int_equal(strlen(text), SEAL_TOKEN_TEXT);
  assert_null(shown(MINE));
  assert_string_equal(plugin_token_text(c, &t), text);
  assert_null(plugin_token_former(c, &t));
}

/* Two windows of one session at the same moment. */
static void of_two_looks_one_sees_it(void **state) {
  struct rotating x = {token_of(PLUGIN)};
  struct plugin_token t;
  const char *first = NULL, *second = NULL;

  (void)state;
  assert_int_equal(fixture_tx(c, rotate, &x), RES_OK);
  t = token_of(PLUGIN);
  c->who.session_id = MINE;
  assert_int_equal(plugin_token_show(c, &t, &first), RES_OK);
  assert_int_equal(plugin_token_show(c, &t, &second), RES_OK);
  assert_non_null(first);
  assert_null(second);
}

static void replaced_and_the_former_recognised(void **state) {
  struct plugin_token before = token_of(PLUGIN), after;
  struct rotating x = {before};

  (void)state;
  assert_int_equal(fixture_tx(c, rotate, &x), RES_OK);
  after = token_of(PLUGIN);
  assert_int_equal(after.n, before.n + 1);
  assert_string_not_equal(plugin_token_text(c, &after), plugin_token_text(c, &before));
  assert_string_equal(plugin_token_former(c, &after), plugin_token_text(c, &before));
  assert_int_equal(fixture_tx(c, rotate, &x), RES_STALE); /* who still looks at the one before */
}

static void sealed_for_this_plugin_and_in_no_log(void **state) {
  struct plugin_token t = token_of(PLUGIN), moved = t;
  const char *text = plugin_token_text(c, &t);

  (void)state;
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM plugin_token WHERE INSTR(token, '%s') > 0", text), 0);
  moved.plugin_id = OTHER;
  assert_null(plugin_token_text(c, &moved));
  assert_true(fixture_int("SELECT COUNT(*) FROM audit WHERE act = 'plugin.token' AND object_id = %d", PLUGIN) >= 3);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM audit WHERE INSTR(detail, '%s') > 0", text), 0);
}

/* ---- at once ---- */

static enum res rotate_at_once(struct ctx *own, int i, void *arg) {
  const struct rotating *x = arg;

  fixture_be(own, 1, "enterprise", "main", "verified");
  return plugin_token_rotate(own, &x->seen, 100 + i);
}

static void of_eight_at_once_one_makes_it(void **state) {
  struct rotating x = {token_of(OTHER)};

  (void)state;
  assert_int_equal(fixture_race(8, rotate_at_once, &x, RES_OK), 1); /* the first one of all */
  x.seen = token_of(OTHER);
  assert_int_equal(x.seen.n, 1);
  assert_int_equal(fixture_race(8, rotate_at_once, &x, RES_STALE), 7);
  assert_int_equal(token_of(OTHER).n, 2);
}

static void counts_who_runs_it(void **state) {
  (void)state;
  assert_int_equal(token_of(OTHER).hosts, 0);
  for (int i = 0; i < 103; i++) {
    fixture_app(840000 + i, 1, arena_fmt(c->a, "host %d", i), "");
    fixture_sql("INSERT INTO binding (id, app_id, plugin_id, subject_id, major, state, config, agreed_by, created_at)"
                " VALUES (%d, %d, %d, 1, 1, '%s', '{}', 10001, 1)",
                830000 + i, 840000 + i, OTHER,
                i < 2    ? "stopped"
                : i == 2 ? "closed"
                         : "active");
    if (i == 22)
      assert_int_equal(token_of(OTHER).hosts, 20);
  }
  assert_int_equal(token_of(OTHER).hosts, 100);
}

static int up(void **state) {
  (void)state;
  c = fixture_ctx();
  fixture_subject(1, "enterprise", "development owner");
  fixture_plugin(PLUGIN, 1, "开发设置的插件", "一句话", "天气", "tools.weather");
  fixture_plugin(OTHER, 1, "另一个插件", "一句话", "天气", "tools.weather");
  return 0;
}

static int me(void **state) {
  (void)state;
  fixture_be(c, 1, "enterprise", "main", "verified");
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(domains_have_one_form, me),
      cmocka_unit_test_setup(wrong_lines_are_named, me),
      cmocka_unit_test_setup(twenty_at_most, me),
      cmocka_unit_test_setup(the_longest_still_fit, me),
      cmocka_unit_test_setup(a_form_that_was_left_open_is_stale, me),
      cmocka_unit_test_setup(made_when_asked_for_and_shown_once, me),
      cmocka_unit_test_setup(of_two_looks_one_sees_it, me),
      cmocka_unit_test_setup(replaced_and_the_former_recognised, me),
      cmocka_unit_test_setup(sealed_for_this_plugin_and_in_no_log, me),
      cmocka_unit_test_setup(of_eight_at_once_one_makes_it, me),
      cmocka_unit_test_setup(counts_who_runs_it, me),
  };

  return cmocka_run_group_tests(tests, up, NULL);
}
