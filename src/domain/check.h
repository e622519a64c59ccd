/* The one checker of what a provider hands in: the package and the documentation in it, as one list of findings (finding.h).
 * Upload, submission and review show this list; targets of the documentation begin with doc/, as in the package.
 * Source: domain.md section 7.3 and 7.14. */
#ifndef DOMAIN_CHECK_H
#define DOMAIN_CHECK_H

#include "base/conf.h"
#include "domain/docpack.h"
#include "domain/package.h"

struct check_upload {
  struct findings f;
  struct package package;
  struct docpack *doc; /* checked and its images made anew; NULL: there is none, or it did not pass */
};

/* Check the zip in `fd` (package.h). The documentation is offered, not asked for: its errors are findings, and the package
 * passes all the same. `helper` makes images anew (picture.h); NULL: they are only looked at.
 * RES_OK · RES_INVALID: the package did not pass, out->f says why · RES_UNAVAILABLE: it could not be read. */
MUST_USE enum res check_upload(struct arena *a, const struct conf *conf, const char *helper, int fd,
                               struct check_upload *out);

/* What is kept, checked by the rules of today: the findings of the package as they were stored (JSON), and the newest
 * documentation. What the upload said about its own documentation stays until one is uploaded that is not older. */
struct check_kept {
  const char *findings;
  int64_t version_at, doc_at; /* when they were uploaded; doc_at 0: there is no documentation */
  const char *readme, *files; /* of the newest documentation: its text, its images (doc.h doc_images_read) */
};
/* Findings that say the same are told once; damaged JSON counts as none. */
void check_kept(struct arena *a, const struct check_kept *in, struct findings *out);

#endif
