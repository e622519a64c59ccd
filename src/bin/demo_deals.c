/* Merchants, and providers who answer them: [when, verb, subject, plugin, mini-program or several, more]. */
#include "bin/demo.h"

#include "base/json.h"
#include "domain/application.h"
#include "domain/application_rule.h"
#include "domain/binding.h"
#include "domain/entitlement.h"
#include "domain/link.h"
#include "domain/transfer.h"

#include <string.h>

static const char *word(const struct demo_act *act, size_t n) {
  const char *text = json_string_value(json_array_get(act->arg, n));

  return text == NULL ? "" : text;
}

static int64_t plugin_id(struct demo *d, const struct demo_act *act) {
  return demo_id(demo_find(d->plugins, word(act, 3)), "id");
}

static int64_t app_id(struct demo *d, const char *key) { return demo_id(demo_find(d->apps, key), "id"); }

static enum res do_obtain(struct demo *d, const struct demo_act *act) {
  struct offer o = {0};
  bool again;
  enum res r = offer_load(&d->c, plugin_id(d, act), &o);

  return r == RES_OK ? entitlement_obtain(&d->c, &o, &again) : r;
}

static enum res do_release(struct demo *d, const struct demo_act *act) {
  struct offer o = {0};
  enum res r = offer_load(&d->c, plugin_id(d, act), &o);

  return r == RES_OK ? entitlement_release(&d->c, &o) : r;
}

static enum res do_bind(struct demo *d, const struct demo_act *act) {
  const json_t *keys = json_array_get(act->arg, 4);
  int64_t app[BINDING_HOSTS];
  size_t n = json_array_size(keys);
  struct offer o = {0};
  size_t waits = 0;
  enum res r = offer_load(&d->c, plugin_id(d, act), &o);

  for (size_t i = 0; i < n && i < BINDING_HOSTS; i++)
    app[i] = app_id(d, json_string_value(json_array_get(keys, i)));
  return r == RES_OK ? binding_bind(&d->c, &o, app, n, word(act, 5), &waits) : r;
}

static enum res application_of(struct demo *d, const struct demo_act *act, struct application *out) {
  struct binding b = {0};
  enum res r = binding_load(&d->c, app_id(d, word(act, 4)), plugin_id(d, act), &b);

  return r == RES_OK ? application_load(&d->c, b.application_id, out) : r;
}

/* By the provider, whose subject stands where the merchant's stands in the others. */
static enum res do_answer(struct demo *d, const struct demo_act *act) {
  struct application a = {0};
  enum res r = application_of(d, act, &a);

  return r == RES_OK ? application_answer(&d->c, &a, act->verb, word(act, 5)) : r;
}

/* Types of subjects and first levels of categories. */
static enum res do_rule(struct demo *d, const struct demo_act *act) {
  struct plugin p = {0};
  enum res r = plugin_load(&d->c, plugin_id(d, act), &p);

  if (r == RES_OK && strcmp(act->verb, "rule-stop") == 0)
    return rule_stop(&d->c, &p, 0);
  return r == RES_OK ? rule_set(&d->c, &p, 0, word(act, 4), word(act, 5)) : r;
}

static enum res do_expire(struct demo *d, const struct demo_act *act) {
  struct application a = {0};
  enum res r = application_of(d, act, &a);

  return r == RES_OK ? application_lapse(&d->c, a.id) : r;
}

static enum res do_move(struct demo *d, const struct demo_act *act) {
  struct binding b = {0};
  enum res r = binding_load(&d->c, app_id(d, word(act, 4)), plugin_id(d, act), &b);

  return r == RES_OK ? binding_move(&d->c, &b, act->verb) : r;
}

static enum res do_configure(struct demo *d, const struct demo_act *act) {
  const char *json = arena_json_text(d->c.a, json_incref(json_array_get(act->arg, 5)), 0);
  struct binding b = {0};
  enum res r = binding_load(&d->c, app_id(d, word(act, 4)), plugin_id(d, act), &b);

  return r == RES_OK ? binding_configure(&d->c, &b, json) : r;
}

static enum res do_link(struct demo *d, const struct demo_act *act) {
  const char *app = arena_fmt(d->c.a, "%lld", (long long)app_id(d, word(act, 4)));
  struct plugin p = {0};
  bool authorised;
  enum res r = plugin_load(&d->c, plugin_id(d, act), &p);

  return r == RES_OK ? link_add(&d->c, &p, app, &authorised) : r;
}

/* "link.authorise": a move of the link, by the side whose it is. */
static enum res do_link_move(struct demo *d, const struct demo_act *act) {
  struct link l = {0};
  enum res r = link_load(&d->c, plugin_id(d, act), app_id(d, word(act, 4)), &l);
  enum link_side side = l.host_id == d->c.who.subject_id ? LINK_HOST : LINK_PROVIDER;

  return r == RES_OK ? link_move(&d->c, &l, side, act->verb + strlen("link.")) : r;
}

/* [when, "transfer.offer", subject, plugin, "", subject that gets it] */
static enum res do_transfer_offer(struct demo *d, const struct demo_act *act) {
  struct plugin p = {0};
  enum res r = plugin_load(&d->c, plugin_id(d, act), &p);

  return r == RES_OK ? transfer_offer(&d->c, &p, demo_text(demo_find(d->subjects, word(act, 5)), "name")) : r;
}

/* What becomes of the newest one of a plugin: the mini-program stands where it is accepted. */
static enum res do_transfer(struct demo *d, const struct demo_act *act) {
  const char *action = act->verb + strlen("transfer.");
  struct transfer *t = NULL;
  size_t n = 0;
  enum res r = transfer_of_plugin(&d->c, plugin_id(d, act), &t, &n);

  if (r != RES_OK || n == 0)
    return r == RES_OK ? RES_NOT_FOUND : r;
  if (strcmp(action, "accept") == 0)
    return transfer_accept(&d->c, &t[0], app_id(d, word(act, 4)));
  return strcmp(action, "expire") == 0 ? transfer_lapse(&d->c, t[0].id) : transfer_end(&d->c, &t[0], action);
}

const struct demo_verb demo_deal_verbs[] = {
    {"obtain", DEMO_OWNER, do_obtain},
    {"release", DEMO_OWNER, do_release},
    {"bind", DEMO_OWNER, do_bind},
    {"configure", DEMO_OWNER, do_configure},
    {"stop", DEMO_OWNER, do_move},
    {"resume", DEMO_OWNER, do_move},
    {"unbind", DEMO_OWNER, do_move},
    {"withdraw", DEMO_OWNER, do_move},
    {"approve", DEMO_OWNER, do_answer},
    {"refuse", DEMO_OWNER, do_answer},
    {"rule", DEMO_OWNER, do_rule},
    {"rule-stop", DEMO_OWNER, do_rule},
    {"expire", DEMO_NOBODY, do_expire},
    {"link.add", DEMO_OWNER, do_link},
    {"link.cancel", DEMO_OWNER, do_link_move},
    {"link.authorise", DEMO_OWNER, do_link_move},
    {"link.refuse", DEMO_OWNER, do_link_move},
    {"link.unbind", DEMO_OWNER, do_link_move},
    {"transfer.offer", DEMO_OWNER, do_transfer_offer},
    {"transfer.accept", DEMO_OWNER, do_transfer},
    {"transfer.decline", DEMO_OWNER, do_transfer},
    {"transfer.cancel", DEMO_OWNER, do_transfer},
    {"transfer.expire", DEMO_NOBODY, do_transfer},
    {NULL, DEMO_NOBODY, NULL},
};
