/* The dataset: the tree of names and values between a page and its template. The contract of both.
 *
 * Names are lower case. A value is a text; a child list is rows of datasets. Looked up in the row, then outward.
 * Everything lives in the arena. Names are constants of the program, values are copied by reference: they must stay
 * until the page is rendered. */
#ifndef WEB_DATA_H
#define WEB_DATA_H

#include "base/arena.h"
#include "base/shape.h"

#include <stdbool.h>

struct data;

struct data *data_new(struct arena *a);
/* Set a value; NULL is like never set, but counts as known (the template may ask for it). Setting again replaces. */
void data_text(struct data *d, const char *name, const char *value);
void data_int(struct data *d, const char *name, int64_t value);
/* "1" or empty: for sections. */
void data_flag(struct data *d, const char *name, bool value);
void data_fmt(struct data *d, const char *name, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* Append a row to a list and return it. */
struct data *data_row(struct data *d, const char *name);
/* Make a list known that may stay empty. */
void data_rows(struct data *d, const char *name);
/* All text and int members of a struct under their names. */
void data_struct(struct data *d, const struct shape *shape, const void *s);

/* For the view: look up outward from d. The value, or NULL; `known` says whether anybody set the name. */
const char *data_value(const struct data *d, const char *name, size_t n, bool *known);
/* First row of a list, NULL when there is none or it is a value; then its siblings. */
const struct data *data_first(const struct data *d, const char *name, size_t n);
const struct data *data_next(const struct data *row);
/* A value other than "" and "0", or at least one row. A name `no_x` is true when `x` is not. */
bool data_true(const struct data *d, const char *name, size_t n);
/* The whole tree as indented lines "name: value", for tests and logs. */
void data_dump(const struct data *d, struct buf *out);

#endif
