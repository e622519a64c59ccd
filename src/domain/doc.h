/* The documentation of a plugin, in revisions: uploading keeps a draft, publishing shows it to everybody and takes the
 * place of the one before. Reading and checking zips is docpack.h. Source: domain.md section 2 "Doc".
 *
 * Two readings that the specification leaves open:
 * - A superseded revision may be published again, any number of times. That is a move of the revision itself, not a copy:
 *   a copy would hide that readers see what they have seen before, and its history would begin anew.
 * - A draft is neither changed nor deleted. Whoever wants another text uploads another revision, and each may be published
 *   later; so the list says for good what was uploaded when by whom, and what a reviewer read stays what it was. */
#ifndef DOMAIN_DOC_H
#define DOMAIN_DOC_H

#include "app/ctx.h"
#include "domain/content.h"
#include "domain/docpack.h"
#include "domain/plugin.h"
#include "rule/move.h"

extern const struct machine doc_machine;

struct doc {
  int64_t id, plugin_id, n /* revision, from 1 */, rev, size /* README.md and images, bytes */, files, created_at,
      published_at /* last time; 0: never, so nobody else may see its images */;
  const char *state, *readme /* Markdown */, *who /* uploaded it; NULL: not known any more */;
  struct bytes sha256; /* of the list "hex  path" of its files, as sha256sum prints it, in the order of their paths */
};

/* Revision n; 0: the newest. RES_NOT_FOUND when there is none. One query, as each of these. */
MUST_USE enum res doc_load(struct ctx *c, int64_t plugin_id, int64_t n, struct doc *out);
/* The published one. */
MUST_USE enum res doc_published(struct ctx *c, int64_t plugin_id, struct doc *out);
/* How it stands: the newest revision, and the published one when there is one (live 0: none). RES_NOT_FOUND: no revision. */
struct doc_status {
  int64_t n, rev, created_at, live, live_at;
  const char *state;
};
MUST_USE enum res doc_status(struct ctx *c, int64_t plugin_id, struct doc_status *out);
/* Does the newest revision wait to be published? */
bool doc_waits(const struct doc_status *s);
/* Newest first: `limit` revisions before number `after` (0: from the newest on). The same in every row: total, all
 * revisions counted to 1001; live and live_at as in doc_status. */
struct doc_item {
  int64_t id, n, rev, size, files, created_at, published_at, total, live, live_at;
  const char *state, *who;
  struct bytes sha256;
};
MUST_USE enum res doc_list(struct ctx *c, int64_t plugin_id, int64_t after, int64_t limit, struct doc_item **out,
                           size_t *n);
/* The images of a revision, in the order of their paths: path as the README names it, and the content of class doc. At
 * most DOCPACK_IMAGES_MAX. */
struct doc_image {
  const char *path;
  int64_t size;
  struct bytes sha256;
};
MUST_USE enum res doc_images(struct ctx *c, int64_t doc_id, struct doc_image **out, size_t *n);

/* The same out of a text of lines "sha256 path" (hex), as queries bring it along; NULL: none. In `a`. */
struct doc_image *doc_images_read(struct arena *a, const char *lines, size_t *n);

/* An image by its key, for those who may see it: in any revision of a plugin (its owner, its reviewers), or in a revision
 * that was published at some time (everybody; it may be in their caches anyway). RES_NOT_FOUND when it is in none. */
MUST_USE enum res doc_image_of(struct ctx *c, int64_t plugin_id, const unsigned char sha256[SEAL_HASH],
                               struct content *out);
MUST_USE enum res doc_image_public(struct ctx *c, const unsigned char sha256[SEAL_HASH], struct content *out);

/* Check what is kept by the rules of today (docpack.h): for the preview, for who submits and for who reviews. `f` gets the
 * findings; rules about bytes that are made anew when they are kept cannot fire. */
void doc_check(struct arena *a, const struct doc *d, const struct doc_image *image, size_t n, struct findings *f);

/* Keep a checked pack, its images made anew (docpack_encode), as a new draft; *n is its number. Inside a transaction.
 * RES_FORBIDDEN: rel may not upload. */
MUST_USE enum res doc_put(struct ctx *c, const struct plugin *p, unsigned rel, const struct docpack *pack, int64_t *n);
/* Draft or superseded → published; the former published one → superseded. Inside a transaction. Results as move_do. */
MUST_USE enum res doc_publish(struct ctx *c, const struct plugin *p, struct doc *d, unsigned rel);

#endif
