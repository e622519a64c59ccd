/* Listings: from the first 发布 to the shelf, and what comes after. */
#include "bin/demo.h"

#include "base/json.h"
#include "domain/listing.h"

#include <stdlib.h>
#include <string.h>

enum { PICTURE = 320 };

static enum res load(struct demo *d, const struct demo_act *act, struct plugin *p) {
  return plugin_load(&d->c, demo_id(act->of, "id"), p);
}

static enum res do_move(struct demo *d, const struct demo_act *act) {
  struct plugin p = {0};
  enum res r = load(d, act, &p);

  return r == RES_OK ? listing_do(&d->c, &p, ctx_rel(&d->c, p.subject_id), strchr(act->verb, '.') + 1, 0) : r;
}

/* What the act changes: another summary, or an object with what is to take the place of members of `base`. */
static json_t *changed(struct demo *d, const struct demo_act *act, const char *base) {
  json_t *o = arena_json(d->c.a, json_copy(json_object_get(act->of, base)));

  if (json_is_string(act->arg))
    json_object_set(o, "summary", act->arg);
  else if (json_is_object(act->arg))
    json_object_update(o, act->arg);
  return o;
}

static enum res do_info(struct demo *d, const struct demo_act *act) {
  const json_t *in = changed(d, act, "listing");
  const struct revision info = {.summary = demo_text(in, "summary"),
                                .what = demo_text(in, "what"),
                                .how = demo_text(in, "how"),
                                .benefit = demo_text(in, "benefit"),
                                .cases = demo_text(in, "cases"),
                                .contact = demo_text(act->of, "contact")};
  struct bytes picture[LISTING_PICTURES];
  size_t n = (size_t)demo_id(in, "pictures");
  struct revision v = {0};
  enum res r = revision_open(&d->c, demo_id(act->of, "id"), &v);

  for (size_t i = 0; r == RES_OK && i < n && i < LISTING_PICTURES; i++)
    r = demo_picture(d, arena_fmt(d->c.a, "%s %zu", demo_text(act->of, "key"), i), PICTURE, &picture[i]);
  return r == RES_OK ? revision_save_info(&d->c, &v, &info, picture, n) : r;
}

static enum res do_guide(struct demo *d, const struct demo_act *act) {
  const char *json = arena_json_text(d->c.a, json_incref(changed(d, act, "guide")), 0);
  struct revision v = {0};
  struct guide g;
  enum res r = revision_open(&d->c, demo_id(act->of, "id"), &v);

  if (r != RES_OK)
    return r;
  if (json == NULL || !guide_decode(d->c.a, json, &g))
    return why(&d->c, RES_MALFORMED, "guide", "%s", demo_text(act->of, "key"));
  return revision_save_guide(&d->c, &v, &g, true);
}

/* The argument is the reason, or for a rejection an object with it and what was found. */
static enum res do_review(struct demo *d, const struct demo_act *act) {
  const json_t *found = json_object_get(act->arg, "findings"), *x;
  struct finding_item f[REVIEW_FINDINGS];
  const char *reason = json_is_object(act->arg) ? demo_text(act->arg, "reason") : json_string_value(act->arg);
  struct revision v = {0};
  size_t i;
  enum res r = revision_open(&d->c, demo_id(act->of, "id"), &v);

  json_array_foreach(found, i, x) {
    if (i == REVIEW_FINDINGS)
      return why(&d->c, RES_MALFORMED, "findings", "%s", demo_text(act->of, "key"));
    f[i] = (struct finding_item){.rule = demo_text(x, "rule"),
                                 .target = demo_text(x, "target"),
                                 .severity = demo_text(x, "severity"),
                                 .text = demo_text(x, "text"),
                                 .hint = demo_text(x, "hint")};
  }
  if (r == RES_OK && json_array_size(found) > 0)
    return demo_reject(d, "listing", v.id, reason, f, json_array_size(found));
  return r == RES_OK ? demo_decide(d, "listing", v.id, strchr(act->verb, '.') + 1, reason) : r;
}

const struct demo_verb demo_listing_verbs[] = {
    {"listing.publish", DEMO_OWNER, do_move},      {"listing.revise", DEMO_OWNER, do_move},
    {"listing.info", DEMO_OWNER, do_info},         {"listing.guide", DEMO_OWNER, do_guide},
    {"listing.submit", DEMO_OWNER, do_move},       {"listing.withdraw", DEMO_OWNER, do_move},
    {"listing.approve", DEMO_REVIEWER, do_review}, {"listing.reject", DEMO_REVIEWER, do_review},
    {"listing.amend", DEMO_OWNER, do_move},        {"listing.discard", DEMO_OWNER, do_move},
    {"listing.shelve", DEMO_OWNER, do_move},       {"listing.unshelve", DEMO_OWNER, do_move},
    {"listing.reshelve", DEMO_OWNER, do_move},     {"listing.hide", DEMO_OWNER, do_move},
    {"listing.show", DEMO_OWNER, do_move},         {NULL, DEMO_NOBODY, NULL},
};
