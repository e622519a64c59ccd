/* Lines of CSV (RFC 4180) that spreadsheets open as text: nothing that people typed is run as a formula there. */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/bytes.h"

#define CSV_BEGIN "\xef\xbb\xbf" /* says UTF-8 to spreadsheets */

/* Append one line of `n` fields in quotes. A field that begins like a formula (= + - @, their wide forms, a tab or a return)
 * gets an apostrophe in front, which spreadsheets do not show. NULL is an empty field. False when it does not fit. */
bool csv_line(struct buf *b, const char *const *field, size_t n);

#endif
