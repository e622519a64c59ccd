/* What the two lists of a merchant's bindings have in common, and what it sees of its applications beside them. */
#ifndef PAGES_ASKED_H
#define PAGES_ASKED_H

#include "domain/binding.h"
#include "web/page.h"

/* The key of a row, and the columns that both lists show: version, since, label, tone; of one that waits the list `due` (剩 3
 * 小时) and asked_reason, both empty for others; notices_words (公告待确认), empty for none. */
const char *asked_key(struct req *r, const void *row);
void asked_show(struct req *r, struct data *row, const struct binding_item *b);
/* For {{>part_ended}}: the list `ended` of what was refused or expired, which stands behind the `n` rows' open ones; the
 * mini-program's name, or the plugin's (`of_app`: the page is a mini-program's). Gives how many open ones there are. */
size_t asked_ended(struct req *r, const struct binding_item *b, size_t n, bool of_app);
/* Why an application ended, in words: the provider's, or that nobody answered. */
const char *asked_answer(const struct req *r, const char *state, const char *answer);
/* 再次申请: the bind page with this mini-program chosen; NULL when the caller may not, or the plugin is not held any more. */
const char *asked_again(const struct req *r, int64_t app_id, int64_t plugin_id, bool held);

#endif
