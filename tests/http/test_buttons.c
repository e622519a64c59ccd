/* Every legal move has its button: objects of the demo data in every state, seen by the main account of their subject (or
 * by a reviewer), against the rows of their machine. */
#include "../db/fixture.h"
#include "client.h"
#include "demo.h"
#include "domain/machines.h"
#include "rule/policy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct object {
  const char *state, *path;
};
SHAPE(object_shape, struct object, M(struct object, state), M(struct object, path));

#define OWNER " (SELECT m.subject_id FROM member m JOIN user u ON u.id = m.user_id WHERE u.email = ?) "
DB_QUERY(test_versions, object_shape,
         "SELECT v.state, CONCAT('/console/plugins/', v.plugin_id, '/versions/', v.major, '.', v.minor, '.', v.patch)"
         " AS path FROM version v JOIN plugin p ON p.id = v.plugin_id WHERE p.subject_id = " OWNER);
DB_QUERY(test_revisions, object_shape,
         "SELECT r.state, CONCAT('/console/plugins/', r.plugin_id, '/listing') AS path FROM listing_revision r"
         " JOIN plugin p ON p.id = r.plugin_id WHERE r.state IN ('draft', 'auditing', 'passed', 'rejected')"
         " AND p.subject_id = " OWNER);
DB_QUERY(test_shelves, object_shape,
         "SELECT l.shelf AS state, CONCAT('/console/plugins/', l.plugin_id, '/listing') AS path FROM listing l"
         " JOIN plugin p ON p.id = l.plugin_id WHERE l.shelf <> 'never' AND p.subject_id = " OWNER);
DB_QUERY(test_docs, object_shape,
         "SELECT d.state, CONCAT('/console/plugins/', d.plugin_id, '/doc') AS path FROM doc d JOIN plugin p"
         " ON p.id = d.plugin_id WHERE d.state = 'draft' AND p.subject_id = " OWNER);
DB_QUERY(test_bindings, object_shape,
         "SELECT b.state, CONCAT('/console/apps/', b.app_id, '/plugins/', b.plugin_id) AS path FROM binding b"
         " WHERE b.state <> 'closed' AND b.subject_id = " OWNER);
DB_QUERY(test_entitlements, object_shape,
         "SELECT e.state, CONCAT('/console/obtained/', e.plugin_id) AS path FROM entitlement e WHERE e.state = 'held'"
         " AND NOT EXISTS (SELECT 1 FROM binding b WHERE b.subject_id = e.subject_id AND b.plugin_id = e.plugin_id"
         " AND b.state <> 'closed') AND e.subject_id = " OWNER);
DB_QUERY(test_real_names, object_shape,
         "SELECT n.state, '/console/subject/real-name' AS path FROM real_name n WHERE n.subject_id = " OWNER);
DB_QUERY(test_advisories, object_shape,
         "SELECT a.state, CONCAT('/console/plugins/', a.plugin_id, '/advisories/', a.id) AS path FROM advisory a"
         " JOIN plugin p ON p.id = a.plugin_id WHERE a.state <> 'deleted' AND p.subject_id = " OWNER);
DB_QUERY(test_payments, object_shape,
         "SELECT y.state, CONCAT('/console/plugins/', y.plugin_id, '/payment') AS path FROM payment y JOIN plugin p"
         " ON p.id = y.plugin_id WHERE p.subject_id = " OWNER);
DB_QUERY(test_reviews, object_shape,
         "SELECT r.state, CONCAT('/review/', r.id) AS path FROM review r WHERE r.state = 'queued'"
         " AND ? IS NOT NULL LIMIT 30");

/* Moves that people do not start: the clock's, the desk's, and what goes with another move. */
static const char *const silent[] = {"approve", "reject", "refuse", "supersede", "lease-over", NULL};

static struct ctx *c;

static bool is_silent(const struct machine *m, const char *action) {
  for (int i = 0; silent[i] != NULL; i++)
    if (strcmp(silent[i], action) == 0)
      return true;
  if (strcmp(m->name, "shelf") == 0 && strcmp(action, "shelve") == 0)
    return true; /* the revision's shelve carries the shelf along */
  return strcmp(m->name, "review") == 0 && strcmp(action, "withdraw") == 0; /* by the object's own withdraw */
}

