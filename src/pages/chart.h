/* Bar charts for {{>part_charts}}: made by the server as SVG, with the same numbers as a table beneath. */
#ifndef PAGES_CHART_H
#define PAGES_CHART_H

#include "web/page.h"

struct chart_bar {
  const char *label; /* below the bar where there is room, and in the table */
  int64_t n;
};
struct chart {
  const char *id;        /* unique on the page */
  const char *title;     /* in the caller's language, the others too */
  const char *desc;      /* what it shows in words, for those who do not see it */
  const char *of, *unit; /* headings of the table's two columns */
  const struct chart_bar *bar;
  size_t n; /* 1 … CHART_BARS */
};
enum { CHART_BARS = 90 };

/* Append it to the list `charts` of `d`. Nothing of it is copied. */
void chart_show(struct data *d, const struct chart *c);

#endif
