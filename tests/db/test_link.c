/* Joint-debug links: every move in every state by either side, who may, the limit of twenty under races, the token. What is
 * read of them is test_link_read.c's. */
#include "domain/link.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define P     2300000000000000LL
#define P2    2300000000000001LL
#define HOST  2300000000000101LL /* of the merchant */
#define HOST2 2300000000000102LL
#define OWN   2300000000000103LL /* of the provider */
#define MANY  2300000000001000LL /* and 39 behind it, of the merchant */

enum { NOW = 1790000000, PROVIDER = 41, MERCHANT = 42, STRANGER = 43, HOSTS = 40 };

static struct ctx *c;

static int up(void **state) {
  (void)state;
  c = fixture_ctx();
  fixture_subject(PROVIDER, "enterprise", "provider 41");
  fixture_subject(MERCHANT, "enterprise", "merchant 42");
  fixture_subject(STRANGER, "enterprise", "stranger 43");
  fixture_plugin(P, PROVIDER, "debugged", "s", "t", "tools.weather");
  fixture_plugin(P2, PROVIDER, "debugged too", "s", "t", "tools.weather");
  fixture_app(HOST, MERCHANT, "host one", "tools.notes");
  fixture_app(HOST2, MERCHANT, "host two", "tools.notes");
  fixture_app(OWN, PROVIDER, "own host", "tools.notes");
  for (int i = 0; i < HOSTS; i++)
    fixture_app(MANY + i, MERCHANT, arena_fmt(c->a, "host %d of many", i), "tools.notes");
  return 0;
}

static void as(struct ctx *me, int64_t subject, const char *role) {
  fixture_be(me, subject, "enterprise", role, "verified");
}

static int fresh(void **state) {
  (void)state;
  fixture_sql("DELETE FROM link");
  fixture_sql("UPDATE plugin SET state = 'active'");
  fixture_sql("UPDATE subject SET state = 'active'");
  c->now = NOW;
  c->why = (struct reason){0};
  as(c, PROVIDER, "main");
  return 0;
}

/* ---- acts ---- */

struct adding {
  int64_t plugin;
  const char *app;
  bool authorised;
};

static enum res add_in(struct ctx *me, struct adding *x) {
  struct plugin p = {0};
  enum res r = plugin_load(me, x->plugin, &p);

  return r == RES_OK ? link_add(me, &p, x->app, &x->authorised) : r;
}

static enum res do_add(void *arg) { return add_in(c, arg); }

static enum res add(int64_t app) {
  struct adding x = {P, arena_fmt(c->a, "%lld", (long long)app), false};

  c->why = (struct reason){0};
  return fixture_tx(c, do_add, &x);
}

struct moved {
  int64_t app;
  enum link_side side;
  const char *action;
};

static enum res do_move(void *arg) {
  const struct moved *x = arg;
  struct link l = {0};
  enum res r = link_load(c, P, x->app, &l);

  if (r == RES_OK && strcmp(x->action, "rotate-token") == 0)
    return link_rotate(c, &l);
  return r == RES_OK ? link_move(c, &l, x->side, x->action) : r;
}

static enum res move(int64_t app, enum link_side side, const char *action) {
  struct moved x = {app, side, action};

  c->why = (struct reason){0};
  return fixture_tx(c, do_move, &x);
}

static enum res as_host(int64_t app, const char *action) {
  enum res r;

  as(c, MERCHANT, "main");
  r = move(app, LINK_HOST, action);
  as(c, PROVIDER, "main");
  return r;
}

static struct link load(int64_t app) {
  struct link l = {0};

  assert_int_equal(link_load(c, P, app, &l), RES_OK);
  return l;
}

static int64_t rows(const char *where) { return fixture_int("SELECT COUNT(*) FROM link WHERE %s", where); }

/* ---- tests ---- */

