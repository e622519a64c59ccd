/* One row sets every name of the list, so that nothing of an outer row shows through. */
#include "pages/facts.h"

void fact(struct req *r, struct data *d, const char *label, const char *value, const char *u) {
  struct data *row = data_row(d, "facts");

  data_text(row, "label", _T(r, label));
  data_text(row, "value", value == NULL || value[0] == '\0' ? "--" : value);
  data_text(row, "url", u);
}
