/* Columns in the units of the drawing, which is stretched to the width that there is; numbers and labels stand around it as
 * text, so that they keep their size. The scale ends at a round number, so that it can be read. */
#include "pages/chart.h"

#include <string.h>

enum { WIDTH = 720, HEIGHT = 160, WIDEST = 60, LABELS = 8 /* all of them below, up to so many */ };

/* 1, 2 or 5 times a power of ten, not below `n`. */
static int64_t round_up(int64_t n) {
  static const int64_t steps[] = {1, 2, 5};

  for (int64_t ten = 1; ten < INT64_MAX / 100; ten *= 10)
    for (size_t i = 0; i < 3; i++)
      if (steps[i] * ten >= n)
        return steps[i] * ten;
  return n;
}

static int64_t highest(const struct chart *c) {
  int64_t top = 1;

  for (size_t i = 0; i < c->n; i++)
    top = c->bar[i].n > top ? c->bar[i].n : top;
  return round_up(top);
}

/* Below the bars: each where there are few, else the first, the middle and the last. */
static void tick(struct data *d, const struct chart *c, size_t i) {
  if (c->n <= LABELS || i == 0 || i == c->n / 2 || i == c->n - 1)
    data_text(data_row(d, "ticks"), "tick_label", c->bar[i].label);
}

void chart_show(struct data *d, const struct chart *c) {
  struct data *x = data_row(d, "charts");
  int64_t top = highest(c);

  data_text(x, "chart_id", c->id);
  data_text(x, "chart_title", c->title);
  data_text(x, "chart_desc", c->desc);
  data_text(x, "chart_of", c->of);
  data_text(x, "chart_unit", c->unit);
  data_int(x, "chart_top", top);
  data_flag(x, "chart_few", c->n <= LABELS);
  data_rows(x, "bars");
  data_rows(x, "ticks");
  data_rows(x, "numbers");
  for (size_t i = 0; i < c->n; i++) {
    int64_t from = WIDTH * (int64_t)i / (int64_t)c->n, to = WIDTH * (int64_t)(i + 1) / (int64_t)c->n;
    int64_t wide = (to - from) * 3 / 4 > WIDEST ? WIDEST : (to - from) * 3 / 4,
            high = (HEIGHT * c->bar[i].n + top - 1) / top;
    struct data *row = data_row(x, "numbers");

    data_text(row, "number_of", c->bar[i].label);
    data_int(row, "number", c->bar[i].n);
    tick(x, c, i);
    if (c->bar[i].n <= 0)
      continue;
    row = data_row(x, "bars");
    data_int(row, "bar_x", (from + to - wide) / 2);
    data_int(row, "bar_y", HEIGHT - high);
    data_int(row, "bar_wide", wide);
    data_int(row, "bar_high", high);
  }
}
