/* Counts as people read them: exact up to a number, and one more than that for whatever is more.
 *
 * COUNTED("app WHERE subject_id = ?") is an SQL expression for lists: exact up to 1000, shown as 1000+ beyond. The 1001st row
 * is looked for first, by skipping along an index, and only where there is none the rows are counted. So a large holding
 * costs no more than one of a thousand rows, and no temporary table is filled. Every place of `from` is bound twice;
 * `from` may name the row of the query around it.
 *
 * FIGURE (100+) is for numbers that stand beside other things and are asked for several at a time, ROW_FIGURE (20+) for a
 * number in each row of a list. */
#ifndef DOMAIN_COUNT_H
#define DOMAIN_COUNT_H

enum { COUNT_MAX = 1000, FIGURE_MAX = 100, ROW_FIGURE_MAX = 20 };

#define COUNTED(from)    COUNTED_TO("1000", "1001", from)
#define FIGURE(from)     COUNTED_TO("100", "101", from)
#define ROW_FIGURE(from) COUNTED_TO("20", "21", from)
#define COUNTED_TO(most, more, from)                                                                                   \
  "COALESCE((SELECT " more " FROM " from " LIMIT " most ", 1), (SELECT COUNT(*) FROM " from "))"

#endif
