/* The self-check as a list, for the provider who confirms it and the reviewer who relies on it. */
#ifndef PAGES_SELFCHECK_SHOW_H
#define PAGES_SELFCHECK_SHOW_H

#include "domain/selfcheck.h"
#include "web/page.h"

/* How a point stands that only people can know. */
enum selfcheck_word { SELFCHECK_ASKED /* 需要你确认 */, SELFCHECK_GIVEN /* 提交方已确认 */, SELFCHECK_MISSING };

/* Appends the rows of {{>part_points}} to the list `points` of `d` and sets `has_points`. `plugin_id`: its documentation is
 * linked; 0: no links (the reviewer has it all on the page). */
void selfcheck_show(struct req *r, struct data *d, const struct selfcheck *in, enum selfcheck_word word,
                    int64_t plugin_id);

#endif
