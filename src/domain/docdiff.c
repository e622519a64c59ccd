/* Files are merged by path: both lists are in that order. Headings are compared by their anchors, which are the words with a
 * number behind them when they occur again. */
#include "domain/docdiff.h"

#include "domain/markdown.h"

#include <string.h>

static void add_file(struct docdiff *d, enum docdiff_kind kind, const char *path, int64_t was, int64_t is) {
  d->file[d->nfiles++] = (struct docdiff_file){kind, path, was, is};
}

static void compare_files(struct docdiff *d, const struct docdiff_side *was, const struct docdiff_side *is) {
  size_t i = 0, k = 0;

  if (strcmp(was->readme, is->readme) != 0)
    add_file(d, DOCDIFF_CHANGED, "README.md", (int64_t)strlen(was->readme), (int64_t)strlen(is->readme));
  while (i < was->n || k < is->n) {
    const struct doc_image *x = &was->image[i], *y = &is->image[k];
    int order = i == was->n ? 1 : k == is->n ? -1 : strcmp(x->path, y->path);

    if (order < 0)
      add_file(d, DOCDIFF_REMOVED, x->path, x->size, 0);
    else if (order > 0)
      add_file(d, DOCDIFF_ADDED, y->path, 0, y->size);
    else if (!bytes_same(x->sha256, y->sha256))
      add_file(d, DOCDIFF_CHANGED, y->path, x->size, y->size);
    i += order <= 0;
    k += order >= 0;
  }
}

static struct outline headings_of(struct arena *a, const char *readme) {
  struct outline outline;
  const struct markdown_options o = {.shift = 1, .target = "", .outline = &outline};
  const char *html;

  (void)!markdown_render(a, bytes_of(readme), &o, NULL, &html); /* one that cannot be shown has none */
  return outline;
}

static bool has(const struct outline *o, const char *anchor) {
  for (size_t i = 0; i < o->n; i++)
    if (strcmp(o->item[i].anchor, anchor) == 0)
      return true;
  return false;
}

static void compare_headings(struct docdiff *d, const struct outline *was, const struct outline *is) {
  for (size_t i = 0; i < is->n; i++)
    if (!has(was, is->item[i].anchor))
      d->heading[d->nheadings++] = (struct docdiff_heading){DOCDIFF_ADDED, is->item[i].title, is->item[i].anchor};
  for (size_t i = 0; i < was->n; i++)
    if (!has(is, was->item[i].anchor))
      d->heading[d->nheadings++] = (struct docdiff_heading){DOCDIFF_REMOVED, was->item[i].title, NULL};
}

struct docdiff docdiff(struct arena *a, const struct docdiff_side *was, const struct docdiff_side *is) {
  struct outline before = headings_of(a, was->readme), after = headings_of(a, is->readme);
  struct docdiff d = {.file = ARENA_ARRAY(a, struct docdiff_file, was->n + is->n + 1),
                      .heading = ARENA_ARRAY(a, struct docdiff_heading, before.n + after.n + 1)};

  compare_files(&d, was, is);
  compare_headings(&d, &before, &after);
  return d;
}
