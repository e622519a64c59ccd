/* What is new in one revision of a documentation against another: files and headings. Pure. */
#ifndef DOMAIN_DOCDIFF_H
#define DOMAIN_DOCDIFF_H

#include "domain/doc.h"

enum docdiff_kind { DOCDIFF_ADDED, DOCDIFF_CHANGED, DOCDIFF_REMOVED };

struct docdiff_file {
  enum docdiff_kind kind;
  const char *path;
  int64_t was, is; /* bytes; 0 where it is not */
};

/* Headings are compared by their words and how often they occur; one that only moved is not listed. */
struct docdiff_heading {
  enum docdiff_kind kind; /* never CHANGED: other words are another heading */
  const char *title;
  const char *anchor; /* in the new revision; NULL for a removed one */
};

struct docdiff {
  struct docdiff_file *file; /* nfiles: README.md first, then by path */
  size_t nfiles;
  struct docdiff_heading *heading; /* nheadings: added ones in the order of the new text, then removed ones */
  size_t nheadings;
};

struct docdiff_side {
  const char *readme;
  const struct doc_image *image; /* n of them, in the order of their paths (doc_images) */
  size_t n;
};

/* The arena needs room for 10 MB. */
struct docdiff docdiff(struct arena *a, const struct docdiff_side *was, const struct docdiff_side *is);

#endif
