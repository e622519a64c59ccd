/* The desk: a reviewer's decision, which moves the review and the object it is about in one transaction.
 *
 * The only place where reviews know their objects: one row for each kind. Source: domain.md section 4 "review". */
#ifndef DOMAIN_DESK_H
#define DOMAIN_DESK_H

#include "domain/review.h"

/* "approve" or "reject" (with a reason, 1–1000 characters), inside a transaction. `rel` is what review_rel said.
 * `shown` is the hash that the reviewer's page showed: RES_CONFLICT when it is not what the review is about, or when the
 * object's own content is not that any more. RES_FORBIDDEN: not claimed by the caller; the words say who holds it. */
MUST_USE enum res desk_decide(struct ctx *c, struct review *v, unsigned rel, const char *action, const char *reason,
                              struct bytes shown);
/* A rejection with what was found (n of them; 0: as desk_decide). Each target must be there: a file of the package, a place
 * of the listing (listing_task.h); "" is the whole. RES_INVALID on "findings.N.target". Fills `seen`. One query more. */
MUST_USE enum res desk_reject(struct ctx *c, struct review *v, unsigned rel, const char *reason, struct bytes shown,
                              struct finding_item *f, size_t n);
/* Claim (queued), hold on for another lease (one's own claim) or give back. Inside a transaction. RES_FORBIDDEN: somebody else
 * holds it, or the lease is over; RES_CONFLICT: not open any more. */
MUST_USE enum res desk_claim(struct ctx *c, struct review *v, unsigned rel);
MUST_USE enum res desk_release(struct ctx *c, struct review *v, unsigned rel);
/* Claim what is due first in the caller's kinds, in one of them when `kind` is not "". RES_NOT_FOUND: nothing waits.
 * Inside a transaction; when somebody else took it in the same moment, the transaction runs again and takes the next. */
MUST_USE enum res desk_claim_next(struct ctx *c, const char *kind, int64_t *id);

/* Everything about a version that a reviewer reads, in one query; the files are version_file rows. */
struct desk_version {
  int64_t id, plugin_id, package_size, upload_size, self_check, created_at,
      doc_at /* when the newest documentation was uploaded; 0: none */;
  const char *contract /* as it was submitted, JSON: contract.h */, *override_reason;
  const char *number, *note, *min_base_library, *manifest /* JSON: manifest.h */, *findings /* JSON: finding.h */,
      *category_zh, *category_en, *tags, *description, *usage_text, *uploader, *plugin_name, *plugin_intro,
      *plugin_contact, *app_name, *subject_name, *subject_type;
  const char *pictures;  /* previews, as text (shots.h); NULL: none */
  const char *readme;    /* of the newest documentation; NULL: none */
  const char *doc_files; /* its images: lines "sha256 path"; NULL: none */
  struct bytes package_sha256, upload_sha256, test_login /* sealed */, avatar;
};
MUST_USE enum res desk_version_load(struct ctx *c, int64_t version_id, struct desk_version *out);
struct desk_file {
  int64_t size;
  const char *path;
  struct bytes sha256;
};
/* The files of its package, in the order of their paths, at most 2000. */
MUST_USE enum res desk_files(struct ctx *c, int64_t version_id, struct desk_file **out, size_t *n);

/* One file of the stored package. RES_NOT_FOUND: no such version or file; RES_TOO_BIG: more than `max` bytes. Three
 * queries; the bytes are in the arena, NUL-terminated behind. */
MUST_USE enum res desk_file_read(struct ctx *c, int64_t version_id, const char *path, size_t max, struct bytes *out);

#endif
