/* Plugins: the object that everything of a provider hangs on. Source: domain.md section 2 "Plugin". */
#ifndef DOMAIN_PLUGIN_H
#define DOMAIN_PLUGIN_H

#include "app/ctx.h"

struct plugin {
  int64_t id, app_id, subject_id, rev, created_at;
  const char *name, *intro, *add_mode, *audience /* codes, | between */, *contact, *state /* active, disabled */;
  struct bytes avatar; /* sha256 of the image; empty: none */
  /* joined */
  const char *app_name, *subject_name, *subject_type, *real_name /* verification state of the owner */;
  const char *shelf; /* never, on, off */
  int64_t hidden, listing_rev;
  const char *category, *tags; /* of the version put online last; category may be NULL, tags 、 between */
  int64_t online_versions, latest_version;
};

/* RES_NOT_FOUND when there is none. One query. The caller decides by ctx_rel(c, out->subject_id). */
MUST_USE enum res plugin_load(struct ctx *c, int64_t id, struct plugin *out);

/* What basic settings still miss before a version may be submitted (domain.md section 4 "submit"): Chinese label of the
 * first missing field for tr(), NULL when complete. */
const char *plugin_missing(const struct plugin *p);

#endif
