/* The pictures of a submission's form: those it has already travel along as rows, in the order in which the form shows them
 * ("previews.1.file" = sha256 in hex); new ones are made anew in the helper.
 *
 * Row buttons only change what was posted. Pictures that were chosen are kept as drafts as soon as they passed, also when
 * something else of the form did not: domain/version.h version_keep. */
#ifndef PAGES_PREVIEWS_H
#define PAGES_PREVIEWS_H

#include "domain/picture.h"
#include "domain/version.h"
#include "web/page.h"

struct previews {
  bool taken;
  struct shot v[VERSION_PREVIEWS];       /* as arranged, the new ones last */
  size_t n, fresh;                       /* how many of them are new */
  struct picture made[VERSION_PREVIEWS]; /* the new ones */
  const char *names;                     /* of the files that were chosen and taken; NULL: none */
};

/* Apply a row button ("previews.up.2") to what was posted. False: it is none. */
bool previews_op(struct req *r, const char *op);
/* Once a request: take the arrangement and the chosen files of the field "previews" into *x. Complains on that field, with
 * the files' names, about what cannot be taken; the rest is in *x all the same. */
MUST_USE enum res previews_take(struct req *r, const struct version *v, struct previews *x);
/* Inside a transaction: store the images of the new ones. */
MUST_USE enum res previews_store(struct req *r, const struct previews *x);
/* Keep the new ones as drafts of the version, in a transaction of its own, and let the form that is shown have them. */
MUST_USE enum res previews_keep(struct req *r, const struct version *v, unsigned rel, struct previews *x);

/* For the field's row: what was taken of the posted form, else what the version has. */
void previews_fill(struct req *r, const struct version *v, const struct previews *x, struct data *d);
/* What to say beside the field after files were posted: which were kept. NULL: none was. */
const char *previews_kept_words(struct req *r, const struct previews *x);

#endif
