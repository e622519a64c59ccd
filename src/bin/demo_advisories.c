/* Advisories of a plugin, each told under "advisories" with a key of its own; the argument of an act is that key, of a withdrawal
 * [key, reason]. Acknowledging is an act of market.json. */
#include "bin/demo.h"

#include "base/clock.h"
#include "domain/advisory.h"
#include "domain/deprecation.h"

#include <string.h>

static json_t *told(const struct demo_act *act) {
  const json_t *key = json_is_array(act->arg) ? json_array_get(act->arg, 0) : act->arg;

  return demo_find(json_object_get(act->of, "advisories"), json_string_value(key));
}

static enum res do_draft(struct demo *d, const struct demo_act *act) {
  json_t *o = told(act);
  int64_t days = json_integer_value(json_object_get(o, "due_days")), id = 0;
  struct advisory_input in = {
      .title = demo_text(o, "title"),
      .severity = demo_text(o, "severity"),
      .first = demo_text(o, "first"),
      .last = demo_text(o, "last"),
      .fixed = demo_text(o, "fixed"),
      .text = demo_text(o, "text"),
      .due = days == 0 ? "" : clock_date(d->c.a, d->now + days * (int64_t)DAY, (int)d->c.conf->zone)};
  struct plugin p = {0};
  enum res r = plugin_load(&d->c, demo_id(act->of, "id"), &p);

  if (r == RES_OK)
    r = advisory_create(&d->c, &p, &in, &id);
  demo_set_id(o, "id", id);
  return r;
}

static enum res move(struct demo *d, const struct demo_act *act, const char *action, const char *reason) {
  struct advisory a = {0};
  enum res r = advisory_load(&d->c, demo_id(told(act), "id"), &a);

  return r == RES_OK ? advisory_move(&d->c, &a, action, reason) : r;
}

static enum res do_publish(struct demo *d, const struct demo_act *act) { return move(d, act, "publish", NULL); }
static enum res do_delete(struct demo *d, const struct demo_act *act) { return move(d, act, "delete", NULL); }

static enum res do_withdraw(struct demo *d, const struct demo_act *act) {
  return move(d, act, "withdraw", json_string_value(json_array_get(act->arg, 1)));
}

/* [when, "acknowledge", subject, plugin, mini-program, key] */
static enum res do_acknowledge(struct demo *d, const struct demo_act *act) {
  json_t *plugin = demo_find(d->plugins, json_string_value(json_array_get(act->arg, 3)));
  json_t *app = demo_find(d->apps, json_string_value(json_array_get(act->arg, 4)));
  json_t *o = demo_find(json_object_get(plugin, "advisories"), json_string_value(json_array_get(act->arg, 5)));
  struct binding b = {0};
  enum res r = binding_load(&d->c, demo_id(app, "id"), demo_id(plugin, "id"), &b);

  return r == RES_OK ? advisory_acknowledge(&d->c, &b, demo_id(o, "id")) : r;
}

/* [version or "" for the plugin, version that takes its place or "", days from today, reason] */
static enum res do_announce(struct demo *d, const struct demo_act *act) {
  int64_t days = json_integer_value(json_array_get(act->arg, 2));
  struct deprecation_input in = {json_string_value(json_array_get(act->arg, 0)),
                                 json_string_value(json_array_get(act->arg, 1)),
                                 clock_date(d->c.a, d->now + days * (int64_t)DAY, (int)d->c.conf->zone),
                                 json_string_value(json_array_get(act->arg, 3))};
  struct plugin p = {0};
  enum res r = plugin_load(&d->c, demo_id(act->of, "id"), &p);

  return r == RES_OK ? deprecation_announce(&d->c, &p, &in) : r;
}

/* The argument is the version. */
static enum res do_lift(struct demo *d, const struct demo_act *act) {
  const struct deprecation *one = NULL;
  struct deprecation *all = NULL;
  struct plugin p = {0};
  size_t n = 0;
  enum res r = plugin_load(&d->c, demo_id(act->of, "id"), &p);

  if (r == RES_OK)
    r = deprecations_of(&d->c, p.id, false, &all, &n);
  if (r == RES_OK)
    one = deprecation_find(all, n, json_string_value(act->arg));
  if (r != RES_OK || one == NULL)
    return r == RES_OK ? RES_NOT_FOUND : r;
  return deprecation_lift(&d->c, &p, one->id);
}

const struct demo_verb demo_advisory_verbs[] = {
    {"deprecation.announce", DEMO_OWNER, do_announce}, {"deprecation.lift", DEMO_OWNER, do_lift},
    {"advisory.draft", DEMO_OWNER, do_draft},          {"advisory.publish", DEMO_OWNER, do_publish},
    {"advisory.withdraw", DEMO_OWNER, do_withdraw},    {"advisory.delete", DEMO_OWNER, do_delete},
    {"acknowledge", DEMO_OWNER, do_acknowledge},       {NULL, DEMO_NOBODY, NULL},
};
