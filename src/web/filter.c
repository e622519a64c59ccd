/* Values are read straight from the address each time: there are few, and nothing has to be kept. */
#include "web/filter.h"

#include "base/text.h"
#include "web/page.h"

#include <string.h>

static const struct filter *find(const struct req *r, const char *name) {
  const struct filters *all = r->page->filters;

  for (size_t i = 0; all != NULL && i < all->n; i++)
    if (strcmp(all->f[i].name, name) == 0)
      return &all->f[i];
  return NULL;
}

/* The i-th choice; false behind the last one. */
static bool choice_at(const struct filter *f, size_t i, const char **value, const char **label) {
  if (f->machine != NULL) {
    if (i >= f->machine->nstates)
      return false;
    *value = f->machine->states[i].code;
    *label = f->machine->states[i].label;
    return true;
  }
  if (i >= f->nchoices)
    return false;
  *value = f->choices[i].value;
  *label = f->choices[i].label;
  return true;
}

static const char *known(const struct filter *f, const char *v) {
  const char *value, *label;

  for (size_t i = 0; choice_at(f, i, &value, &label); i++)
    if (strcmp(value, v) == 0 && !text_listed(f->without, value))
      return value;
  return f->kind == FILTER_SORT ? f->choices[0].value : "";
}

static const char *typed(const struct req *r, const struct filter *f, const char *v) {
  size_t max = f->max == 0 ? 64 : f->max;
  const char *text = text_clean(r->c->a, v), *cut = text_cut(r->c->a, text, max);

  /* a longer text is looked for by its beginning, without the mark that text_cut sets */
  return text_points(text) <= max ? text : arena_strn(r->c->a, cut, strlen(cut) - strlen("…"));
}

static const char *value_of(const struct req *r, const struct filter *f) {
  const char *v = http_param(&r->in->args, f->name);

  v = v == NULL ? "" : v;
  return f->kind == FILTER_TEXT ? typed(r, f, v) : known(f, v);
}

const char *filter_get(const struct req *r, const char *name) {
  const struct filter *f = find(r, name);

  return f == NULL ? "" : value_of(r, f);
}

static bool narrows(const struct filter *f) { return f->kind == FILTER_TEXT || f->kind == FILTER_CHOICE; }

bool filter_on(const struct req *r) {
  const struct filters *all = r->page->filters;

  for (size_t i = 0; all != NULL && i < all->n; i++)
    if (narrows(&all->f[i]) && value_of(r, &all->f[i])[0] != '\0')
      return true;
  return false;
}

const char *filter_clear_url(const struct req *r) {
  const struct filters *all = r->page->filters;
  const char *u = r->path;

  for (size_t i = 0; all != NULL && i < all->n; i++) {
    const char *v = narrows(&all->f[i]) ? "" : value_of(r, &all->f[i]);

    if (v[0] != '\0' && !(all->f[i].kind == FILTER_SORT && strcmp(v, all->f[i].choices[0].value) == 0))
      u = url_with(r, u, all->f[i].name, v);
  }
  return u;
}

static void option(struct req *r, struct data *row, const char *value, const char *label, const char *now) {
  struct data *d = data_row(row, "options");

  data_text(d, "value", value);
  data_text(d, "label", _T(r, label));
  data_flag(d, "selected", strcmp(value, now) == 0);
}

static void show_choices(struct req *r, struct data *row, const struct filter *f, const char *now) {
  const char *value, *label;

  if (f->kind == FILTER_CHOICE)
    option(r, row, "", N_("全部"), now);
  for (size_t i = 0; choice_at(f, i, &value, &label); i++)
    if (!text_listed(f->without, value))
      option(r, row, value, label, now);
}

static void show_one(struct req *r, const struct filter *f) {
  struct data *row = data_row(r->d, "filters");
  const char *now = value_of(r, f);

  data_fmt(row, "id", "by-%s", f->name);
  data_text(row, "name", f->name);
  data_text(row, "label", f->label == NULL ? NULL : _T(r, f->label));
  data_text(row, "value", now);
  data_flag(row, "is_text", f->kind == FILTER_TEXT);
  data_flag(row, "is_select", f->kind == FILTER_CHOICE || f->kind == FILTER_SORT);
  data_flag(row, "is_kept", f->kind == FILTER_KEPT && now[0] != '\0');
  data_rows(row, "options");
  if (f->kind == FILTER_CHOICE || f->kind == FILTER_SORT)
    show_choices(r, row, f, now);
}

void filter_show(struct req *r) {
  const struct filters *all = r->page->filters;

  data_rows(r->d, "filters");
  data_flag(r->d, "has_filters", all != NULL);
  data_text(r->d, "filter_url", r->path);
  data_text(r->d, "filter_clear_url", filter_on(r) ? filter_clear_url(r) : NULL);
  for (size_t i = 0; all != NULL && i < all->n; i++)
    show_one(r, &all->f[i]);
}
