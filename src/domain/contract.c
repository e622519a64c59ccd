/* Two passes: what is there at all (main, components and pages of the manifests; interfaces and config entries of the
 * guides), then what both have is compared row by row. A page of a guide is found by its path; to compare two of them it goes
 * by the name that its own manifest gives that path. */
#include "domain/contract.h"

#include <string.h>

struct comparing {
  struct arena *a;
  const struct contract *old, *now;
  struct contract_diff *out;
  /* where we are */
  enum guide_kind kind;
  const char *item, *list;
};

static bool same(const char *x, const char *y) { return strcmp(x == NULL ? "" : x, y == NULL ? "" : y) == 0; }
static bool given(const char *x) { return x != NULL && x[0] != '\0'; }
static const char *text(const char *x) { return x == NULL ? "" : x; }

static void add(struct comparing *x, enum contract_rule rule, const char *row, const char *was, const char *now) {
  enum contract_level l = contract_level(rule);
  struct contract_diff *d = x->out;

  d->n[l]++;
  if (d->kept[l] == CONTRACT_KEPT)
    return;
  if (d->change[l] == NULL)
    d->change[l] = ARENA_ARRAY(x->a, struct contract_change, CONTRACT_KEPT);
  d->change[l][d->kept[l]++] =
      (struct contract_change){rule, x->kind, x->item, row[0] == '\0' ? "" : x->list, row, text(was), text(now)};
}

/* ---- rows ---- */

/* Does the host get what is in this list (events, outputs)? Else it gives it. */
static bool gotten(const char *list) { return strcmp(list, "events") == 0 || strcmp(list, "outputs") == 0; }

static void types(struct comparing *x, const char *row, const char *was, const char *now) {
  bool fits = gotten(x->list) ? same(was, "Any") : same(now, "Any");

  if (!same(was, now))
    add(x, fits ? CHANGED_TYPE_FITS : CHANGED_TYPE, row, was, now);
}

static void needs(struct comparing *x, const char *row, bool was, bool now) {
  if (was != now && gotten(x->list))
    add(x, now ? CHANGED_ALWAYS_THERE : CHANGED_MAYBE_ABSENT, row, NULL, NULL);
  else if (was != now)
    add(x, now ? CHANGED_NOW_NEEDED : CHANGED_NOT_NEEDED, row, NULL, NULL);
}

static void defaults(struct comparing *x, const char *row, const char *was, const char *now) {
  if (!same(was, now))
    add(x, given(was) ? CHANGED_DEFAULT : CHANGED_DEFAULT_ADDED, row, was, now);
}

/* The next word of letters, digits, _ . $ in *s; 0 at the end. Params are free text: its names and types are such words. */
static size_t word(const char **s) {
  static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.$";

  while (**s != '\0' && strchr(letters, **s) == NULL)
    ++*s;
  return strspn(*s, letters);
}

/* The first word of `of` that `in` does not have; NULL when it has them all. */
static const char *word_missing(struct arena *a, const char *of, const char *in) {
  size_t n, m;

  for (const char *s = of; (n = word(&s)) > 0; s += n) {
    const char *t = in;

    while ((m = word(&t)) > 0 && (m != n || strncmp(s, t, n) != 0))
      t += m;
    if (m == 0)
      return arena_strn(a, s, n);
  }
  return NULL;
}

static void params(struct comparing *x, const char *row, const char *was, const char *now) {
  const char *gone = word_missing(x->a, text(was), text(now)), *came = word_missing(x->a, text(now), text(was));

  if (gone != NULL)
    add(x, CHANGED_PARAMS_LESS, row, gone, NULL);
  else if (came != NULL)
    add(x, CHANGED_PARAMS_MORE, row, NULL, came);
  else if (!same(was, now))
    add(x, CHANGED_PARAMS_WORDS, row, NULL, NULL);
}

static void row_both(struct comparing *x, const struct guide_row *was, const struct guide_row *now) {
  types(x, now->name, was->type, now->type);
  needs(x, now->name, given(was->required), given(now->required));
  defaults(x, now->name, was->def, now->def);
  params(x, now->name, was->params, now->params);
  if (!same(was->description, now->description))
    add(x, CHANGED_WORDS, now->name, NULL, NULL);
}

