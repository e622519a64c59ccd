/* Every field is quoted, so that separators and line breaks inside are no question. */
#include "base/csv.h"

#include <string.h>

static bool like_formula(const char *s) {
  static const char *const begin[] = {"=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"};

  for (size_t i = 0; i < sizeof begin / sizeof begin[0]; i++)
    if (strncmp(s, begin[i], strlen(begin[i])) == 0)
      return true;
  return false;
}

static bool field_add(struct buf *b, const char *s) {
  bool fits = buf_str(b, like_formula(s) ? "\"'" : "\"");

  for (; *s != '\0' && fits; s++)
    fits = *s == '"' ? buf_str(b, "\"\"") : buf_char(b, *s);
  return fits && buf_char(b, '"');
}

bool csv_line(struct buf *b, const char *const *field, size_t n) {
  bool fits = true;

  for (size_t i = 0; i < n && fits; i++)
    fits = (i == 0 || buf_char(b, ',')) && field_add(b, field[i] == NULL ? "" : field[i]);
  return fits && buf_str(b, "\r\n");
}
