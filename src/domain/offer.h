/* A plugin as merchants see it: what the market's page shows, who may see it, and who may obtain it.
 * Source: domain.md sections 2 "Listing", 4 "obtain" and 9.7, 9.8. */
#ifndef DOMAIN_OFFER_H
#define DOMAIN_OFFER_H

#include "app/ctx.h"
#include "domain/category.h"

struct offer {
  int64_t id, subject_id /* the provider */, hidden;
  int64_t online_versions, newest_major /* of the highest number that is online */;
  int64_t held_id, held_rev, obtained_at; /* the entitlement of the caller's subject; 0: it never had one */
  const char *held;                       /* its state: held, released, NULL */
  const char *name, *intro, *add_mode, *audience /* codes, | between */, *contact, *state, *subject_name, *shelf, *tags;
  const char *summary;  /* of the live revision; the intro without one */
  const char *previews; /* of the version put online last, as text (shots.h); NULL: none */
  const char *payment;  /* none, provider, merchant (payment.h) */
  const char *former;   /* names that it had until lately, 、 between; NULL: none */
  struct bytes avatar;
  /* the category, as in struct category; code NULL: none yet */
  const char *code, *level1, *level1_zh, *level1_en, *level2_zh, *level2_en, *host_level1, *host_types, *note_zh,
      *note_en;
};

/* One query. RES_NOT_FOUND when there is none, and when it is not on the shelf and the caller's subject neither owns nor
 * holds it. Hidden ones are found: hiding is search only. */
MUST_USE enum res offer_load(struct ctx *c, int64_t plugin_id, struct offer *out);
/* The same whoever asks. */
MUST_USE enum res offer_any(struct ctx *c, int64_t plugin_id, struct offer *out);
/* Does the caller's subject hold it now? */
bool offer_held(const struct offer *o);
/* Has each binding to wait for the provider's answer (add mode `approval`)? */
bool offer_waits(const struct offer *o);
/* Its category; code NULL when it has none. */
struct category offer_category(const struct offer *o);

/* May the caller's subject obtain it? RES_OK, or RES_FORBIDDEN / RES_CONFLICT with the reason: which side must do what, and
 * on which page. Pure. A subject that holds it already may. */
MUST_USE enum res offer_obtainable(struct ctx *c, const struct offer *o);
/* Who may obtain it, in words of the caller's language. */
const char *offer_audience(const struct ctx *c, const struct offer *o);

/* The long texts of the live revision and the published doc. RES_NOT_FOUND without a live revision. One query. */
struct offer_text {
  int64_t revision_id, live_at, doc_id /* 0: none published */, published_at;
  const char *what, *how, *benefit, *cases, *contact, *guide /* JSON */, *readme /* Markdown */;
};
MUST_USE enum res offer_text(struct ctx *c, int64_t plugin_id, struct offer_text *out);

/* The versions that are online, highest number first, at most 50. One query. */
struct offer_version {
  int64_t major, minor, patch, package_size, online_at;
  const char *min_base_library, *note;
  const char *contract;        /* what it changed, when something of it breaks (JSON: contract.h); NULL */
  const char *override_reason; /* why it breaks within its major; "" */
};
MUST_USE enum res offer_versions(struct ctx *c, int64_t plugin_id, struct offer_version **out, size_t *n);

#endif
