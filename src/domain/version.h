/* Versions of a plugin. Source: domain.md section 2 "Version" and section 4 "version". */
#ifndef DOMAIN_VERSION_H
#define DOMAIN_VERSION_H

#include "app/ctx.h"
#include "rule/move.h"

extern const struct machine version_machine;

struct version {
  int64_t id, plugin_id, major, minor, patch, rev, uploader, package_size, upload_size, self_check, created_at,
      submitted_at, online_at;
  const char *number; /* "1.2.3" */
  const char *state, *note, *min_base_library, *manifest /* JSON */, *findings /* JSON */, *category, *tags,
      *description, *usage_text, *reason, *uploader_name;
  struct bytes package_sha256, upload_sha256, test_login /* sealed */;
};

/* By number ("1.2.3") within a plugin, deleted ones too. RES_NOT_FOUND for none and for anything that is no number. */
MUST_USE enum res version_load(struct ctx *c, int64_t plugin_id, const char *number, struct version *out);
MUST_USE enum res version_by_id(struct ctx *c, int64_t id, struct version *out);

/* The reviewer's decision moves the version (approve → passed, reject → rejected with the reason), inside the desk's
 * transaction. RES_CONFLICT when it is not in auditing any more, or when the bytes are not those that were shown. */
MUST_USE enum res version_decided(struct ctx *c, int64_t id, bool approve, const char *reason, struct bytes shown_hash);

#endif
