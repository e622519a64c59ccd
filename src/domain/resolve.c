/* What the rules ask about is worked out once (struct view); a rule is a row that looks at it. */
#include "domain/resolve.h"

#include <stdlib.h>
#include <string.h>

/* The letters of domain.md section 5, and where they lead. */
struct view {
  const struct resolve_facts *f;
  const struct resolve_ask *ask;
  const struct resolve_version *trial;     /* T */
  const struct resolve_version *effective; /* E */
  const struct resolve_version *exact;     /* the one asked for, in whatever state */
  bool active, servable /* V of the exact one */;
};

static bool is(const char *x, const char *y) { return x != NULL && strcmp(x, y) == 0; }

static bool same(struct version_number x, struct version_number y) { return version_compare(x, y) == 0; }

static const struct resolve_version *numbered(const struct resolve_facts *f, struct version_number number) {
  for (size_t i = 0; i < f->n; i++)
    if (same(f->version[i].number, number) && !is(f->version[i].state, "deleted"))
      return &f->version[i];
  return NULL;
}

/* Offline ones go on for the bindings that are pinned to them, and an upgrade holds on to both its ends. */
static bool pinned(const struct resolve_facts *f, struct version_number number) {
  bool upgrade = is(f->policy, "upgrade");

  return f->binding != NULL &&
         (((upgrade || is(f->policy, "pin")) && same(f->held, number)) || (upgrade && same(f->next, number)));
}

/* V(x) */
static bool servable(const struct resolve_facts *f, const struct resolve_version *x) {
  return x != NULL && (is(x->state, "online") || (is(x->state, "offline") && pinned(f, x->number)));
}

static const struct resolve_version *servable_at(const struct resolve_facts *f, struct version_number number) {
  const struct resolve_version *x = numbered(f, number);

  return servable(f, x) ? x : NULL;
}

/* The newest online version of the binding's major; for the buckets of a gray one that. */
static const struct resolve_version *followed(const struct resolve_facts *f, int64_t bucket) {
  const struct resolve_version *best = NULL;

  for (size_t i = 0; i < f->n; i++) {
    const struct resolve_version *x = &f->version[i];

    if (x->number.major != f->major)
      continue;
    if (is(x->state, "gray") && bucket >= 0 && bucket < x->percent)
      return x;
    if (is(x->state, "online") && (best == NULL || version_compare(x->number, best->number) > 0))
      best = x;
  }
  return best;
}

/* E */
static const struct resolve_version *effective(const struct resolve_facts *f, int64_t bucket) {
  const struct resolve_version *next;

  if (f->binding == NULL)
    return NULL;
  if (is(f->policy, "pin"))
    return servable_at(f, f->held);
  if (!is(f->policy, "upgrade"))
    return followed(f, bucket);
  next = bucket >= 0 && bucket < f->percent ? servable_at(f, f->next) : NULL;
  return next != NULL ? next : servable_at(f, f->held);
}

static const struct resolve_version *trial(const struct resolve_facts *f) {
  for (size_t i = 0; f->trial != 0 && i < f->n; i++)
    if (f->version[i].id == f->trial)
      return is(f->version[i].state, "taken_down") || is(f->version[i].state, "deleted") ? NULL : &f->version[i];
  return NULL;
}

static bool no_app(const struct view *v) { return !v->f->app; }
static bool no_plugin(const struct view *v) { return v->f->plugin == NULL; }
static bool disabled(const struct view *v) { return !is(v->f->plugin, "active"); }
static bool exact(const struct view *v) { return v->ask->spec == RESOLVE_EXACT; }
static bool tries(const struct view *v) {
  return v->f->linked && v->trial != NULL && (!exact(v) || same(v->ask->number, v->trial->number));
}
static bool bound_exact(const struct view *v) { return v->active && exact(v) && v->servable; }
static bool bound_effective(const struct view *v) { return v->active && !exact(v) && v->effective != NULL; }
static bool linked_only(const struct view *v) { return v->f->linked && !v->active; }
static bool wants_dev(const struct view *v) { return v->ask->spec == RESOLVE_DEV; }
static bool waits(const struct view *v) { return is(v->f->binding, "waiting"); }
static bool stopped(const struct view *v) { return is(v->f->binding, "stopped"); }
static bool link_alone(const struct view *v) { return v->f->binding == NULL && v->f->linked; }
static bool unbound(const struct view *v) { return v->f->binding == NULL; }
static bool exact_servable(const struct view *v) { return exact(v) && v->servable; }
static bool exact_taken_down(const struct view *v) {
  return exact(v) && v->exact != NULL && is(v->exact->state, "taken_down");
}
static bool has_effective(const struct view *v) { return v->effective != NULL; }
static bool always(const struct view *v) { return v->f != NULL; }

#define ANY      "any"
#define BUILDING "develop, preview"
#define OTHERS   "others"

