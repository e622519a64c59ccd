/* A plugin changes hands: moves × relations, what keeps it, what goes along and what stays, the clock, and eight at once.
 * domain.md sections 4 "transfer" and 6. */
#include "domain/transfer.h"

#include "domain/market.h"
#include "domain/review.h"
#include "fixture.h"
#include "rule/policy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum {
  GIVER = 1,
  TAKER = 2,
  PERSON = 3,
  NEWCOMER = 4,
  STRANGER = 5,
  HOST = 7002,
  OTHER_HOST = 7003,
  START = 1790000000
};
#define PLUGIN 1000000000000001LL

static struct ctx *c;

struct call {
  const char *action, *to;
  int64_t id, app;
};

static enum res act_in(struct ctx *mine, const struct call *x) {
  struct transfer t = {0};
  struct plugin p = {0};
  enum res r;

  mine->why = (struct reason){0};
  if (strcmp(x->action, "expire") == 0)
    return transfer_lapse(mine, x->id);
  if (strcmp(x->action, "offer") == 0) {
    r = plugin_load(mine, PLUGIN, &p);
    return r == RES_OK ? transfer_offer(mine, &p, x->to) : r;
  }
  r = transfer_load(mine, x->id, &t);
  if (r != RES_OK)
    return r;
  return strcmp(x->action, "accept") == 0 ? transfer_accept(mine, &t, x->app) : transfer_end(mine, &t, x->action);
}

static enum res work(void *arg) { return act_in(c, arg); }

static int64_t newest(void) {
  return fixture_int("SELECT id FROM transfer WHERE plugin_id = %lld ORDER BY offered_at DESC, id DESC LIMIT 1",
                     PLUGIN);
}

static enum res act(const char *action) {
  struct call x = {action, "taker", newest(), HOST};

  return fixture_tx(c, work, &x);
}

static enum res offer_to(const char *to) {
  struct call x = {"offer", to, 0, 0};

  return fixture_tx(c, work, &x);
}

static enum res accept_into(int64_t app) {
  struct call x = {"accept", NULL, newest(), app};

  return fixture_tx(c, work, &x);
}

static void be(int64_t subject, const char *role) {
  fixture_be(c, subject, subject == PERSON ? "individual" : "enterprise", role, "verified");
}

static int scene(void **state) {
  static const char *const tables[] = {"transfer",         "payment",     "entitlement",  "application",
                                       "binding",          "search_gram", "market",       "plugin_name",
                                       "listing_revision", "listing",     "version",      "history",
                                       "plugin_state",     "plugin",      "app_category", "app"};

  (void)state;
  if (c == NULL) {
    c = fixture_ctx();
    fixture_subject(GIVER, "enterprise", "giver");
    fixture_subject(TAKER, "enterprise", "taker");
    fixture_subject(PERSON, "individual", "person");
    fixture_subject(NEWCOMER, "enterprise", "newcomer");
    fixture_subject(STRANGER, "enterprise", "stranger");
    fixture_sql("UPDATE real_name SET state = 'auditing' WHERE subject_id = %d", NEWCOMER);
  }
  for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
    fixture_sql("DELETE FROM %s", tables[i]);
  fixture_plugin(PLUGIN, GIVER, "weather", "summary", "tag", "tools.weather");
  fixture_app(HOST, TAKER, "takes it", "tools.weather");
  fixture_app(OTHER_HOST, TAKER, "has another category", "tools.voting");
  c->now = START;
  be(GIVER, "main");
  return 0;
}

static const char *state_now(void) {
  struct transfer t = {0};

  assert_int_equal(transfer_load(c, newest(), &t), RES_OK);
  return t.state;
}

