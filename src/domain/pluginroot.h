/* Where in an archive the plugin is: the three shapes of domain.md section 2 "Package". */
#ifndef DOMAIN_PLUGINROOT_H
#define DOMAIN_PLUGINROOT_H

#include "base/arena.h"
#include "base/result.h"
#include "domain/package.h"

struct pluginroot {
  enum package_shape shape;
  const char *folder; /* prefix of the plugin's files: "" or ending in / */
  const char *beside; /* prefix of the folder in which doc/ may stand beside the plugin: "" or ending in / */
};

/* RES_OK: *out is set, and there is a plugin.json. RES_INVALID: an error was added to `f`: RULE_PLUGIN_ROOT_MISSING or
 * RULE_PROJECT_…. */
MUST_USE enum res pluginroot_find(struct arena *a, struct zipsafe *z, struct findings *f, struct pluginroot *out);

/* Whether a file outside the plugin is an expected part of a whole project: miniprogram/ and the project's own files. */
bool pluginroot_demo(const struct pluginroot *r, const char *name);

#endif
