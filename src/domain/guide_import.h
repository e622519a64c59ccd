/* The access guide against the manifest of a version: which public components and pages it does not describe yet, which of
 * its own the version does not have, and adding the missing ones. Pure. Source: interface.md "listing guide" import. */
#ifndef DOMAIN_GUIDE_IMPORT_H
#define DOMAIN_GUIDE_IMPORT_H

#include "domain/guide.h"
#include "domain/manifest.h"

struct import_name {
  enum guide_kind kind;
  const char *name; /* of a page: its path */
};
struct import_list {
  struct import_name *v;
  size_t n;
};

struct guide_import {
  struct import_list missing; /* in the manifest, and can be added */
  struct import_list unfit;   /* in the manifest, but the list is full or the guide takes no such name */
  struct import_list extra;   /* in the guide, not in the manifest */
};

/* Components by name, public pages by path; interfaces and config are in no manifest. In the manifest's order. */
void guide_compare(struct arena *a, const struct guide *g, const struct manifest *m, struct guide_import *out);
/* Put the missing ones behind what is there, without any words; what is there stays as it is. `found` is what
 * guide_compare said. */
void guide_import(struct guide *g, const struct guide_import *found);
/* Is this item of the guide among `extra`? */
bool guide_is_extra(const struct guide_import *found, enum guide_kind k, const char *name);

#endif
