/* plugin.json: what a plugin offers to hosts. domain.md section 2 "Manifest".
 *
 * Two forms are read and come out the same:
 *   WeChat  {"main": "index.js", "publicComponents": {name: path}, "pages": {name: path of a public page}}
 *   Alipay  {"main", "publicComponents", "publicPages": {name: path}, "pages": [path, …] or {name: path} of all pages}
 * `pages` as an array without publicPages lists pages none of which is public. Other keys are left to the hosts' tools. */
#ifndef DOMAIN_MANIFEST_H
#define DOMAIN_MANIFEST_H

#include "base/arena.h"
#include "base/result.h"
#include "domain/finding.h"

#include <stdbool.h>
#include <stddef.h>

enum {
  MANIFEST_BYTES = 64 * 1024, /* of plugin.json */
  MANIFEST_ITEMS = 200,       /* of each map */
  MANIFEST_NAME = 64,         /* bytes of a public name */
  MANIFEST_PATH = 240         /* bytes of a path */
};

struct manifest_entry {
  const char *name;
  const char *path; /* inside the plugin folder, no ./ or / in front, no extension */
};

struct manifest {
  const char *main; /* path; NULL when there is none */
  struct manifest_entry *component;
  size_t ncomponents; /* in the order of their names */
  struct manifest_entry *page;
  size_t npages;    /* public pages, in the order of their names */
  const char *json; /* the normalised text: WeChat's form, sorted keys, only what is above */
};

/* Read the text of a plugin.json. `file` is its name for findings. `has` tells whether the plugin has a file of exactly
 * this path; NULL: do not look.
 *
 * What counts as present: main: the path itself or path.js. A component or page: path.json, path.js, path.axml or
 * path.wxml, or the same of path/index (as the hosts' tools resolve a folder).
 * RES_OK, or RES_INVALID with at least one RULE_MANIFEST_…, RULE_ENTRY_MISSING or RULE_PAGE_NOT_LISTED error. */
MUST_USE enum res manifest_read(struct arena *a, struct bytes text, const char *file,
                                bool (*has)(void *arg, const char *path), void *arg, struct findings *f,
                                struct manifest *out);
/* Read a normalised text back (manifest.json as stored). RES_INTERNAL when it is not one. */
MUST_USE enum res manifest_load(struct arena *a, const char *json, struct manifest *out);

#endif
