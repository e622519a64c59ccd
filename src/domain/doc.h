/* The documentation of a plugin, in revisions: uploading keeps a draft, publishing shows it to everybody and takes the
 * place of the one before. Reading and checking zips is docpack.h. Source: domain.md section 2 "Doc". */
#ifndef DOMAIN_DOC_H
#define DOMAIN_DOC_H

#include "app/ctx.h"
#include "domain/docpack.h"
#include "domain/plugin.h"
#include "rule/move.h"

extern const struct machine doc_machine;

struct doc {
  int64_t id, plugin_id, n /* revision, from 1 */, rev, size /* README.md and images, bytes */, created_at,
      published_at;
  const char *state, *readme /* Markdown */;
};

/* Revision n; 0: the newest. RES_NOT_FOUND when there is none. One query, as each of these. */
MUST_USE enum res doc_load(struct ctx *c, int64_t plugin_id, int64_t n, struct doc *out);
/* The published one. */
MUST_USE enum res doc_published(struct ctx *c, int64_t plugin_id, struct doc *out);
/* Newest first: `limit` revisions before number `after` (0: from the newest on). readme stays NULL. total is the same in
 * every row: all revisions, counted to 1001. */
struct doc_item {
  int64_t id, n, rev, size, created_at, published_at, total;
  const char *state;
};
MUST_USE enum res doc_list(struct ctx *c, int64_t plugin_id, int64_t after, int64_t limit, struct doc_item **out,
                           size_t *n);
/* The images of a revision: path as the README names it, and the content of class image. At most DOCPACK_IMAGES_MAX. */
struct doc_image {
  const char *path;
  struct bytes sha256;
};
MUST_USE enum res doc_images(struct ctx *c, int64_t doc_id, struct doc_image **out, size_t *n);

/* Keep a checked pack, its images made anew (docpack_encode), as a new draft; *n is its number. Inside a transaction.
 * RES_FORBIDDEN: rel may not upload. */
MUST_USE enum res doc_put(struct ctx *c, const struct plugin *p, unsigned rel, const struct docpack *pack, int64_t *n);
/* Draft → published; the former published one → superseded. Inside a transaction. Results as move_do. */
MUST_USE enum res doc_publish(struct ctx *c, const struct plugin *p, struct doc *d, unsigned rel);

#endif
