/* The ordered list of all pages. Adding a page: its file, its template, one line in sitemap.c, one in Makefile.am. */
#ifndef PAGES_SITEMAP_H
#define PAGES_SITEMAP_H

#include "web/page.h"

extern const struct page *const sitemap[];

#endif