static void adding_waits_for_the_owner(void **state) {
  struct link l;

  (void)state;
  assert_int_equal(add(HOST), RES_OK);
  l = load(HOST);
  assert_string_equal(l.state, "pending");
  assert_string_equal(l.app_name, "host one");
  assert_string_equal(l.host, "merchant 42");
  assert_string_equal(l.provider, "provider 41");
  assert_int_equal(l.provider_id, PROVIDER);
  assert_int_equal(l.host_id, MERCHANT);
  assert_int_equal(l.created_at, NOW);
  assert_null(link_token(c, &l));
  assert_int_equal(
      fixture_int("SELECT COUNT(*) FROM history h JOIN link l ON l.id = h.object_id WHERE h.machine = 'link'"
                  " AND h.action = 'add' AND h.to_state = 'pending' AND h.side = 'provider'"),
      1);
  assert_int_equal(
      fixture_int("SELECT COUNT(*) FROM audit u JOIN link l ON l.id = u.object_id WHERE u.act = 'link.add'"), 1);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM public_id i JOIN link l ON l.id = i.id WHERE i.kind = 'link'"), 1);
}

static void one_subject_is_authorised_at_once(void **state) {
  struct adding x = {P, arena_fmt(c->a, "%lld", (long long)OWN), false};
  struct link l;

  (void)state;
  assert_int_equal(fixture_tx(c, do_add, &x), RES_OK);
  assert_true(x.authorised);
  l = load(OWN);
  assert_string_equal(l.state, "authorised");
  assert_int_equal(l.authorised_at, NOW);
  assert_int_equal(strlen(link_token(c, &l)), 43);
  assert_int_equal(move(OWN, LINK_HOST, "unbind"), RES_OK);
}

static void what_cannot_be_added(void **state) {
  (void)state;
  assert_int_equal(add(1), RES_INVALID); /* no id */
  assert_string_equal(c->why.field, "app");
  assert_int_equal(add(2300000000009999LL), RES_INVALID); /* nobody's */
  assert_int_equal(add(P), RES_INVALID);                  /* a plugin's */
  assert_int_equal(add(HOST), RES_OK);
  assert_int_equal(add(HOST), RES_INVALID); /* there already, pending … */
  assert_int_equal(as_host(HOST, "authorise"), RES_OK);
  assert_int_equal(add(HOST), RES_INVALID); /* … and authorised */
  fixture_sql("UPDATE subject SET state = 'suspended' WHERE id = %d", MERCHANT);
  assert_int_equal(add(HOST2), RES_INVALID);
  fixture_sql("UPDATE subject SET state = 'active'");
  fixture_sql("UPDATE plugin SET state = 'disabled' WHERE id = %lld", P);
  assert_int_equal(add(HOST2), RES_CONFLICT);
  fixture_sql("UPDATE plugin SET state = 'active'");
  as(c, PROVIDER, "operator");
  assert_int_equal(add(HOST2), RES_FORBIDDEN);
  as(c, MERCHANT, "main");
  assert_int_equal(add(HOST2), RES_FORBIDDEN);
  as(c, PROVIDER, "developer");
  assert_int_equal(add(HOST2), RES_OK);
  assert_int_equal(rows("1"), 2);
}

/* State, move, side; where it leads, "" for nowhere. */
static const struct {
  const char *action;
  enum link_side side;
  const char *of_pending, *of_authorised;
} all[] = {
    {"cancel", LINK_PROVIDER, "cancelled", ""},
    {"cancel", LINK_HOST, "", ""},
    {"authorise", LINK_PROVIDER, "", ""},
    {"authorise", LINK_HOST, "authorised", ""},
    {"refuse", LINK_PROVIDER, "", ""},
    {"refuse", LINK_HOST, "refused", ""},
    {"unbind", LINK_PROVIDER, "", "ended"},
    {"unbind", LINK_HOST, "", "ended"},
    {"add", LINK_PROVIDER, "", ""},
    {"approve", LINK_HOST, "", ""},
};

