/* Counts as people read them: exact up to 1000, and 1001 for whatever is more (shown as 1000+).
 *
 * COUNTED("app WHERE subject_id = ?") is an SQL expression: the 1001st row is looked for first, by skipping along an index,
 * and only where there is none the rows are counted. So a large holding costs no more than one of a thousand rows, and
 * no temporary table is filled. Every place of `from` is bound twice; `from` may name the row of the query around it.
 *
 * FIGURE is the same for numbers that stand beside something else, in a row of a list, say, and are asked for many at a time:
 * exact up to 100, and 101 for whatever is more (100+). */
#ifndef DOMAIN_COUNT_H
#define DOMAIN_COUNT_H

#define COUNTED(from) "COALESCE((SELECT 1001 FROM " from " LIMIT 1000, 1), (SELECT COUNT(*) FROM " from "))"

#define FIGURE(from) "COALESCE((SELECT 101 FROM " from " LIMIT 100, 1), (SELECT COUNT(*) FROM " from "))"

enum { FIGURE_MAX = 100 };

#endif