/* A button of that action, or a link to the page that has it. */
static bool offers(struct page *p, const char *action) {
  if (page_count(p, arena_fmt(p->a, "//main//*[@name='action' and @value='%s']", action)) > 0)
    return true;
  if (strcmp(action, "submit") == 0)
    return page_count(
               p, "//main//a[contains(@href, '/submit') or contains(@href, '/check') or contains(@href, '/info')]") > 0;
  if (strcmp(action, "hide") == 0 || strcmp(action, "show") == 0) /* one of the two, by the flag */
    return page_count(p, "//main//*[@name='action' and (@value='hide' or @value='show')]") > 0;
  if (strcmp(action, "clear-trial") == 0) /* by where the pointer is */
    return page_count(p, "//main//*[contains(@class, 'tag') and .='体验版']") == 0;
  if (strcmp(action, "set-trial") == 0)
    return page_count(p, "//main//*[@name='action' and @value='clear-trial']") > 0;
  if (strcmp(action, "offline") == 0) /* or the way to where the shelf that needs it is left */
    return page_count(p, "//main//*[contains(@class, 'note')]//a[contains(@href, '/listing')]") > 0;
  if (strcmp(action, "delete") == 0) /* not the trial version */
    return page_count(p, "//main//*[@name='action' and @value='clear-trial']") > 0;
  return false;
}

static int look(struct client *who, const struct machine *m, const struct object *o, unsigned rel) {
  struct page *p = page_want(client_get(who, o->path), 200);
  const struct move *open[32];
  size_t n = move_open(m, o->state, rel, open, 32);
  int missing = 0;

  for (size_t i = 0; i < n; i++)
    if (!is_silent(m, open[i]->action) && !offers(p, open[i]->action)) {
      print_error("# %s (%s %s) has no way to %s\n", o->path, m->name, o->state, open[i]->action);
      missing++;
    }
  return missing;
}

static const struct machine *machine(const char *name) {
  for (int i = 0; machines[i] != NULL; i++)
    if (strcmp(machines[i]->name, name) == 0)
      return machines[i];
  fail_msg("no machine %s", name);
  return NULL;
}

/* At most three objects of a state for each person. */
static int look_all(struct client *who, const char *email, const struct db_stmt *list, const char *name, unsigned rel,
                    int *seen) {
  struct object *o = NULL;
  size_t n = 0;
  int missing = 0;

  assert_int_equal(db_list_args(c->db, c->a, list, &o, &n, DB_ARGS(T(email))), RES_OK);
  for (size_t i = 0; i < n; i++) {
    int same = 0;

    for (size_t k = 0; k < i; k++)
      same += strcmp(o[k].state, o[i].state) == 0;
    if (same >= 3)
      continue;
    missing += look(who, machine(name), &o[i], rel);
    ++*seen;
  }
  return missing;
}

static void owners_can_make_every_move(void **state) {
  static const struct {
    const struct db_stmt *list;
    const char *machine;
  } kinds[] = {{&test_versions, "version"},     {&test_revisions, "listing"},
               {&test_shelves, "shelf"},        {&test_docs, "doc"},
               {&test_bindings, "binding"},     {&test_entitlements, "entitlement"},
               {&test_real_names, "real-name"}, {&test_payments, "payment"},
               {&test_advisories, "advisory"}};
  int missing = 0, seen = 0;

  (void)state;
  for (int i = 0; i < 9; i++) {
    struct demo_user u = demo_user(c->a, i < 4 ? "provider" : "merchant", NULL, i < 4 ? i : i - 4);
    struct client *who = demo_sign_in(c->a, &u);

    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++)
      missing += look_all(who, u.login, kinds[k].list, kinds[k].machine, REL_MAIN | REL_OBTAINER, &seen);
  }
  assert_true(seen > 30);
  assert_int_equal(missing, 0);
}

static void reviewers_can_claim_what_is_queued(void **state) {
  struct client *who = demo_client(c->a, "reviewer", 0);
  int seen = 0;

  (void)state;
  assert_int_equal(look_all(who, "any", &test_reviews, "review", REL_REVIEWERS, &seen), 0);
  assert_true(seen > 0);
}

static int set_up(void **state) {
  (void)state;
  c = fixture_ctx();
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(owners_can_make_every_move),
      cmocka_unit_test(reviewers_can_claim_what_is_queued),
  };

  return cmocka_run_group_tests(tests, set_up, NULL);
}
