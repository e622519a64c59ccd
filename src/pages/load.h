/* What the pages of one mini-program or one plugin have in common: finding it, its tabs and its breadcrumbs. */
#ifndef PAGES_LOAD_H
#define PAGES_LOAD_H

#include "domain/app.h"
#include "domain/plugin.h"
#include "web/page.h"

/* Load functions for a page table: the first {…} of the path is the id. Set r->obj (struct app, struct plugin) and add the
 * caller's relation. RES_NOT_FOUND for absent ones and for those of a subject that the caller does not act for. One query. */
enum res load_app(struct req *r);
enum res load_plugin(struct req *r);

/* In `show`: the list `tabs` (of the pages that the caller may see) with `here` (a page's name, "versions") as the current one, and the breadcrumbs
 * 我的插件 / name. A page below a tab (a version) adds its own crumbs behind, and gives the tab's name.
 * The template brings the tabs in with {{>part_tabs}}. */
void plugin_tabs(struct req *r, const char *here);
void app_tabs(struct req *r, const char *here);

/* A number as it is read with COUNTED (domain/count.h): "1000+" where there are more. */
const char *count_text(const struct req *r, int64_t n);
/* The same of FIGURE: "100+". */
const char *figure_text(const struct req *r, int64_t n);
/* The same of ROW_FIGURE: "20+". */
const char *row_figure_text(const struct req *r, int64_t n);

#endif