static void row_new(struct comparing *x, const struct guide_row *now) {
  bool needed = !gotten(x->list) && given(now->required) && !given(now->def);

  add(x, needed ? CHANGED_NEW_NEEDED : CHANGED_ROW_ADDED, now->name, NULL, NULL);
}

static const struct guide_row *row_named(const struct guide_row *row, size_t n, const char *name) {
  for (size_t i = 0; i < n; i++)
    if (same(row[i].name, name))
      return &row[i];
  return NULL;
}

static void rows(struct comparing *x, const struct guide_list *l, const struct guide_row *old, size_t nold,
                 const struct guide_row *now, size_t nnow) {
  if (l->code == NULL)
    return;
  x->list = l->code;
  for (size_t i = 0; i < nold; i++)
    if (row_named(now, nnow, old[i].name) == NULL)
      add(x, CHANGED_ROW_REMOVED, old[i].name, NULL, NULL);
  for (size_t i = 0; i < nnow; i++) {
    const struct guide_row *was = row_named(old, nold, now[i].name);

    if (was == NULL)
      row_new(x, &now[i]);
    else
      row_both(x, was, &now[i]);
  }
  x->list = "";
}

/* ---- items of the guides ---- */

static const struct manifest_entry *entry_at(const struct manifest_entry *e, size_t n, const char *path) {
  for (size_t i = 0; i < n; i++)
    if (same(e[i].path, path))
      return &e[i];
  return NULL;
}

static bool entry_named(const struct manifest_entry *e, size_t n, const char *name) {
  for (size_t i = 0; i < n; i++)
    if (same(e[i].name, name))
      return true;
  return false;
}

/* The name by which hosts know an item of a guide. */
static const char *known_as(const struct contract *side, enum guide_kind k, const struct guide_item *it) {
  const struct manifest_entry *e =
      k == GUIDE_PAGES ? entry_at(side->manifest->page, side->manifest->npages, it->name) : NULL;

  return e == NULL ? it->name : e->name;
}

static const struct guide_item *item_known(const struct contract *side, enum guide_kind k, const char *name) {
  for (size_t i = 0; i < side->guide->n[k]; i++)
    if (same(known_as(side, k, &side->guide->item[k][i]), name))
      return &side->guide->item[k][i];
  return NULL;
}

/* Is it public there? Interfaces and config entries are when the guide has them. */
static bool public_in(const struct contract *side, enum guide_kind k, const char *name) {
  const struct manifest *m = side->manifest;

  if (k == GUIDE_COMPONENTS)
    return entry_named(m->component, m->ncomponents, name);
  if (k == GUIDE_PAGES)
    return entry_named(m->page, m->npages, name);
  return item_known(side, k, name) != NULL;
}

static void item_both(struct comparing *x, const struct guide_item *was, const struct guide_item *now) {
  if (x->kind == GUIDE_CONFIG) {
    types(x, "", was->type, now->type);
    needs(x, "", given(was->required), given(now->required));
    defaults(x, "", was->def, now->def);
  }
  rows(x, guide_list_a(x->kind), was->a, was->na, now->a, now->na);
  rows(x, guide_list_b(x->kind), was->b, was->nb, now->b, now->nb);
  if (!same(was->description, now->description) || !same(was->sample, now->sample))
    add(x, CHANGED_WORDS, "", NULL, NULL);
}

static bool of_manifest(enum guide_kind k) { return k == GUIDE_COMPONENTS || k == GUIDE_PAGES; }

/* One that the new guide has. What its manifest does not have is nobody's but the provider's. */
static void item_now(struct comparing *x, const struct guide_item *now) {
  const struct guide_item *was = item_known(x->old, x->kind, x->item);
  bool needed = x->kind == GUIDE_CONFIG && given(now->required) && !given(now->def);

  if (!public_in(x->now, x->kind, x->item))
    return;
  if (!public_in(x->old, x->kind, x->item)) {
    if (!of_manifest(x->kind))
      add(x, needed ? CHANGED_NEW_NEEDED : CHANGED_ITEM_ADDED, "", NULL, NULL);
  } else if (was == NULL) {
    add(x, CHANGED_DESCRIBED, "", NULL, NULL);
  } else {
    item_both(x, was, now);
  }
}

