/* The access guide 接入指引 as people read it: for the check page, the reviewer and the market. */
#ifndef PAGES_GUIDE_SHOW_H
#define PAGES_GUIDE_SHOW_H

#include "web/page.h"

/* Fill what part/guide.tpl reads from the JSON of a revision: guide_description, guide_sample, guide_lists. False when the
 * JSON is damaged (then nothing is shown). */
bool guide_show(struct req *r, const char *json);

#endif
