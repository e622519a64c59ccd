/* What happened to an object, for {{>part_timeline}}. */
#ifndef PAGES_HISTORY_SHOW_H
#define PAGES_HISTORY_SHOW_H

#include "web/list.h"

/* The list `history`, newest first and paged by key (history-after=, history-before=), and the flag has_history. Whoever
 * belongs to the owner of the object sees reviewers and operators by their office, not by name. One query. */
MUST_USE enum res history_show(struct req *r, const struct machine *m, int64_t object_id);

/* For pages that tell something else in the same look: a struct list with this name, prefix, box and anchor, whose keys are ids
 * of rows … */
#define HISTORY_LIST .name = "history", .prefix = "history-", .box = "history_box", .anchor = "#history"
bool history_key(const char *key);
int64_t history_key_id(const char *key);
/* … or, where there are few, the box alone, for rows of the list `history`. */
struct data *history_box(struct req *r);

#endif
