/* Finding the version that a path names, for the pages of one version. */
#ifndef PAGES_VERSION_LOAD_H
#define PAGES_VERSION_LOAD_H

#include "domain/version.h"
#include "web/page.h"

/* What r->obj is on these pages. The plugin stands first, so that plugin_tabs() finds it. */
struct version_obj {
  struct plugin plugin;
  struct version version;
};

/* Load function for /console/plugins/{plugin}/versions/{version}…; two queries. */
enum res load_version(struct req *r);

/* The URL of one of these pages ("version", "version_submit"). */
const char *version_url(const struct req *r, const char *page, int64_t plugin_id, const char *number);
/* The list `tags` of `d`: the state of a version (how far its gray release is), and whether the trial pointer is at it. */
void version_tags(const struct req *r, struct data *d, const char *state, int64_t percent, bool trial);
/* A size for a column headed 大小（KB）, to one decimal. */
const char *size_kb(const struct req *r, int64_t bytes);
/* Tabs and breadcrumbs down to 版本管理, and to the version itself when the page is below it. */
void version_crumbs(struct req *r);

#endif