static void moves_and_relations(void **state) {
  static const char *const actions[] = {"accept", "decline", "cancel"};
  static const char *const roles[] = {"main", "admin", "developer", "operator"};
  static const int64_t subjects[] = {GIVER, TAKER, STRANGER};

  for (size_t a = 0; a < 3; a++)
    for (size_t s = 0; s < 3; s++)
      for (size_t w = 0; w < 4; w++) {
        bool want = w < 2 && s == (a == 2 ? 0 : 1);
        enum res got;

        scene(state);
        assert_int_equal(act("offer"), RES_OK);
        be(subjects[s], roles[w]);
        got = act(actions[a]);
        if (want != (got == RES_OK))
          fail_msg("%s by %s of %d: %d", actions[a], roles[w], (int)subjects[s], (int)got);
        be(a == 2 ? GIVER : TAKER, "main");
        if (want)
          assert_int_equal(act(actions[a]), RES_CONFLICT); /* once */
        else
          assert_string_equal(state_now(), "offered");
      }
  for (size_t w = 2; w < 4; w++) {
    scene(state);
    be(GIVER, roles[w]);
    assert_int_equal(act("offer"), RES_FORBIDDEN);
  }
}

static void only_to_those_who_may_have_plugins(void **state) {
  static const char *const wrong[] = {"nobody of this name", "tak", "person", "newcomer", "giver", ""};

  (void)state;
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
    assert_int_equal(offer_to(wrong[i]), RES_INVALID);
    assert_string_equal(c->why.field, "to");
  }
  fixture_sql("UPDATE subject SET state = 'suspended' WHERE id = %d", TAKER);
  assert_int_equal(offer_to("taker"), RES_INVALID);
  fixture_sql("UPDATE subject SET state = 'active' WHERE id = %d", TAKER);
  assert_int_equal(offer_to(" TAKER "), RES_OK);        /* the same name */
  assert_int_equal(offer_to("stranger"), RES_CONFLICT); /* one at a time */
}

static void nothing_may_be_in_review(void **state) {
  static const struct {
    const char *begin, *end, *place;
  } rows[] = {
      {"UPDATE version SET state = 'auditing'", "UPDATE version SET state = 'online'", "versions"},
      {"UPDATE listing_revision SET state = 'auditing'", "UPDATE listing_revision SET state = 'live'", "listing"},
      {"INSERT INTO payment (plugin_id, state) VALUES (1000000000000001, 'auditing')", "DELETE FROM payment",
       "payment"},
      {"UPDATE plugin SET state = 'disabled'", "UPDATE plugin SET state = 'active'", NULL},
  };

  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    scene(state);
    fixture_sql("%s", rows[i].begin);
    assert_int_equal(offer_to("taker"), RES_CONFLICT);
    if (rows[i].place != NULL)
      assert_string_equal(c->why.place, rows[i].place);
    fixture_sql("%s", rows[i].end);
    assert_int_equal(offer_to("taker"), RES_OK);
    fixture_sql("%s", rows[i].begin); /* meanwhile */
    be(TAKER, "main");
    assert_int_equal(accept_into(HOST), RES_CONFLICT);
    fixture_sql("%s", rows[i].end);
    assert_int_equal(accept_into(HOST), RES_OK);
  }
}

static void into_a_mini_program_that_fits(void **state) {
  struct app_item *app = NULL;
  struct transfer t = {0};
  size_t n = 0;

  (void)state;
  assert_int_equal(offer_to("taker"), RES_OK);
  assert_int_equal(transfer_load(c, newest(), &t), RES_OK);
  assert_int_equal(transfer_apps(c, &t, &app, &n), RES_OK);
  assert_int_equal(n, 1);
  assert_int_equal(app[0].id, HOST);
  be(TAKER, "main");
  assert_int_equal(accept_into(OTHER_HOST), RES_INVALID);
  assert_string_equal(c->why.field, "app");
  assert_int_equal(accept_into(PLUGIN + 1000000), RES_INVALID); /* the giver's */
  assert_int_equal(accept_into(0), RES_INVALID);
  fixture_be(c, TAKER, "enterprise", "main", "refused");
  assert_int_equal(accept_into(HOST), RES_FORBIDDEN);
  fixture_sql("UPDATE plugin_state SET category = NULL");
  be(TAKER, "main");
  assert_int_equal(accept_into(OTHER_HOST), RES_OK); /* without a category any will do */
}

