/* What stands around every page: title, menu, account, breadcrumbs, flash, error summary, footer. */
#ifndef WEB_LAYOUT_H
#define WEB_LAYOUT_H

#include "web/page.h"

/* Names that a page's show may rely on or replace (title, crumbs): call before show. */
void layout_begin(struct req *r);
/* The rest, after show. */
void layout_end(struct req *r);
/* Render layout + body into the reply with its status. False when a template failed. */
bool layout_render(struct req *r, const char *body, int status);
/* The error page of a result, in the product's look. Uses no database. */
void layout_error(struct req *r, enum res res);
/* Headers of every answer (security.md 14). */
void layout_headers(struct req *r);

#endif
