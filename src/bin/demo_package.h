/* Plugin packages and documentation made from what a demo plugin says about itself. */
#ifndef BIN_DEMO_PACKAGE_H
#define BIN_DEMO_PACKAGE_H

#include "bin/demo.h"
#include "domain/docpack.h"

/* The zip of one version, in the shape ("root", "folder", "project") and manifest form ("wechat", "alipay") of the
 * plugin: its components, pages and interfaces are those of its guide, and components that only some versions have. In the arena of the act. {NULL, 0} when libzip or
 * the image helper failed. */
struct bytes demo_package(struct demo *d, const json_t *plugin, const char *number);
/* The files of its documentation: README.md, with `more` as its record of changes ("": none), and the pictures it shows. */
MUST_USE enum res demo_doc(struct demo *d, const json_t *plugin, const char *more, struct docpack_file **file,
                           size_t *n);

#endif