static enum res shown(void *arg) {
  (void)arg;
  return market_refresh(c, PLUGIN);
}

static void what_goes_along_and_what_stays(void **state) {
  struct plugin p = {0};

  (void)state;
  assert_int_equal(fixture_tx(c, shown, NULL), RES_OK);
  fixture_app(7009, STRANGER, "a merchant", "tools.weather");
  fixture_sql("INSERT INTO entitlement (id, subject_id, plugin_id, state, obtained_at) VALUES (1, %d, %lld, 'held', 1)",
              STRANGER, PLUGIN);
  fixture_sql(
      "INSERT INTO binding (id, app_id, plugin_id, subject_id, major, state, token, config, agreed_by, created_at)"
      " VALUES (1, 7009, %lld, %d, 1, 'active', 'sealed', '{}', 1, 1)",
      PLUGIN, STRANGER);
  fixture_sql("INSERT INTO application (id, binding_id, app_id, plugin_id, subject_id, state, reason, applied_by,"
              " applied_at, due_at, provider_id) VALUES (1, 1, 7009, %lld, %d, 'pending', 'r', 1, 1, 9, %d)",
              PLUGIN, STRANGER, GIVER);
  fixture_sql("INSERT INTO payment (plugin_id, app_id, state, mode, provider_no) VALUES (%lld, 1, 'open', 'provider',"
              " '1900')",
              PLUGIN);
  assert_int_equal(offer_to("taker"), RES_OK);
  be(TAKER, "main");
  assert_int_equal(accept_into(HOST), RES_OK);
  assert_int_equal(plugin_load(c, PLUGIN, &p), RES_OK);
  assert_int_equal(p.subject_id, TAKER);
  assert_int_equal(p.app_id, HOST);
  assert_string_equal(p.shelf, "on");
  assert_int_equal(p.rev, 2); /* forms that the giver has open are stale */
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM version WHERE provider_id = %d", TAKER), 1);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM listing WHERE provider_id = %d", TAKER), 1);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM listing_revision WHERE provider_id = %d", TAKER), 1);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM application WHERE provider_id = %d", TAKER), 1);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM payment WHERE provider_id = %d", TAKER), 1);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM entitlement WHERE subject_id = %d AND state = 'held'", STRANGER),
                   1);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM binding WHERE state = 'active' AND token = 'sealed' AND rev = 1"),
                   1);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM payment WHERE state = 'none' AND mode IS NULL AND provider_no IS"
                               " NULL"),
                   1);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM market WHERE subject_name = 'taker'"), 1);
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM audit WHERE act = 'transfer.accept'") > 0, 1);
  be(GIVER, "main");
  assert_int_equal(offer_to("stranger"), RES_FORBIDDEN); /* it is no longer theirs to give */
}

static enum res open_review(void *arg) { return review_open(c, "version", 1, PLUGIN, *(const int64_t *)arg, NULL); }

/* Somebody of the former owner sends a form that was loaded before. */
static void nothing_is_submitted_for_the_former_owner(void **state) {
  int64_t giver = GIVER, taker = TAKER;

  (void)state;
  fixture_sql("UPDATE plugin SET subject_id = %d WHERE id = %lld", TAKER, PLUGIN);
  assert_int_equal(fixture_tx(c, open_review, &giver), RES_CONFLICT);
  assert_non_null(strstr(c->why.text, "转让"));
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM review WHERE subject_id = %d AND object_id = 1", GIVER), 0);
  be(TAKER, "main");
  assert_int_equal(fixture_tx(c, open_review, &taker), RES_OK);
}

