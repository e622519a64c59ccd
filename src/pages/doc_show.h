/* A revision of a plugin's documentation as HTML: the preview, the market, the reviewer. */
#ifndef PAGES_DOC_SHOW_H
#define PAGES_DOC_SHOW_H

#include "domain/doc.h"
#include "web/page.h"

/* Sets doc_html for {{>part_doc}}: the rendered README.md, its # as h2, images from /media. One query. */
MUST_USE enum res doc_show(struct req *r, struct data *d, const struct doc *doc);

#endif