static void try_one(void **state, size_t i, bool authorised) {
  const char *to = authorised ? all[i].of_authorised : all[i].of_pending;
  enum res r;

  fresh(state);
  assert_int_equal(add(HOST), RES_OK);
  if (authorised)
    assert_int_equal(as_host(HOST, "authorise"), RES_OK);
  r = all[i].side == LINK_HOST ? as_host(HOST, all[i].action) : move(HOST, LINK_PROVIDER, all[i].action);
  if (to[0] == '\0')
    assert_true(r == RES_CONFLICT || r == RES_FORBIDDEN);
  else
    assert_int_equal(r, RES_OK);
  assert_int_equal(rows(arena_fmt(c->a, "state = '%s'",
                                  to[0] != '\0' ? to
                                  : authorised  ? "authorised"
                                                : "pending")),
                   1);
  assert_int_equal(rows("(state = 'authorised') <> (token IS NOT NULL) OR (token IS NULL) <> (token_hash IS NULL)"), 0);
  assert_int_equal(rows("(ended_at = 0) <> (is_open = 1)"), 0);
}

static void every_move_in_every_state(void **state) {
  for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
    try_one(state, i, false);
    try_one(state, i, true);
  }
}

static void each_side_has_its_own_moves(void **state) {
  (void)state;
  assert_int_equal(add(HOST), RES_OK);
  assert_int_equal(move(HOST, LINK_HOST, "authorise"), RES_FORBIDDEN); /* the provider answers itself */
  as(c, MERCHANT, "operator");
  assert_int_equal(move(HOST, LINK_HOST, "authorise"), RES_FORBIDDEN);
  as(c, STRANGER, "main");
  assert_int_equal(move(HOST, LINK_HOST, "authorise"), RES_FORBIDDEN);
  assert_int_equal(move(HOST, LINK_PROVIDER, "cancel"), RES_FORBIDDEN);
  as(c, MERCHANT, "main");
  assert_int_equal(move(HOST, LINK_PROVIDER, "cancel"), RES_FORBIDDEN);
  as(c, MERCHANT, "developer");
  assert_int_equal(move(HOST, LINK_HOST, "authorise"), RES_OK);
  assert_int_equal(move(HOST, LINK_PROVIDER, "rotate-token"), RES_FORBIDDEN);
  assert_int_equal(
      fixture_int("SELECT COUNT(*) FROM history WHERE machine = 'link' AND action = 'authorise' AND side = 'owner'"
                  " AND object_id = (SELECT id FROM link)"),
      1);
}

static void what_is_over_can_be_added_again(void **state) {
  struct link l = {0};

  (void)state;
  assert_int_equal(add(HOST), RES_OK);
  assert_int_equal(move(HOST, LINK_PROVIDER, "cancel"), RES_OK);
  assert_int_equal(link_load(c, P, HOST, &l), RES_NOT_FOUND);
  assert_int_equal(add(HOST), RES_OK);
  assert_int_equal(as_host(HOST, "refuse"), RES_OK);
  assert_int_equal(add(HOST), RES_OK);
  assert_int_equal(as_host(HOST, "authorise"), RES_OK);
  assert_int_equal(as_host(HOST, "unbind"), RES_OK);
  assert_int_equal(add(HOST), RES_OK);
  assert_int_equal(rows("is_open = 0 AND ended_at > 0"), 3);
  assert_int_equal(rows("is_open = 1"), 1);
}

static void the_token(void **state) {
  const char *first, *second;
  struct link l;

  (void)state;
  assert_int_equal(add(HOST), RES_OK);
  assert_int_equal(move(HOST, LINK_PROVIDER, "rotate-token"), RES_CONFLICT);
  assert_int_equal(as_host(HOST, "authorise"), RES_OK);
  l = load(HOST);
  first = link_token(c, &l);
  assert_int_equal(strlen(first), 43);
  assert_int_equal(rows(arena_fmt(c->a, "token LIKE '%%%s%%'", first)), 0); /* sealed */
  c->now += 60;
  assert_int_equal(move(HOST, LINK_PROVIDER, "rotate-token"), RES_OK);
  l = load(HOST);
  second = link_token(c, &l);
  assert_string_not_equal(first, second);
  assert_int_equal(l.token_at, NOW + 60);
  assert_int_equal(l.authorised_at, NOW);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM audit u JOIN link l ON l.id = u.object_id"
                               " WHERE u.act = 'link.rotate-token' AND u.detail = ''"),
                   1);
  assert_int_equal(as_host(HOST, "unbind"), RES_OK);
  assert_int_equal(rows("token IS NOT NULL OR token_hash IS NOT NULL"), 0);
}