static void seven_days(void **state) {
  int64_t n = 0;

  (void)state;
  assert_int_equal(offer_to("taker"), RES_OK);
  c->now = START + TRANSFER_TIME - 1;
  assert_int_equal(transfer_expire(c, &n), RES_OK);
  assert_int_equal(n, 0);
  assert_int_equal(act("expire"), RES_CONFLICT);
  c->now++;
  be(TAKER, "main");
  assert_int_equal(accept_into(HOST), RES_CONFLICT); /* before the clock came by */
  assert_int_equal(transfer_expire(c, &n), RES_OK);
  assert_int_equal(n, 1);
  assert_string_equal(state_now(), "expired");
  be(GIVER, "main");
  assert_int_equal(offer_to("taker"), RES_OK); /* again */
}

static void lists_by_key(void **state) {
  struct transfer *t = NULL;
  size_t n = 0;

  (void)state;
  for (int i = 0; i < 3; i++) {
    be(GIVER, "main");
    assert_int_equal(offer_to("taker"), RES_OK);
    be(TAKER, "main");
    assert_int_equal(act("decline"), RES_OK);
    c->now += 10;
  }
  assert_int_equal(transfer_to(c, TAKER, &(struct span){.limit = 2}, &t, &n), RES_OK);
  assert_int_equal(n, 2);
  assert_int_equal(t[0].total, 3);
  assert_int_equal(t[0].offered_at, START + 20);
  assert_int_equal(transfer_to(c, TAKER, &(struct span){{t[1].offered_at, t[1].id}, false, false, 2}, &t, &n), RES_OK);
  assert_int_equal(n, 1);
  assert_int_equal(transfer_to(c, GIVER, &(struct span){.limit = 2}, &t, &n), RES_OK);
  assert_int_equal(n, 0);
  assert_int_equal(transfer_of_plugin(c, PLUGIN, &t, &n), RES_OK);
  assert_int_equal(n, 3);
}

/* Accept, cancel, decline and the clock at the moment when the time is over, eight of them. */
static enum res reach(struct ctx *mine, int i, void *arg) {
  static const char *const actions[] = {"accept", "cancel", "expire", "decline"};
  struct call x = {actions[i % 4], NULL, *(const int64_t *)arg, HOST};

  mine->now = i % 4 == 2 ? START + TRANSFER_TIME : START + TRANSFER_TIME - 1;
  fixture_be(mine, i % 4 == 1 ? GIVER : TAKER, "enterprise", "main", "verified");
  return act_in(mine, &x);
}

static void one_of_eight_ends_it(void **state) {
  for (int i = 0; i < 5; i++) {
    int64_t id;

    scene(state);
    assert_int_equal(offer_to("taker"), RES_OK);
    id = newest();
    assert_int_equal(fixture_race(8, reach, &id, RES_OK), 1);
    assert_int_equal(fixture_int("SELECT COUNT(*) FROM history WHERE machine = 'transfer'"), 2);
    assert_int_equal(fixture_int("SELECT COUNT(*) FROM plugin p JOIN transfer t ON t.plugin_id = p.id WHERE (t.state ="
                                 " 'accepted') = (p.subject_id = %d) AND t.state <> 'offered'",
                                 TAKER),
                     1);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(moves_and_relations, scene),
      cmocka_unit_test_setup(only_to_those_who_may_have_plugins, scene),
      cmocka_unit_test_setup(nothing_may_be_in_review, scene),
      cmocka_unit_test_setup(into_a_mini_program_that_fits, scene),
      cmocka_unit_test_setup(what_goes_along_and_what_stays, scene),
      cmocka_unit_test_setup(nothing_is_submitted_for_the_former_owner, scene),
      cmocka_unit_test_setup(seven_days, scene),
      cmocka_unit_test_setup(lists_by_key, scene),
      cmocka_unit_test_setup(one_of_eight_ends_it, scene),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
