/* The limits of a name are those of the guide's own forms, so that what comes from a manifest can be saved again. */
#include "domain/guide_import.h"

#include "base/text.h"

#include <string.h>

static void add(struct import_list *l, enum guide_kind k, const char *name) {
  l->v[l->n++] = (struct import_name){k, name};
}

static struct import_list list(struct arena *a, size_t max) {
  return (struct import_list){ARENA_ARRAY(a, struct import_name, max + 1), 0};
}

static bool has(const struct import_list *l, enum guide_kind k, const char *name) {
  for (size_t i = 0; i < l->n; i++)
    if (l->v[i].kind == k && strcmp(l->v[i].name, name) == 0)
      return true;
  return false;
}

static bool fits(enum guide_kind k, const char *name) {
  if (k == GUIDE_PAGES)
    return text_points(name) <= GUIDE_PATH && guide_path_words(name) == NULL;
  return text_points(name) <= GUIDE_NAME && guide_name_words(name) == NULL;
}

static void look(const struct guide *g, enum guide_kind k, const char *name, size_t *room, struct guide_import *out) {
  if (guide_item_named(g, k, name) != 0 || has(&out->missing, k, name) || has(&out->unfit, k, name))
    return;
  if (*room == 0 || !fits(k, name)) {
    add(&out->unfit, k, name);
    return;
  }
  add(&out->missing, k, name);
  --*room;
}

static bool in_manifest(const struct manifest *m, enum guide_kind k, const char *name) {
  if (k == GUIDE_COMPONENTS) {
    for (size_t i = 0; i < m->ncomponents; i++)
      if (strcmp(m->component[i].name, name) == 0)
        return true;
    return false;
  }
  for (size_t i = 0; i < m->npages; i++)
    if (strcmp(m->page[i].path, name) == 0)
      return true;
  return false;
}

void guide_compare(struct arena *a, const struct guide *g, const struct manifest *m, struct guide_import *out) {
  size_t components = GUIDE_ROWS - g->n[GUIDE_COMPONENTS], pages = GUIDE_ROWS - g->n[GUIDE_PAGES];
  size_t max = m->ncomponents + m->npages;

  *out = (struct guide_import){list(a, max), list(a, max), list(a, g->n[GUIDE_COMPONENTS] + g->n[GUIDE_PAGES])};
  for (size_t i = 0; i < m->ncomponents; i++)
    look(g, GUIDE_COMPONENTS, m->component[i].name, &components, out);
  for (size_t i = 0; i < m->npages; i++)
    look(g, GUIDE_PAGES, m->page[i].path, &pages, out);
  for (enum guide_kind k = GUIDE_COMPONENTS; k <= GUIDE_PAGES; k++)
    for (size_t i = 0; i < g->n[k]; i++)
      if (!in_manifest(m, k, g->item[k][i].name))
        add(&out->extra, k, g->item[k][i].name);
}

void guide_import(struct guide *g, const struct guide_import *found) {
  for (size_t i = 0; i < found->missing.n; i++) {
    enum guide_kind k = found->missing.v[i].kind;

    if (g->n[k] < GUIDE_ROWS)
      g->item[k][g->n[k]++] = (struct guide_item){
          .name = found->missing.v[i].name, .description = "", .sample = "", .type = "", .required = "", .def = ""};
  }
}

bool guide_is_extra(const struct guide_import *found, enum guide_kind k, const char *name) {
  return has(&found->extra, k, name);
}