static enum res add_nth(struct ctx *me, int i, void *arg) {
  struct adding x = {P, arena_fmt(me->a, "%lld", (long long)(MANY + *(int *)arg + i)), false};

  me->now = NOW;
  as(me, PROVIDER, "main");
  return add_in(me, &x);
}

static enum res add_same(struct ctx *me, int i, void *arg) {
  struct adding x = {P, arena_fmt(me->a, "%lld", (long long)HOST), false};

  (void)arg;
  me->now = NOW + i;
  as(me, PROVIDER, "main");
  return add_in(me, &x);
}

static void twenty_at_most(void **state) {
  int from = 0;

  (void)state;
  for (int i = 0; i < LINK_HOSTS - 1; i++)
    assert_int_equal(add(MANY + i), RES_OK);
  assert_int_equal(as_host(MANY, "authorise"), RES_OK); /* counts like a pending one */
  from = LINK_HOSTS;
  assert_int_equal(fixture_race(8, add_nth, &from, RES_OK), 1);
  assert_int_equal(rows("is_open = 1"), LINK_HOSTS);
  assert_int_equal(add(HOST), RES_INVALID);
  assert_string_equal(c->why.field, "app");
  assert_int_equal(as_host(MANY, "unbind"), RES_OK); /* what is over does not count */
  assert_int_equal(add(HOST), RES_OK);
  assert_int_equal(add(HOST2), RES_INVALID);
}

static void of_eight_at_once_one_adds(void **state) {
  (void)state;
  for (int i = 0; i < 5; i++) {
    assert_int_equal(fixture_race(8, add_same, NULL, RES_OK), 1);
    assert_int_equal(rows("is_open = 1"), 1);
    assert_int_equal(move(HOST, LINK_PROVIDER, "cancel"), RES_OK);
  }
}

static enum res either(struct ctx *me, int i, void *arg) {
  struct link l = {0};
  enum res r;

  (void)arg;
  me->now = NOW;
  as(me, i % 2 == 0 ? MERCHANT : PROVIDER, "main");
  r = link_load(me, P, HOST, &l);
  if (r == RES_NOT_FOUND)
    return RES_CONFLICT;
  return r == RES_OK ? link_move(me, &l, i % 2 == 0 ? LINK_HOST : LINK_PROVIDER, i % 2 == 0 ? "authorise" : "cancel")
                     : r;
}

static void authorising_against_cancelling(void **state) {
  (void)state;
  for (int i = 0; i < 5; i++) {
    assert_int_equal(add(HOST), RES_OK);
    assert_int_equal(fixture_race(8, either, NULL, RES_OK), 1);
    assert_int_equal(rows("(state = 'authorised') <> (token IS NOT NULL)"), 0);
    fixture_sql("DELETE FROM link");
  }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup(name, fresh)
  const struct CMUnitTest tests[] = {
      TEST(adding_waits_for_the_owner),
      TEST(one_subject_is_authorised_at_once),
      TEST(what_cannot_be_added),
      TEST(every_move_in_every_state),
      TEST(each_side_has_its_own_moves),
      TEST(what_is_over_can_be_added_again),
      TEST(the_token),
      TEST(twenty_at_most),
      TEST(of_eight_at_once_one_adds),
      TEST(authorising_against_cancelling),
  };

  return cmocka_run_group_tests(tests, up, NULL);
}
