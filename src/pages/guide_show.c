/* One table of cells per list of rows: the columns come from what the list's rows have, so that the template knows no
 * kind. Config entries are one table themselves, the other kinds a section each. */
#include "pages/guide_show.h"

#include "domain/guide.h"

static const struct {
  unsigned has;
  const char *label;
} columns[] = {
    {0, N_("名称")},
    {GUIDE_TYPE, N_("类型")},
    {GUIDE_REQUIRED, N_("是否必填")},
    {GUIDE_DEFAULT, N_("默认值")},
    {GUIDE_PARAMS, N_("参数")},
    {GUIDE_DESCRIPTION, N_("说明")},
};
enum { COLUMNS = sizeof columns / sizeof columns[0] };

static const char *cell(struct req *r, unsigned has, const struct guide_row *row) {
  const char *v = "";

  switch (has) {
  case GUIDE_TYPE:
    v = row->type;
    break;
  case GUIDE_REQUIRED:
    return row->required[0] == '\0' ? _T(r, N_("否")) : _T(r, N_("是"));
  case GUIDE_DEFAULT:
    v = row->def;
    break;
  case GUIDE_PARAMS:
    v = row->params;
    break;
  default:
    v = row->description;
  }
  return v[0] == '\0' ? "--" : v;
}

static void table(struct req *r, struct data *d, const char *label, unsigned has, const struct guide_row *row,
                  size_t n) {
  struct data *t;

  if (n == 0)
    return;
  t = data_row(d, "guide_tables");
  data_text(t, "table_label", label);
  for (size_t i = 0; i < COLUMNS; i++)
    if (columns[i].has == 0 || (columns[i].has & has) != 0)
      data_text(data_row(t, "columns"), "column", _T(r, columns[i].label));
  for (size_t k = 0; k < n; k++) {
    struct data *line = data_row(t, "lines");

    data_text(line, "line_name", row[k].name);
    data_rows(line, "cells");
    for (size_t i = 1; i < COLUMNS; i++)
      if ((columns[i].has & has) != 0) {
        struct data *c = data_row(line, "cells");

        data_text(c, "column", _T(r, columns[i].label));
        data_text(c, "cell", cell(r, columns[i].has, &row[k]));
      }
  }
}

static void item(struct req *r, struct data *list, enum guide_kind k, const struct guide_item *it) {
  const struct guide_list *a = guide_list_a(k), *b = guide_list_b(k);
  struct data *d = data_row(list, "guide_items");

  data_text(d, "item_name", it->name);
  data_text(d, "item_description", it->description);
  data_text(d, "item_sample", it->sample);
  data_rows(d, "guide_tables");
  if (a->code != NULL)
    table(r, d, _T(r, a->label), a->has, it->a, it->na);
  if (b->code != NULL)
    table(r, d, _T(r, b->label), b->has, it->b, it->nb);
}

/* Config entries as the rows of one table, which needs no name below the heading of its list. */
static void config(struct req *r, struct data *list, const struct guide *g) {
  size_t n = g->n[GUIDE_CONFIG];
  struct guide_row *row = ARENA_ARRAY(r->c->a, struct guide_row, n + 1);

  for (size_t i = 0; i < n; i++) {
    const struct guide_item *it = &g->item[GUIDE_CONFIG][i];

    row[i] = (struct guide_row){it->name, it->type, it->required, it->def, "", it->description};
  }
  table(r, list, NULL, GUIDE_TYPE | GUIDE_REQUIRED | GUIDE_DEFAULT | GUIDE_DESCRIPTION, row, n);
}

bool guide_show(struct req *r, const char *json) {
  struct guide g;
  bool ok = guide_decode(r->c->a, json, &g);

  data_text(r->d, "guide_description", g.description);
  data_text(r->d, "guide_sample", g.sample);
  data_rows(r->d, "guide_lists");
  for (int k = 0; k < GUIDE__KINDS; k++) {
    struct data *list;

    if (g.n[k] == 0)
      continue;
    list = data_row(r->d, "guide_lists");
    data_text(list, "list_label", _T(r, guide_kind_label((enum guide_kind)k)));
    data_rows(list, "guide_items");
    data_rows(list, "guide_tables");
    for (size_t i = 0; k != GUIDE_CONFIG && i < g.n[k]; i++)
      item(r, list, (enum guide_kind)k, &g.item[k][i]);
    if (k == GUIDE_CONFIG)
      config(r, list, &g);
  }
  return ok;
}
