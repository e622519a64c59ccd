/* An uploaded plugin package: checked, its plugin folder found and packed anew, its manifest read.
 *
 * Three shapes are taken (domain.md section 2 "Package"): the plugin at the root, in one top folder (a doc/ folder may
 * stand beside it), or a whole project: project.config.json with compileType "plugin" and pluginRoot. A project may lie
 * in one top folder too. A plugin folder is one that holds plugin.json. doc/ inside the plugin folder, and beside it, is
 * left out of the package and offered as the documentation. Files that operating systems leave behind are skipped. */
#ifndef DOMAIN_PACKAGE_H
#define DOMAIN_PACKAGE_H

#include "base/arena.h"
#include "base/result.h"
#include "domain/docpack.h"
#include "domain/finding.h"
#include "domain/manifest.h"
#include "domain/zipsafe.h"

#include <stdint.h>

enum package_shape { PACKAGE_ROOT, PACKAGE_FOLDER, PACKAGE_PROJECT };

/* A file of the plugin folder. */
struct package_file {
  const char *path; /* inside the folder */
  int64_t size;
  unsigned char sha256[32];
};

struct package {
  struct bytes zip; /* the package as it is kept; its size and hash are the version's */
  unsigned char sha256[32], upload_sha256[32];
  int64_t upload_size;
  enum package_shape shape;
  struct manifest manifest;
  struct package_file *file; /* nfiles, in the order of their paths */
  size_t nfiles;
  struct docpack_entry
      *doc; /* ndocs, to be checked by docpack_entries; in the order of their paths; 0 when there is no doc/ */
  size_t ndocs;
  struct zipsafe *upload; /* what was uploaded */
};

/* Check the zip in `fd` (read from its beginning; stays the caller's). `max` is the limit of the kept package in bytes
 * (conf.h package_max); eight times as much may be unpacked in the plugin folder. The size of the upload itself is
 * bounded by the caller (conf.h request_max).
 * RES_OK: *out is filled; `f` may hold warnings. RES_INVALID: `f` got at least one error naming file and rule.
 * RES_UNAVAILABLE: the file could not be read. */
MUST_USE enum res package_read(struct arena *a, int fd, int64_t max, struct findings *f, struct package *out);

#endif
