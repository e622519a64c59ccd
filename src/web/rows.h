/* Groups of rows that grow and shrink in a form: `props.1.name`, `props.2.name` … each row read, checked and shown by one
 * form table with an index prefix.
 *
 * Everything works on what was posted (r->post): editing renames the posted fields, so that what was typed stays as it
 * is, unchecked, until it is saved. In `op` of a page: rows_op for each group. Before saving: rows_read for each group,
 * which leaves blank rows out. In `show`: rows_show for each group. */
#ifndef WEB_ROWS_H
#define WEB_ROWS_H

#include "web/page.h"

struct rows {
  const char *name;                     /* "props": without a dot */
  const char *label, *hint, *add_label; /* Chinese, through tr(); hint may be NULL */
  const struct form *form;              /* of one row */
  size_t max;                           /* rows at most; 1 … 999 */
  size_t min;                           /* rows at least; 0: the group may stay empty */
};

/* How many rows of the group were posted; a script may count from 0, pages count from 1. Renames their fields so that the rows count from 1 without gaps, in the order
 * of their numbers; fields with another number than 1 … 999 are not part of the group. */
size_t rows_posted(struct req *r, const struct rows *g);

/* Apply "NAME.add", "NAME.del.N", "NAME.up.N" or "NAME.down.N" to what was posted. False, and nothing changed, when the
 * op is for another group, is none of these, names a row or neighbour that is not there, or would pass the maximum. */
bool rows_op(struct req *r, const struct rows *g, const char *op);

/* Read and check the rows into `out`, an array of g->max zeroed structs of g->form. Rows in which nothing was filled in or
 * ticked (a chosen type alone does not count) are dropped from the post. Complaints go to r->errors; more rows than the maximum
 * or fewer than the minimum are one complaint about the group; of too many nothing is read. Gives the number of rows read. */
size_t rows_read(struct req *r, const struct rows *g, void *out);

/* Append the group to the list `groups` of `d`. Rows come from what was posted when `posted`, else from the `n` structs
 * at `values` (NULL when n is 0); as many as the group wants at least are always there. */
void rows_show(struct req *r, const struct rows *g, const void *values, size_t n, bool posted, struct data *d);

#endif
