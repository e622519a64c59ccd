/* 100,000 rows in every table that is listed from, for tests of plans and times. */
#ifndef TESTS_DB_BULK_H
#define TESTS_DB_BULK_H

#include "app/ctx.h"

/* Ids are 1 to 100000 everywhere. Ten subjects own everything, a hundred plugins have all versions, docs and revisions,
 * a thousand mini-programs all bindings, so that each list has many rows before and behind the page that is read. Not the
 * rows of seed --scale, which are spread as in life: a plan goes wrong where few own everything. */
void bulk_fill(struct ctx *c);

#endif
