/* Items and rows are known by their names, which are unique in their list; so comparing lists is looking names up. */
#include "domain/diff.h"

#include <string.h>

static bool same_text(const char *x, const char *y) { return strcmp(x == NULL ? "" : x, y == NULL ? "" : y) == 0; }

static bool same_row(const struct guide_row *x, const struct guide_row *y) {
  return same_text(x->name, y->name) && same_text(x->type, y->type) && same_text(x->required, y->required) &&
         same_text(x->def, y->def) && same_text(x->params, y->params) && same_text(x->description, y->description);
}

static bool same_rows(const struct guide_row *x, size_t nx, const struct guide_row *y, size_t ny) {
  for (size_t i = 0; i < nx && i < ny; i++)
    if (!same_row(&x[i], &y[i]))
      return false;
  return nx == ny;
}

static bool same_item(const struct guide_item *x, const struct guide_item *y) {
  return same_text(x->description, y->description) && same_text(x->sample, y->sample) && same_text(x->type, y->type) &&
         same_text(x->required, y->required) && same_text(x->def, y->def) && same_rows(x->a, x->na, y->a, y->na) &&
         same_rows(x->b, x->nb, y->b, y->nb);
}

/* The place of item `no` (from 1) among those that the other guide has too. */
static size_t rank(const struct guide *g, const struct guide *other, enum guide_kind k, size_t no) {
  size_t n = 0;

  for (size_t i = 0; i < no; i++)
    n += guide_item_named(other, k, g->item[k][i].name) != 0;
  return n;
}

size_t diff_items(struct arena *a, const struct guide *old, const struct guide *now, struct item_change **out) {
  size_t n = 0;

  *out = ARENA_ARRAY(a, struct item_change, guide_count(old) + guide_count(now) + 1);
  for (int i = 0; i < GUIDE__KINDS; i++) {
    enum guide_kind k = (enum guide_kind)i;

    for (size_t no = 1; no <= now->n[k]; no++) {
      const struct guide_item *x = &now->item[k][no - 1];
      size_t was = guide_item_named(old, k, x->name);

      (*out)[n++] =
          was == 0 ? (struct item_change){k, CHANGE_ADDED, false, NULL, x}
                   : (struct item_change){k, same_item(&old->item[k][was - 1], x) ? CHANGE_NONE : CHANGE_EDITED,
                                          rank(now, old, k, no) != rank(old, now, k, was), &old->item[k][was - 1], x};
    }
    for (size_t no = 1; no <= old->n[k]; no++)
      if (guide_item_named(now, k, old->item[k][no - 1].name) == 0)
        (*out)[n++] = (struct item_change){k, CHANGE_REMOVED, false, &old->item[k][no - 1], NULL};
  }
  return n;
}

static const struct guide_row *row_named(const struct guide_row *row, size_t n, const char *name) {
  for (size_t i = 0; i < n; i++)
    if (strcmp(row[i].name, name) == 0)
      return &row[i];
  return NULL;
}

size_t diff_rows(struct arena *a, const struct guide_row *old, size_t nold, const struct guide_row *now, size_t nnow,
                 struct row_change **out) {
  size_t n = 0;

  *out = ARENA_ARRAY(a, struct row_change, nold + nnow + 1);
  for (size_t i = 0; i < nnow; i++) {
    const struct guide_row *was = row_named(old, nold, now[i].name);

    (*out)[n++] = (struct row_change){was == NULL              ? CHANGE_ADDED
                                      : same_row(was, &now[i]) ? CHANGE_NONE
                                                               : CHANGE_EDITED,
                                      was, &now[i]};
  }
  for (size_t i = 0; i < nold; i++)
    if (row_named(now, nnow, old[i].name) == NULL)
      (*out)[n++] = (struct row_change){CHANGE_REMOVED, &old[i], NULL};
  return n;
}
