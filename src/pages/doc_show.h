/* A revision of a plugin's documentation as HTML: the preview, the market, the reviewer. */
#ifndef PAGES_DOC_SHOW_H
#define PAGES_DOC_SHOW_H

#include "domain/doc.h"
#include "web/page.h"

struct doc_view {
  const char *readme;
  const struct doc_image *image; /* n of them */
  size_t n;
  int shift;        /* 1: its # as h2, 2: as h3 */
  const char *page; /* page that serves its images to those who may see them ("doc_image"), with the id of its path; */
  int64_t id;       /* NULL: /media, for everybody */
};

/* Sets what {{>part_doc}} reads: the rendered README.md, and its table of contents when it has OUTLINE_CONTENTS headings. */
void doc_view(struct req *r, struct data *d, const struct doc_view *v);
/* The same for a published revision, as everybody sees it. One query. */
MUST_USE enum res doc_show(struct req *r, struct data *d, const struct doc *doc);
/* How a revision is called: 修订 3. */
const char *doc_name(const struct req *r, int64_t n);

/* How the documentation stands, for {{>part_doc_state}}: not uploaded, waiting, published, each with 预览 and 发布, which
 * post to the page "doc" and come back to `back` ("plugin", "plugin_settings"). r->rel decides about the button. The
 * first is told the status, the second asks for it (one query) and gives it in *out. */
void doc_state_rows(struct req *r, int64_t plugin_id, const char *back, const struct doc_status *s);
MUST_USE enum res doc_state_show(struct req *r, int64_t plugin_id, const char *back, struct doc_status *out);

#endif
