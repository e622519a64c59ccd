/* Merchants: [when, verb, subject, plugin, mini-program or several, more]. */
#include "bin/demo.h"

#include "domain/binding.h"
#include "domain/entitlement.h"

#include <stdlib.h>
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
  enum res r = offer_load(&d->c, plugin_id(d, act), &o);

  for (size_t i = 0; i < n && i < BINDING_HOSTS; i++)
    app[i] = app_id(d, json_string_value(json_array_get(keys, i)));
  return r == RES_OK ? binding_bind(&d->c, &o, app, n) : r;
}

static enum res do_move(struct demo *d, const struct demo_act *act) {
  struct binding b = {0};
  enum res r = binding_load(&d->c, app_id(d, word(act, 4)), plugin_id(d, act), &b);

  return r == RES_OK ? binding_move(&d->c, &b, act->verb) : r;
}

static enum res do_configure(struct demo *d, const struct demo_act *act) {
  char *json = json_dumps(json_array_get(act->arg, 5), JSON_COMPACT);
  struct binding b = {0};
  enum res r = binding_load(&d->c, app_id(d, word(act, 4)), plugin_id(d, act), &b);

  arena_defer(d->c.a, free, json);
  return r == RES_OK ? binding_configure(&d->c, &b, json) : r;
}

const struct demo_verb demo_deal_verbs[] = {
    {"obtain", DEMO_OWNER, do_obtain},       {"release", DEMO_OWNER, do_release}, {"bind", DEMO_OWNER, do_bind},
    {"configure", DEMO_OWNER, do_configure}, {"stop", DEMO_OWNER, do_move},       {"resume", DEMO_OWNER, do_move},
    {"unbind", DEMO_OWNER, do_move},         {NULL, DEMO_NOBODY, NULL},
};