static const struct {
  struct resolve_rule rule;
  bool (*when)(const struct view *v);
} rows[] = {
    {{"app_not_found", ANY, RESOLVE_DENY}, no_app},
    {{"plugin_not_found", ANY, RESOLVE_DENY}, no_plugin},
    {{"plugin_disabled", ANY, RESOLVE_DENY}, disabled},
    {{"trial", BUILDING, RESOLVE_TRIAL}, tries},
    {{"dev_exact", BUILDING, RESOLVE_NUMBER}, bound_exact},
    {{"dev_effective", BUILDING, RESOLVE_EFFECTIVE}, bound_effective},
    {{"no_trial_and_not_subscribed", BUILDING, RESOLVE_DENY}, linked_only},
    {{"dev_not_releasable", OTHERS, RESOLVE_DENY}, wants_dev},
    {{"binding_waiting", ANY, RESOLVE_DENY}, waits},
    {{"binding_stopped", ANY, RESOLVE_DENY}, stopped},
    {{"link_is_not_subscription", OTHERS, RESOLVE_DENY}, link_alone},
    {{"not_subscribed", ANY, RESOLVE_DENY}, unbound},
    {{"exact", OTHERS, RESOLVE_NUMBER}, exact_servable},
    {{"version_taken_down", ANY, RESOLVE_INSTEAD}, exact_taken_down},
    {{"version_not_online", ANY, RESOLVE_INSTEAD}, exact},
    {{"effective", OTHERS, RESOLVE_EFFECTIVE}, has_effective},
    {{"no_online_version", ANY, RESOLVE_DENY}, always},
};
enum { ROWS = sizeof rows / sizeof rows[0] };

const struct resolve_rule *resolve_rule_at(size_t n) { return n < ROWS ? &rows[n].rule : NULL; }

static bool meant_for(const char *scenes, bool building) {
  return strcmp(scenes, ANY) == 0 || (strcmp(scenes, BUILDING) == 0) == building;
}

/* Is x nearer to what was asked for than y? */
static bool nearer(struct version_number asked, struct version_number x, struct version_number y) {
  bool home = x.major == asked.major, above = version_compare(x, asked) > 0, y_above = version_compare(y, asked) > 0;

  if (home != (y.major == asked.major))
    return home;
  if (home && above != y_above)
    return above;
  return home && above ? version_compare(x, y) < 0 : version_compare(x, y) > 0;
}

static const struct resolve_version *nearest(const struct resolve_facts *f, struct version_number asked) {
  const struct resolve_version *best = NULL;

  for (size_t i = 0; i < f->n; i++)
    if (servable(f, &f->version[i]) && (best == NULL || nearer(asked, f->version[i].number, best->number)))
      best = &f->version[i];
  return best;
}

struct resolve_answer resolve(const struct resolve_facts *f, const struct resolve_ask *ask) {
  struct view v = {.f = f, .ask = ask, .trial = trial(f), .effective = effective(f, ask->bucket)};
  struct resolve_answer a = {0};
  size_t i = 0;

  v.exact = ask->spec == RESOLVE_EXACT ? numbered(f, ask->number) : NULL;
  v.servable = servable(f, v.exact);
  v.active = is(f->binding, "active");
  while (!meant_for(rows[i].rule.scenes, ask->building) || !rows[i].when(&v))
    i++; /* the last row always fits */
  a.rule = &rows[i].rule;
  switch (a.rule->gives) {
  case RESOLVE_TRIAL:
    a.version = v.trial;
    break;
  case RESOLVE_NUMBER:
    a.version = v.exact;
    break;
  case RESOLVE_EFFECTIVE:
    a.version = v.effective;
    break;
  case RESOLVE_INSTEAD:
    a.version = v.exact;
    a.nearest = nearest(f, ask->number);
    break;
  case RESOLVE_DENY:
    break;
  }
  a.payment = resolve_served(&a) && f->payment != NULL ? f->payment : "none";
  return a;
}

bool resolve_served(const struct resolve_answer *a) { return a->rule->gives > RESOLVE_INSTEAD; }

bool resolve_ask_read(const char *scene, const char *spec, const char *bucket, struct resolve_ask *out) {
  static const char *const scenes[] = {"develop", "preview", "trial", "audit", "gray", "release"};
  size_t i = 0, digits = bucket == NULL ? 0 : strspn(bucket, "0123456789");

  *out = (struct resolve_ask){.bucket = RESOLVE_OUTSIDE};
  while (i < 6 && !is(scene, scenes[i]))
    i++;
  out->building = i < 2;
  if (i == 6 || spec == NULL)
    return false;
  if (bucket != NULL && bucket[0] != '\0') {
    if (digits == 0 || digits > 2 || bucket[digits] != '\0')
      return false;
    out->bucket = strtoll(bucket, NULL, 10);
  }
  if (strcmp(spec, "*") == 0)
    return true;
  out->spec = strcmp(spec, "dev") == 0 ? RESOLVE_DEV : RESOLVE_EXACT;
  return out->spec == RESOLVE_DEV || version_parse(spec, &out->number);
}
