/* Rows of {{>part_facts}}. */
#ifndef PAGES_FACTS_H
#define PAGES_FACTS_H

#include "web/page.h"

/* Append to the list `facts` of `d`. The label is Chinese and is translated here, the value is shown as it is, "--" for
 * none; `u` makes it a link and may be NULL. Neither label nor value is copied. */
void fact(struct req *r, struct data *d, const char *label, const char *value, const char *u);

#endif
