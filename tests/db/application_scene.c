/* Everything is applied for, answered and expired through the domain; only the start of each test is SQL. */
#include "application_scene.h"

#include "domain/application.h"
#include "domain/binding.h"
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct ctx *c;

int scene_up(void **state) {
  (void)state;
  c = fixture_ctx();
  fixture_subject(PROVIDER, "enterprise", "provider 31");
  fixture_subject(MERCHANT, "enterprise", "merchant 32");
  fixture_subject(STRANGER, "enterprise", "stranger 33");
  fixture_plugin(P, PROVIDER, "asks first", "s", "t", "tools.weather");
  fixture_app(APP, MERCHANT, "app one", "tools.notes");
  fixture_app(APP2, MERCHANT, "app two", "tools.notes");
  return 0;
}

void as_merchant(struct ctx *me) { fixture_be(me, MERCHANT, "enterprise", "main", "verified"); }
void as_provider(struct ctx *me) { fixture_be(me, PROVIDER, "enterprise", "main", "verified"); }

int scene_fresh(void **state) {
  (void)state;
  fixture_sql("DELETE FROM application");
  fixture_sql("DELETE FROM binding");
  fixture_sql("DELETE FROM entitlement");
  fixture_sql("UPDATE plugin SET state = 'active', add_mode = 'approval' WHERE id = %lld", P);
  fixture_sql("UPDATE listing SET shelf = 'on'");
  fixture_sql("UPDATE version SET state = 'online'");
  fixture_sql("UPDATE subject SET state = 'active'");
  fixture_sql("UPDATE category SET host_level1 = '', host_types = '' WHERE code = 'tools.weather'");
  fixture_sql(
      "INSERT INTO entitlement (id, subject_id, plugin_id, state, obtained_at) VALUES (71, %d, %lld, 'held', 1)",
      MERCHANT, P);
  c->now = NOW;
  as_merchant(c);
  return 0;
}

enum res do_bind(void *arg) {
  struct want *w = arg;
  struct offer o = {0};
  enum res r = offer_load(c, P, &o);

  return r == RES_OK ? binding_bind(c, &o, w->app, w->n, w->reason, &w->waits) : r;
}

enum res apply(int64_t app, const char *reason) {
  struct want w = {reason, {app, 0}, 1, 0};

  c->why = (struct reason){0};
  return fixture_tx(c, do_bind, &w);
}

int64_t rows(const char *table, const char *where) {
  return fixture_int("SELECT COUNT(*) FROM %s WHERE %s", table, where);
}

int64_t newest(void) { return fixture_int("SELECT id FROM application ORDER BY applied_at DESC, id LIMIT 1"); }
bool is(const char *application, const char *binding) {
  return fixture_int("SELECT COUNT(*) FROM application a JOIN binding b ON b.id = a.binding_id WHERE a.id = %lld"
                     " AND a.state = '%s' AND b.state = '%s'",
                     (long long)newest(), application, binding) == 1;
}

enum res step(struct ctx *me, const struct step *s) {
  struct application a = {0};
  enum res r;

  if (strcmp(s->action, "expire") == 0)
    return application_lapse(me, s->id);
  r = application_load(me, s->id, &a);
  if (r == RES_OK && strcmp(s->action, "withdraw") == 0)
    return application_withdraw(me, a.binding_id);
  return r == RES_OK ? application_answer(me, &a, s->action, s->reason) : r;
}

static enum res do_step(void *arg) { return step(c, arg); }

enum res act(const char *action, const char *reason) {
  struct step s = {action, reason, newest()};

  c->why = (struct reason){0};
  return fixture_tx(c, do_step, &s);
}

enum res act_rightly(const char *action) {
  if (strcmp(action, "withdraw") == 0)
    as_merchant(c);
  else if (strcmp(action, "expire") == 0)
    c->who = (struct principal){0};
  else
    as_provider(c);
  if (strcmp(action, "expire") == 0)
    c->now += APPLICATION_TIME;
  return act(action, strcmp(action, "refuse") == 0 ? "no" : NULL);
}
