/* What a check found, as a table: uploading, the version page, the reviewer. */
#ifndef PAGES_FINDINGS_SHOW_H
#define PAGES_FINDINGS_SHOW_H

#include "domain/finding.h"
#include "web/page.h"

/* Fill what {{>part_findings}} reads; it shows nothing for an empty list. `label` is its heading, already translated. */
void findings_show(struct req *r, struct data *d, const char *label, const struct findings *f);
/* The first error on one line, with its file; NULL when there is none. */
const char *findings_first(const struct req *r, const struct findings *f);
/* In `prepare`: complain beside a file field. Always RES_INVALID. */
enum res findings_complain(struct req *r, const char *field, const struct findings *f);

#endif