/* One that only the old guide has. */
static void item_was(struct comparing *x) {
  if (!of_manifest(x->kind))
    add(x, CHANGED_ITEM_REMOVED, "", NULL, NULL);
  else if (public_in(x->old, x->kind, x->item) && public_in(x->now, x->kind, x->item))
    add(x, CHANGED_UNDESCRIBED, "", NULL, NULL);
}

/* Do the items that both guides have stand in the same order? */
static bool ordered(const struct comparing *x, enum guide_kind k) {
  const struct guide *old = x->old->guide, *now = x->now->guide;
  size_t at = 0;

  for (size_t i = 0; i < now->n[k]; i++) {
    const char *name = known_as(x->now, k, &now->item[k][i]);

    if (item_known(x->old, k, name) == NULL)
      continue;
    while (at < old->n[k] && item_known(x->now, k, known_as(x->old, k, &old->item[k][at])) == NULL)
      at++;
    if (at == old->n[k] || !same(known_as(x->old, k, &old->item[k][at++]), name))
      return false;
  }
  return true;
}

static void guides(struct comparing *x) {
  const struct guide *old = x->old->guide, *now = x->now->guide;

  for (int i = 0; i < GUIDE__KINDS; i++) {
    enum guide_kind k = x->kind = (enum guide_kind)i;

    for (size_t n = 0; n < old->n[k]; n++) {
      x->item = known_as(x->old, k, &old->item[k][n]);
      if (item_known(x->now, k, x->item) == NULL)
        item_was(x);
    }
    for (size_t n = 0; n < now->n[k]; n++) {
      x->item = known_as(x->now, k, &now->item[k][n]);
      item_now(x, &now->item[k][n]);
    }
    x->item = "";
    if (!ordered(x, k))
      add(x, CHANGED_ORDER, "", NULL, NULL);
  }
  x->kind = GUIDE__KINDS;
  if (!same(old->description, now->description) || !same(old->sample, now->sample))
    add(x, CHANGED_WORDS, "", NULL, NULL);
}

/* ---- the manifests ---- */

static void mains(struct comparing *x, const char *was, const char *now) {
  if (was != NULL && now == NULL)
    add(x, CHANGED_MAIN_REMOVED, "", was, NULL);
  else if (was == NULL && now != NULL)
    add(x, CHANGED_MAIN_ADDED, "", NULL, now);
  else if (!same(was, now))
    add(x, CHANGED_MAIN_MOVED, "", was, now);
}

static void entries(struct comparing *x, enum guide_kind k, const struct manifest_entry *old, size_t nold,
                    const struct manifest_entry *now, size_t nnow) {
  x->kind = k;
  for (size_t i = 0; i < nold; i++) {
    x->item = old[i].name;
    if (!entry_named(now, nnow, old[i].name))
      add(x, CHANGED_ITEM_REMOVED, "", NULL, NULL);
  }
  for (size_t i = 0; i < nnow; i++) {
    size_t at = 0;

    x->item = now[i].name;
    while (at < nold && !same(old[at].name, now[i].name))
      at++;
    if (at == nold)
      add(x, CHANGED_ITEM_ADDED, "", NULL, NULL);
    else if (!same(old[at].path, now[i].path))
      add(x, CHANGED_FILE_MOVED, "", old[at].path, now[i].path);
  }
  x->kind = GUIDE__KINDS;
  x->item = "";
}

void contract_compare(struct arena *a, const struct contract *old, const struct contract *now,
                      struct contract_diff *out) {
  struct comparing x = {.a = a, .old = old, .now = now, .out = out, .kind = GUIDE__KINDS, .item = "", .list = ""};
  const struct manifest *was = old->manifest, *is = now->manifest;

  memset(out->n, 0, sizeof out->n);
  memset(out->kept, 0, sizeof out->kept);
  memset(out->change, 0, sizeof out->change);
  mains(&x, was->main, is->main);
  entries(&x, GUIDE_COMPONENTS, was->component, was->ncomponents, is->component, is->ncomponents);
  entries(&x, GUIDE_PAGES, was->page, was->npages, is->page, is->npages);
  if (old->guide != NULL && now->guide != NULL)
    guides(&x);
}

bool contract_breaks(const struct contract_diff *d) { return !d->major && d->n[CONTRACT_BREAKING] > 0; }
