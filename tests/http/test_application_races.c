/* Races about one application through nginx: 8 processes send at the same moment. One effect each, and the pair of
 * application and binding in states that belong together. */
#include "asking.h"

#include "../db/fixture.h"
#include "base/clock.h"
#include "demo.h"
#include "form.h"
#include "race.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#ifdef __SANITIZE_ADDRESS__
enum { ROUNDS = 5 };
#else
enum { ROUNDS = 40 };
#endif

static struct form *withdrawal(const char *app) { return form_get(see(merchant, binding_path(app)), "withdraw"); }

static struct form *refusal(const char *app) {
  struct form *f = answer_form(app, "refuse");

  form_set(f, "reason", "不通过");
  return f;
}

/* One effect, and the pair in states that belong together. */
static void want_one_effect(const char *app) {
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM history h JOIN application x ON x.id = h.object_id"
                               " WHERE h.machine = 'application' AND x.app_id = %s",
                               app),
                   2 * fixture_int("SELECT COUNT(*) FROM application WHERE app_id = %s", app));
  assert_int_equal(fixture_int("SELECT COUNT(*) FROM application x JOIN binding b ON b.id = x.binding_id WHERE x.app_id"
                               " = %s AND ((x.state = 'approved') <> (b.token IS NOT NULL) OR x.state = 'pending' OR"
                               " (x.state <> 'approved') <> (b.state = 'closed'))",
                               app),
                   0);
  fixture_sql("DELETE h FROM history h JOIN binding b ON b.id = h.object_id WHERE b.app_id = %s", app);
  fixture_sql("DELETE h FROM history h JOIN application x ON x.id = h.object_id WHERE x.app_id = %s", app);
  fixture_sql("DELETE FROM application WHERE app_id = %s", app);
  fixture_sql("DELETE FROM binding WHERE app_id = %s AND plugin_id = %s", app, plugin);
}

static void contest(const char *app, struct form *(*one)(const char *), struct client *who,
                    struct form *(*other)(const char *), struct client *rival) {
  for (int i = 0; i < ROUNDS; i++) {
    struct arena *round = arena_new((size_t)256 << 20);
    struct racer racers[RACERS];

    client_pages(merchant, round);
    client_pages(provider, round);
    apply(app, "比赛");
    for (int k = 0; k < RACERS; k++)
      racers[k] = k % 2 == 0 ? (struct racer){race_sid(a, who), one(app), NULL}
                             : (struct racer){race_sid(a, rival), other(app), NULL};
    assert_int_equal(race(racers, RACERS), 1);
    want_one_effect(app);
    client_pages(merchant, a);
    client_pages(provider, a);
    arena_free(round);
  }
}

static struct form *approval(const char *app) { return answer_form(app, "approve"); }

static void approve_against_withdraw(void **state) {
  (void)state;
  contest(app_of("禾木小馆·滨江店"), approval, provider, withdrawal, merchant);
}

static void refuse_against_approve(void **state) {
  (void)state;
  contest(app_of("禾木小馆·滨江店"), refusal, provider, approval, provider);
}

/* The due time comes while they send. */
static void approve_against_the_clock(void **state) {
  const char *app = app_of("禾木小馆·滨江店"), *conf = at("--conf=%s", getenv("PLUGSHELF_TEST_CONF"));
  const char *const expire[] = {getenv("PLUGSHELF_TEST_CTL"), conf, "expire", NULL};

  (void)state;
  for (int i = 0; i < ROUNDS / 4 + 1; i++) {
    struct racer racers[RACERS];
    int won;

    apply(app, "比赛");
    for (int k = 0; k < RACERS; k++)
      racers[k] =
          k % 2 == 0 ? (struct racer){race_sid(a, provider), approval(app), NULL} : (struct racer){NULL, NULL, expire};
    fixture_sql("UPDATE application SET due_at = %lld WHERE app_id = %s", (long long)clock_now() + i % 2, app);
    won = race(racers, RACERS);
    assert_true(won <= 1);
    for (int wait = 0; wait < 10 && fixture_int("SELECT COUNT(*) FROM application WHERE app_id = %s AND state ="
                                                " 'pending'",
                                                app) > 0;
         wait++)
      usleep(1000000); /* the due time of this round was still to come: the jobs have it */
    assert_int_equal(fixture_int("SELECT COUNT(*) FROM application WHERE app_id = %s AND state = '%s'", app,
                                 won == 1 ? "approved" : "expired"),
                     1);
    want_one_effect(app);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(approve_against_withdraw),
      cmocka_unit_test(refuse_against_approve),
      cmocka_unit_test(approve_against_the_clock),
  };

  return cmocka_run_group_tests(tests, asking_begin, asking_end);
}
